// SPDX-License-Identifier: Apache-2.0
import type { ResultOf } from '@meterpki/protocol';
import Table from 'cli-table3';
import { printable } from './printable';
import { verdictText } from './style';

type FoundCheck = ResultOf<'receipts', 'ListChecks'>['checks'][number];

const ID_DIGITS = 16;

function row({ key, check }: FoundCheck): string[] {
  if (!('verdict' in check)) return [printable(check.time), 'list', '', '', printable(key)];
  const { time, verdict, reason, receiptId } = check;
  const id = receiptId === undefined ? '' : `${printable(receiptId).slice(0, ID_DIGITS)}…`;
  return [printable(time), verdictText(verdict), reason ?? '', id, printable(key)];
}

const border = [
  'top',
  'top-mid',
  'top-left',
  'top-right',
  'bottom',
  'bottom-mid',
  'bottom-left',
  'bottom-right',
  'left',
  'left-mid',
  'mid',
  'mid-mid',
  'right',
  'right-mid',
] as const;

/** Recorded checks as a table without lines, for people. */
export function checksTable(checks: readonly FoundCheck[]): string {
  const table = new Table({
    head: ['time', 'verdict', 'reason', 'receipt', 'key of the check'],
    chars: { ...Object.fromEntries(border.map((place) => [place, ''])), middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...checks.map(row));
  return table.toString().replace(/ +$/gm, '');
}

/** A recorded check as one line of JSON. */
export const checkJson = ({ key, check }: FoundCheck): string => JSON.stringify({ key, ...check });
