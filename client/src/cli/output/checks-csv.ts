// SPDX-License-Identifier: Apache-2.0
import type { CheckRecord, ListRecord } from '@meterpki/protocol';
import type { FoundCheck } from '../check-query';

/** Columns of the table, in their order. A check fills those of a receipt, a list those of counts. */
const columns = [
  'time',
  'kind',
  'key',
  'transaction',
  'mspId',
  'meterId',
  'receiptId',
  'verdict',
  'reason',
  'findings',
  'valid',
  'invalid',
  'indeterminate',
  'root',
] as const;

type Cells = Readonly<Partial<Record<(typeof columns)[number], string | number | undefined>>>;

/** RFC 4180 section 2; a cell that a table program would take for a formula is quoted with an apostrophe. */
function cellText(cell: string | number | undefined): string {
  const text = String(cell ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const single = ({ meterId, receiptId, verdict, reason, findings }: CheckRecord): Cells => ({
  kind: 'check',
  meterId,
  receiptId,
  verdict,
  reason,
  findings: findings.join(' '),
});

const list = ({ mspId, counts, root }: ListRecord): Cells => ({ kind: 'list', mspId, ...counts, root });

/** The header line. */
export const CSV_HEADER = columns.join(',');

/** A recorded check or list as one line of CSV. */
export function checkCsv({ key, check }: FoundCheck): string {
  const cells: Cells = {
    time: check.time,
    key,
    transaction: check.tx,
    ...('verdict' in check ? single(check) : list(check)),
  };
  return columns.map((name) => cellText(cells[name])).join(',');
}
