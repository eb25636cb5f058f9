// SPDX-License-Identifier: Apache-2.0
import type { CheckRecord, ListRecord } from '@meterpki/protocol';
import type { FoundCheck } from '../check-query';
import { csvLine } from './csv';

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
export const CSV_HEADER = csvLine(columns);

/** A recorded check or list as one line of CSV. */
export function checkCsv({ key, check }: FoundCheck): string {
  const cells: Cells = {
    time: check.time,
    key,
    transaction: check.tx,
    ...('verdict' in check ? single(check) : list(check)),
  };
  return csvLine(columns.map((name) => cells[name]));
}
