// SPDX-License-Identifier: Apache-2.0
import { refusal, type CheckRecord, type ListRecord } from '@meterpki/protocol';
import { RECORD_PREFIX, checkPrefix, endOf, seenPrefix } from '../state/keys';
import type { Rules } from '../transaction/answer';
import type { LedgerTransaction } from '../transaction/transaction';
import type { SeenEntry } from './record';

type Wanted = Parameters<Rules<'receipts', 'ListChecks'>>[1];
type Found = CheckRecord | ListRecord;

const DEFAULT_LIMIT = 100;

/** What follows a prefix in the key of a check: time and transaction. */
const KEY_REST = /^[0-9T:.Z-]{24}\/[0-9a-f]{64}$/;

/** GetCheck: one record by its key, a plain read, so that it can be endorsed. */
export const getCheck: Rules<'receipts', 'GetCheck'> = async ({ state }, { key }) => {
  const check = await state.get<Found>(key);
  if (check === undefined) throw refusal('CHECK_UNKNOWN', 'key', 'nothing is recorded under it');
  return check;
};

function prefixOf(wanted: Wanted): string {
  if (wanted.by === 'meter') return checkPrefix(wanted.meterId);
  return wanted.by === 'receipt' ? seenPrefix(wanted.receiptId) : RECORD_PREFIX;
}

/** What a listing shows for a key: the record itself, or the one that a `seen/` entry points to. */
async function recordOf(
  { state }: LedgerTransaction,
  key: string,
  value: Found | SeenEntry,
): Promise<{ key: string; check: Found }[]> {
  if (!('check' in value)) return [{ key, check: value }];
  const check = await state.get<Found>(value.check);
  return check === undefined ? [] : [{ key: value.check, check }];
}

/** The keys that a listing may show: from `start`, up to but without `end`. */
function rangeOf(wanted: Wanted): { start: string; end: string } {
  const prefix = prefixOf(wanted);
  const { from = '', to, start } = wanted;
  if (start !== undefined && !(start.startsWith(prefix) && KEY_REST.test(start.slice(prefix.length)))) {
    throw refusal('INVALID_ARGUMENT', 'argument.start', 'must be the member next of the page before');
  }
  return { start: start ?? prefix + from, end: to === undefined ? endOf(prefix) : prefix + to };
}

/** ListChecks: single checks by meter or by receipt, lists by time; bounded pages, for evaluation only. */
export const listChecks: Rules<'receipts', 'ListChecks'> = async (transaction, wanted) => {
  const { start, end } = rangeOf(wanted);
  const { limit = DEFAULT_LIMIT } = wanted;
  const entries = start < end ? await transaction.state.range<Found | SeenEntry>(start, end, limit + 1) : [];
  const checks: { key: string; check: Found }[] = [];
  await transaction.state.readAll(entries.flatMap(({ value }) => ('check' in value ? [value.check] : [])));
  for (const { key, value } of entries.slice(0, limit))
    checks.push(...(await recordOf(transaction, key, value)));
  const next = entries[limit]?.key;
  return next === undefined ? { checks } : { checks, next };
};
