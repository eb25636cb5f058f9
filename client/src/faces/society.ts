// SPDX-License-Identifier: Apache-2.0
import {
  TRANSIENT_RECEIPTS,
  writeRaw,
  type ArgumentOf,
  type CheckRecord,
  type ListRecord,
  type MarketObstacle,
  type ReceiptInput,
  type ResultOf,
} from '@meterpki/protocol';
import type { Journal } from '../bulk/journal';
import { journaled } from '../bulk/journaled';
import type { CallControl } from '../calls/abort';
import type { LedgerCalls } from '../calls/ledger-calls';
import { makeBundle } from '../bundle/make-bundle';
import type { Bundle } from '../bundle/bundle';
import { clientError, faulty } from '../errors';
import { evaluatedOutcomes, recordedOutcomes } from './answers';
import type { ReceiptOutcome } from './outcome';
import { KnownKeys } from './known-keys';
import { inLists, type ListOptions } from './list-run';
import { ReceiptNames, boundOutcome, tiedOutcome } from './receipt-binding';
import { evidenceOf, receiptDigest, receiptsText, type CheckInput, type ReceiptList } from './receipt-lists';

/** How to check. */
export interface CheckOptions extends ListOptions {
  /** 64 hex digits that the answer must repeat: shows that it was not made before. */
  readonly nonce?: string;
}

const transientOf = (list: ReceiptList): Record<string, string> => ({
  [TRANSIENT_RECEIPTS]: receiptsText(list),
});

/** Who is to sign a bundle. */
export interface BundleOptions {
  /** MSP IDs; the institute of the gateway must be among them. */
  readonly institutes: readonly string[];
  /** 64 hex digits that the bundle is to carry: shows that it was made for this question. */
  readonly nonce?: string;
}

/** What anybody on the network may ask: is this receipt genuine, is this meter registered? */
export class Society {
  readonly #calls: LedgerCalls;
  readonly #keys: KnownKeys;

  constructor(calls: LedgerCalls) {
    this.#calls = calls;
    this.#keys = new KnownKeys(calls);
  }

  /**
   * Judges receipts; nothing is written. Receipts travel as transient data only; long lists are split, and several are on
   * their way at once.
   * @returns an outcome for each receipt, in order, assurance `evaluated`
   * @throws {@link ClientError} as {@link LedgerCalls.evaluate}, and `ANSWER_MISMATCH`
   */
  async checkReceipts(
    receipts: readonly CheckInput[],
    options: CheckOptions = {},
  ): Promise<ReceiptOutcome[]> {
    return collect(this.checkReceiptsInLists(receipts, options));
  }

  /** The same, list by list as the answers arrive: what came before a failure is not lost. */
  checkReceiptsInLists(
    receipts: readonly CheckInput[],
    { nonce, ...options }: CheckOptions = {},
  ): AsyncGenerator<ReceiptOutcome[], void, undefined> {
    const send = async (list: ReceiptList): Promise<ReceiptOutcome[]> => {
      const argument = { ...(nonce === undefined ? {} : { nonce }), ...evidenceOf(list) };
      const sent = transientOf(list);
      const answer = await this.#calls.evaluate('receipts', 'CheckReceipts', argument, sent, options);
      const outcomes = evaluatedOutcomes(answer, list.receipts.length, nonce);
      return placed(list, outcomes).map(({ names, outcome }) => boundOutcome(names, outcome));
    };
    return inLists(receipts, send, options);
  }

  /**
   * Judges receipts and records the checks on the ledger: digests and verdicts, no readings. Each list of at
   * most MAX_RECEIPTS becomes one transaction, and several are on their way at once; a failure leaves lists before it
   * recorded, see {@link Society.recordChecksInLists}, and perhaps some behind it, see {@link ClientError.recorded}.
   * @returns an outcome for each receipt, in order, assurance `committed`
   * @throws {@link ClientError} as {@link LedgerCalls.submit}, and `ANSWER_MISMATCH`
   */
  async recordChecks(receipts: readonly CheckInput[], options: ListOptions = {}): Promise<ReceiptOutcome[]> {
    return collect(this.recordChecksInLists(receipts, options));
  }

  /** The same, list by list as they are committed: what was recorded before a failure is known. */
  recordChecksInLists(
    receipts: readonly CheckInput[],
    options: ListOptions = {},
  ): AsyncGenerator<ReceiptOutcome[], void, undefined> {
    return inLists(receipts, (list) => this.#record(list, {}, options.journal), options);
  }

  /**
   * Judges receipts and records the checks in one transaction: all of them or none. Nothing is split.
   * @param receipts - at most MAX_RECEIPTS, of at most MAX_LIST_BYTES together
   * @returns an outcome for each receipt, in order, assurance `committed`
   * @throws {@link ClientError} as {@link LedgerCalls.submit}, and `ANSWER_MISMATCH` (recorded all the same)
   */
  recordList(receipts: readonly CheckInput[], control?: CallControl): Promise<ReceiptOutcome[]> {
    return this.#record({ start: 0, receipts }, control);
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
    if (outcome === undefined) throw clientError('ANSWER_MISMATCH');
    return outcome;
  }

  /**
   * Judges one receipt by peers of several institutes, who sign the verdict. It is not recorded, and the caller could not
   * record it later: what they sign writes nothing.
   * @returns the outcome, assurance `endorsed`, and the bundle that proves it to others, see `checkBundle`
   * @throws {@link ClientError} as {@link LedgerCalls.endorse}, and `ANSWER_MISMATCH`
   */
  async checkWithBundle(
    receipt: CheckInput,
    { institutes, nonce }: BundleOptions,
  ): Promise<{ outcome: ReceiptOutcome; bundle: Bundle }> {
    const list = { start: 0, receipts: [receipt] };
    const argument = { ...(nonce === undefined ? {} : { nonce }), ...evidenceOf(list) };
    const endorsed = await this.#calls.endorse(
      'receipts',
      'CheckReceipts',
      argument,
      institutes,
      transientOf(list),
    );
    const [outcome] = evaluatedOutcomes(endorsed.result, 1, nonce);
    if (outcome === undefined) throw clientError('ANSWER_MISMATCH');
    const bound = boundOutcome(ReceiptNames.of(receipt), { ...outcome, assurance: 'endorsed' });
    return { outcome: bound, bundle: makeBundle(endorsed.prepared) };
  }

  /**
   * The bundle of a check that is on the ledger: peers of several institutes sign what they read there.
   * @param outcome - of {@link Society.recordChecks}
   * @throws {@link ClientError} as {@link LedgerCalls.endorse}; `INPUT_INVALID` for an outcome that was not recorded or
   * whose receipt could not be read
   */
  async bundleOfRecord(
    { recorded, key }: ReceiptOutcome,
    { institutes }: Pick<BundleOptions, 'institutes'>,
  ): Promise<Bundle> {
    const evidence = recorded?.check === undefined ? recorded?.evidence() : undefined;
    const stored = recorded?.check ?? evidence?.record;
    if (stored === undefined)
      throw faulty('INPUT_INVALID', [
        { path: 'outcome', text: 'is of no check that was recorded under a receipt ID' },
      ]);
    const { prepared } = await this.#calls.endorse('receipts', 'GetCheck', { key: stored }, institutes);
    return makeBundle(
      prepared,
      evidence === undefined ? undefined : { evidence, ...(key === undefined ? {} : { key }) },
    );
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

  async #record(list: ReceiptList, control: CallControl = {}, journal?: Journal): Promise<ReceiptOutcome[]> {
    const argument = evidenceOf(list);
    const sent = transientOf(list);
    const committed = await journaled(journal, list.receipts.map(receiptDigest), control, (noted) =>
      this.#calls.submit('receipts', 'RecordChecks', argument, sent, noted),
    );
    return this.#bound(placed(list, recordedOutcomes(committed, list.receipts.length)));
  }

  /** Ties outcomes that name meters alone to their receipts; the ledger is asked for keys that are not at hand. */
  async #bound(all: readonly PlacedOutcome[]): Promise<ReceiptOutcome[]> {
    const open = all.filter(({ names, outcome }) => this.#tied(names, outcome) === undefined);
    const meterIds = new Set(open.flatMap(({ outcome: { meterId } }) => meterId ?? []));
    if (meterIds.size > 0) await this.#keys.learn(meterIds);
    return all.map(({ names, outcome }) => boundOutcome(names, outcome, this.#keys.of(outcome.meterId)));
  }

  #tied(names: ReceiptNames | undefined, outcome: ReceiptOutcome): ReceiptOutcome | undefined {
    return tiedOutcome(names, outcome, this.#keys.of(outcome.meterId));
  }
}

/** An outcome with its place in the whole, and what its receipt may be called. */
interface PlacedOutcome {
  readonly names: ReceiptNames | undefined;
  readonly outcome: ReceiptOutcome;
}

function placed({ start, receipts }: ReceiptList, outcomes: readonly ReceiptOutcome[]): PlacedOutcome[] {
  return receipts.flatMap((receipt, position) => {
    const outcome = outcomes[position];
    if (outcome === undefined) return [];
    return [{ names: ReceiptNames.of(receipt), outcome: { ...outcome, index: start + position } }];
  });
}

async function collect(lists: AsyncIterable<readonly ReceiptOutcome[]>): Promise<ReceiptOutcome[]> {
  const all: ReceiptOutcome[] = [];
  for await (const list of lists) all.push(...list);
  return all;
}
