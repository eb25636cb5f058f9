// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '../encoding/instant';
import type { CheckRecord, ListRecord } from '../records/check';
import type {
  ChallengeRecord,
  EndorserRecord,
  ImportRecord,
  ProposalRecord,
  ReviewRecord,
} from '../records/governance';
import type { MeterRecord } from '../records/meter';
import type { Policy } from '../records/policy';

/** What stands under a key of the state, by the first part of the key. Index entries are left out: they follow from these. */
export interface RecordKinds {
  policy: Policy;
  proposal: ProposalRecord;
  pe: EndorserRecord;
  review: ReviewRecord;
  challenge: ChallengeRecord;
  import: ImportRecord;
  meter: MeterRecord;
  check: CheckRecord;
  record: ListRecord;
}

/** One of {@link RecordKinds}. */
export type RecordKind = keyof RecordKinds;

/** Every kind, for telling records from index entries. */
export const recordKinds: readonly RecordKind[] = [
  'policy',
  'proposal',
  'pe',
  'review',
  'challenge',
  'import',
  'meter',
  'check',
  'record',
];

/** A record as a transaction left it. */
export type WrittenRecord = {
  [Kind in RecordKind]: { readonly kind: Kind; readonly key: string; readonly value: RecordKinds[Kind] };
}[RecordKind];

/**
 * The event of a transaction that wrote something; its name is the transaction's. A mirror that puts each record under
 * its key follows policy, endorsers, meters, keys and checks without reading blocks.
 */
export interface LedgerEvent {
  readonly schema: 1;
  /** `contract:Transaction`. */
  readonly transaction: string;
  /** The transaction's timestamp. */
  readonly time: Instant;
  readonly records: readonly WrittenRecord[];
  /** Of a list of checks: receipt ID, meter and verdict of each, see `readLeaves`. */
  readonly leaves?: string;
  /** Keys whose key-level endorsement policy was renewed. */
  readonly restamped?: readonly string[];
}
