// SPDX-License-Identifier: Apache-2.0
import {
  TRANSIENT_RECEIPTS,
  writeRaw,
  type ArgumentOf,
  type CheckRecord,
  type ListRecord,
  type MarketObstacle,
  type MeterRecord,
  type ReceiptInput,
  type ResultOf,
} from '@meterpki/protocol';
import type { LedgerCalls } from '../calls/ledger-calls';
import { ClientError } from '../errors';
import { evaluatedOutcomes, recordedOutcomes } from './answers';
import type { ReceiptOutcome } from './outcome';
import { boundOutcome } from './receipt-binding';
import { splitReceipts, type ReceiptList } from './receipt-lists';

/** How to check. */
export interface CheckOptions {
  /** 64 hex digits that the answer must repeat: shows that it was not made before. */
  readonly nonce?: string;
}

const transientOf = ({ receipts }: ReceiptList): Record<string, string> => ({
  [TRANSIENT_RECEIPTS]: JSON.stringify(receipts),
});

/** What anybody on the network may ask: is this receipt genuine, is this meter registered? */
export class Society {
  readonly #calls: LedgerCalls;

  constructor(calls: LedgerCalls) {
    this.#calls = calls;
  }

  /**
   * Judges receipts; nothing is written. Receipts travel as transient data only; long lists are split.
   * @returns an outcome for each receipt, in order, assurance `evaluated`
   * @throws {@link ClientError} as {@link LedgerCalls.evaluate}, and `ANSWER_MISMATCH`
   */
  async checkReceipts(
    receipts: readonly ReceiptInput[],
    options: CheckOptions = {},
  ): Promise<ReceiptOutcome[]> {
    return collect(this.checkReceiptsInLists(receipts, options));
  }

  /** The same, list by list as the answers arrive: what came before a failure is not lost. */
  async *checkReceiptsInLists(
    receipts: readonly ReceiptInput[],
    { nonce }: CheckOptions = {},
  ): AsyncGenerator<ReceiptOutcome[], void, undefined> {
    const argument = nonce === undefined ? {} : { nonce };
    for (const list of splitReceipts(receipts)) {
      const answer = await this.#calls.evaluate('receipts', 'CheckReceipts', argument, transientOf(list));
      yield placed(list, evaluatedOutcomes(answer, list.receipts.length, nonce));
    }
  }

  /**
   * Judges receipts and records the checks on the ledger: digests and verdicts, no readings. Each list of at
   * most MAX_RECEIPTS becomes one transaction; a failure leaves the lists before it recorded, see
   * {@link Society.recordChecksInLists}.
   * @returns an outcome for each receipt, in order, assurance `committed`
   * @throws {@link ClientError} as {@link LedgerCalls.submit}, and `ANSWER_MISMATCH`
   */
  async recordChecks(receipts: readonly ReceiptInput[]): Promise<ReceiptOutcome[]> {
    return collect(this.recordChecksInLists(receipts));
  }

  /** The same, list by list as they are committed: what was recorded before a failure is known. */
  async *recordChecksInLists(
    receipts: readonly ReceiptInput[],
  ): AsyncGenerator<ReceiptOutcome[], void, undefined> {
    for (const list of splitReceipts(receipts)) {
      const committed = await this.#calls.submit('receipts', 'RecordChecks', {}, transientOf(list));
      const outcomes = recordedOutcomes(committed, list.receipts.length);
      yield placed(list, outcomes, await this.#metersOf(outcomes));
    }
  }

  /**
   * The paper's call: did this meter sign this information?
   * @param signature - ECDSA-Sig-Value in DER
   * @param options - `record`: put the check on the ledger
   * @throws {@link ClientError} as {@link Society.checkReceipts} or {@link Society.recordChecks}
   */
  async verifySignature(
    meterId: string,
    information: Uint8Array,
    signature: Uint8Array,
    options: Readonly<{ record?: boolean }> = {},
  ): Promise<ReceiptOutcome> {
    const receipt: ReceiptInput = { text: writeRaw(information, signature), format: 'raw', meterId };
    const outcomes = await (options.record === true
      ? this.recordChecks([receipt])
      : this.checkReceipts([receipt]));
    const [outcome] = outcomes;
    if (outcome === undefined) throw new ClientError('ANSWER_MISMATCH');
    return outcome;
  }

  /**
   * Recorded checks by meter, receipt or time, a page at a time; `next` starts the page after.
   * @throws {@link ClientError} as {@link LedgerCalls.evaluate}
   */
  listChecks(query: ArgumentOf<'receipts', 'ListChecks'>): Promise<ResultOf<'receipts', 'ListChecks'>> {
    return this.#calls.evaluate('receipts', 'ListChecks', query);
  }

  /**
   * One recorded check or list by its key.
   * @throws {@link ClientError} as {@link LedgerCalls.evaluate}; `LEDGER_REFUSED` with `CHECK_UNKNOWN`
   */
  getCheck(key: string): Promise<CheckRecord | ListRecord> {
    return this.#calls.evaluate('receipts', 'GetCheck', { key });
  }

  /**
   * Does the register know these meters at all?
   * @returns answers in the order asked
   * @throws {@link ClientError} as {@link LedgerCalls.evaluate}
   */
  async isRegistered(meterIds: readonly string[]): Promise<{ meterId: string; registered: boolean }[]> {
    const { answers } = await this.#calls.evaluate('registry', 'IsRegistered', { meterIds: [...meterIds] });
    return answers;
  }

  /**
   * May these meters be sold, as far as the register can tell?
   * @returns answers in the order asked; `obstacle` says why not
   * @throws {@link ClientError} as {@link LedgerCalls.evaluate}
   */
  async mayBePlacedOnMarket(
    meterIds: readonly string[],
  ): Promise<{ meterId: string; allowed: boolean; obstacle?: MarketObstacle }[]> {
    const { answers } = await this.#calls.evaluate('registry', 'MayBePlacedOnMarket', {
      meterIds: [...meterIds],
    });
    return answers;
  }

  /**
   * Meters by ID, key fingerprint or alias.
   * @throws {@link ClientError} as {@link LedgerCalls.evaluate}
   */
  getMeters(query: ArgumentOf<'registry', 'GetMeters'>): Promise<ResultOf<'registry', 'GetMeters'>> {
    return this.#calls.evaluate('registry', 'GetMeters', query);
  }

  /**
   * Meters of one institute, a page at a time; `next` starts the page after.
   * @throws {@link ClientError} as {@link LedgerCalls.evaluate}
   */
  findMeters(query: ArgumentOf<'registry', 'FindMeters'>): Promise<ResultOf<'registry', 'FindMeters'>> {
    return this.#calls.evaluate('registry', 'FindMeters', query);
  }

  /**
   * Every state that a meter's record had, oldest first, with the transactions that wrote them.
   * @throws {@link ClientError} as {@link LedgerCalls.evaluate}
   */
  getHistory(query: ArgumentOf<'registry', 'GetHistory'>): Promise<ResultOf<'registry', 'GetHistory'>> {
    return this.#calls.evaluate('registry', 'GetHistory', query);
  }

  /** Records of the meters that outcomes name. The checks are committed: a failure here only costs the key names. */
  async #metersOf(outcomes: readonly ReceiptOutcome[]): Promise<ReadonlyMap<string, MeterRecord>> {
    const meterIds = [...new Set(outcomes.flatMap(({ meterId }) => meterId ?? []))];
    if (meterIds.length === 0) return new Map();
    try {
      const { meters } = await this.getMeters({ meterIds });
      return new Map(meters.map((meter) => [meter.meterId, meter]));
    } catch (error) {
      if (error instanceof ClientError) return new Map();
      throw error;
    }
  }
}

/** Outcomes of one list with their places in the whole, each tied to its receipt. */
function placed(
  { start, receipts }: ReceiptList,
  outcomes: readonly ReceiptOutcome[],
  meters: ReadonlyMap<string, MeterRecord> = new Map(),
): ReceiptOutcome[] {
  return receipts.flatMap((receipt, position) => {
    const outcome = outcomes[position];
    if (outcome === undefined) return [];
    const whole = { ...outcome, index: start + position };
    return [boundOutcome(receipt, whole, meters.get(outcome.meterId ?? ''))];
  });
}

async function collect(lists: AsyncIterable<readonly ReceiptOutcome[]>): Promise<ReceiptOutcome[]> {
  const all: ReceiptOutcome[] = [];
  for await (const list of lists) all.push(...list);
  return all;
}
