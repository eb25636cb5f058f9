// SPDX-License-Identifier: Apache-2.0
import {
  MAX_FAILURES,
  leafBytes,
  merkleRoot,
  refusal,
  toHex,
  writeLeaves,
  type CheckRecord,
  type Failure,
  type ListRecord,
} from '@meterpki/protocol';
import { RECORD_PREFIX, checkPrefix, seenPrefix } from '../state/keys';
import type { Rules } from '../transaction/answer';
import type { LedgerTransaction } from '../transaction/transaction';
import { checkAll, type CheckedReceipt } from './check';

/** What stands under `seen/`: where the check is recorded. */
export interface SeenEntry {
  readonly schema: 1;
  readonly check: string;
}

function failuresOf(checked: readonly CheckedReceipt[]): Failure[] {
  return checked.flatMap(({ outcome: { verdict, reason, receiptId, meterId } }, index) => {
    if (verdict === 'valid' || reason === undefined) return [];
    const names = {
      ...(receiptId === undefined ? {} : { receiptId }),
      ...(meterId === undefined ? {} : { meterId }),
    };
    return [{ index, verdict, reason, ...names }];
  });
}

/** The record names each receipt that is not valid, so that there must not be too many. */
function refuseTooMany(failures: readonly Failure[], { length }: readonly CheckedReceipt[]): void {
  if (failures.length <= MAX_FAILURES) return;
  const text = `${failures.length} of ${length} are not valid, and ${MAX_FAILURES} are the most; split the list`;
  throw refusal('TOO_MANY_FAILURES', 'receipts', text);
}

function listRecord({ time, id, caller }: LedgerTransaction, checked: readonly CheckedReceipt[]): ListRecord {
  const count = (wanted: string): number =>
    checked.filter(({ outcome }) => outcome.verdict === wanted).length;
  const failures = failuresOf(checked);
  refuseTooMany(failures, checked);
  return {
    schema: 1,
    time,
    tx: id,
    mspId: caller.mspId,
    root: toHex(merkleRoot(checked.map(({ outcome }) => leafBytes(outcome)))),
    counts: { valid: count('valid'), invalid: count('invalid'), indeterminate: count('indeterminate') },
    failures,
  };
}

/** Makes a single check findable by meter and by receipt; every key is new, so nothing conflicts. */
function putSingle(
  { state, time, id }: LedgerTransaction,
  record: string,
  { outcome, matched }: CheckedReceipt,
): string | undefined {
  if (outcome.meterId === undefined) return undefined;
  const key = `${checkPrefix(outcome.meterId)}${time}/${id}`;
  state.put(key, { schema: 1, record, time, tx: id, ...outcome } as CheckRecord);
  if (matched && outcome.receiptId !== undefined) {
    state.put(`${seenPrefix(outcome.receiptId)}${time}/${id}`, { schema: 1, check: key } as SeenEntry);
  }
  return key;
}

/** RecordChecks: verdicts, and one audit record for the whole list; a list of one is found by meter as well. */
export const recordChecks: Rules<'receipts', 'RecordChecks'> = async (transaction, { evidence }) => {
  const checked = await checkAll(transaction, evidence);
  const record = listRecord(transaction, checked);
  const key = `${RECORD_PREFIX}${transaction.time}/${transaction.id}`;
  transaction.state.put(key, record);
  const [first] = checked;
  const check = first === undefined || checked.length > 1 ? undefined : putSingle(transaction, key, first);
  const leaves = writeLeaves(checked.map(({ outcome }) => outcome));
  transaction.eventDetails.leaves = leaves;
  return {
    record: key,
    ...(check === undefined ? {} : { check }),
    time: transaction.time,
    root: record.root,
    leaves,
    remarks: checked.flatMap(({ outcome: { reason, findings } }, index) => {
      if (reason === undefined && findings.length === 0) return [];
      return [{ index, ...(reason === undefined ? {} : { reason }), findings: [...findings] }];
    }),
  };
};
