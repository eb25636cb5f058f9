// SPDX-License-Identifier: Apache-2.0
import {
  algorithms,
  isMatch,
  isProved,
  judge,
  matchReceipt,
  readReceipt,
  type Evidence,
  type Judgement,
  type Match,
  type MeterRecord,
  type ReceiptInput,
} from '@meterpki/protocol';
import { ReceiptNames } from '../../faces/receipt-binding';
import { found, type AuditFinding } from '../finding';
import { isObject, type Change } from './change';
import type { RecordedLeaf } from './check-rules';

interface Named {
  readonly input: ReceiptInput;
  readonly names: ReceiptNames;
}

const restOf = (meterId: string): string => meterId.replace(':', '/');

/** Times of earlier lists that the caller proved to have held the receipt. */
function provedTimes({ argument, state }: Change, receiptId: string): number[] {
  const given =
    isObject(argument) && Array.isArray(argument.evidence) ? (argument.evidence as Evidence[]) : [];
  return given.flatMap((evidence) => {
    if (evidence.leaf.receiptId !== receiptId) return [];
    const record = state.get('record', evidence.record.slice('record/'.length));
    return record !== undefined && isProved(evidence, record) ? [Date.parse(record.time)] : [];
  });
}

function firstSeen(change: Change, receiptId: string): { firstSeen?: number } {
  const prefix = `seen/${receiptId}/`;
  const times = provedTimes(change, receiptId);
  for (const key of change.state.keys(prefix))
    times.push(Date.parse(key.slice(prefix.length).split('/')[0] ?? ''));
  return times.length === 0 ? {} : { firstSeen: times.reduce((one, other) => Math.min(one, other)) };
}

function judged(change: Change, match: Match): Judgement {
  const reviews = [...change.state.all('review')].map(({ value }) => value);
  return judge(match, { reviews, ...firstSeen(change, match.receiptId) });
}

/** Receipts that somebody has at hand, to be judged anew where they turn up. */
export class VerdictRules {
  readonly #receipts: readonly Named[];
  /** Receipts by receipt ID, for each key that was looked for. */
  readonly #byKey = new Map<string | undefined, Map<string, Named>>();
  #judged = 0;

  constructor(receipts: readonly ReceiptInput[]) {
    this.#receipts = receipts.flatMap((input) => {
      const names = ReceiptNames.of(input);
      return names === undefined ? [] : [{ input, names }];
    });
  }

  /** How many recorded verdicts were judged anew. */
  get judged(): number {
    return this.#judged;
  }

  /** Recorded verdicts of the receipts at hand that the rules do not give. */
  findings(change: Change, leaves: readonly RecordedLeaf[]): AuditFinding[] {
    if (this.#receipts.length === 0) return [];
    return leaves.flatMap((leaf) => this.#finding(change, leaf));
  }

  #finding(change: Change, leaf: RecordedLeaf): AuditFinding[] {
    const meter = leaf.meterId === undefined ? undefined : change.state.get('meter', restOf(leaf.meterId));
    const receipt = this.#named(leaf, meter);
    if (receipt === undefined) return [];
    const expected = this.#judge(change, receipt, leaf, meter);
    if (expected === undefined) return [];
    this.#judged += 1;
    const reason = expected.verdict === 'valid' ? undefined : expected.reason;
    if (expected.verdict === leaf.verdict && reason === leaf.reason) return [];
    const [says, gives] = [wordsOf(leaf.verdict, leaf.reason), wordsOf(expected.verdict, reason)];
    const text = `receipt ${leaf.index}: recorded as ${says}, the rules give ${gives}`;
    return [found('VERDICT_WRONG', text, { key: leaf.record })];
  }

  #judge(
    change: Change,
    { input }: Named,
    leaf: RecordedLeaf,
    meter: MeterRecord | undefined,
  ): Judgement | undefined {
    // Without a meter the search went by aliases; a key that verifies would have named it.
    if (leaf.meterId === undefined) return undefined;
    const allowed = change.policy?.algorithms ?? algorithms.map(({ id }) => id);
    const read = readReceipt(input.text, input.format);
    const match = matchReceipt({ read, meters: meter === undefined ? [] : [meter], algorithms: allowed });
    return isMatch(match) ? judged(change, match) : match.judgement;
  }

  #named({ receiptId }: RecordedLeaf, meter: MeterRecord | undefined): Named | undefined {
    if (receiptId === undefined) return undefined;
    const fingerprints = meter?.keys.map(({ fingerprint }) => fingerprint) ?? [];
    for (const key of [undefined, ...fingerprints]) {
      const named = this.#withKey(key).get(receiptId);
      if (named !== undefined) return named;
    }
    return undefined;
  }

  /** @param key - fingerprint; undefined for receipts that no key verified */
  #withKey(key: string | undefined): Map<string, Named> {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const ids = new Map<string, Named>();
    for (const named of this.#receipts) for (const id of named.names.under(key)) ids.set(id, named);
    this.#byKey.set(key, ids);
    return ids;
  }
}

const wordsOf = (verdict: string, reason: string | undefined): string =>
  reason === undefined ? verdict : `${verdict} (${reason})`;
