// SPDX-License-Identifier: Apache-2.0
import type { ListRecord } from '@meterpki/protocol';
import type { FoundCheck } from '../check-query';
import { english } from '../language/english';
import { printable } from './printable';
import { verdictText } from './style';
import { plainTable } from './table';

const ID_DIGITS = 16;

const countsText = ({ counts: { valid, invalid, indeterminate } }: ListRecord): string =>
  `${valid} valid, ${invalid} invalid, ${indeterminate} indeterminate`;

function row({ key, check }: FoundCheck): string[] {
  if (!('verdict' in check)) return [printable(check.time), 'list', countsText(check), '', printable(key)];
  const { time, verdict, reason, receiptId } = check;
  const id = receiptId === undefined ? '' : `${printable(receiptId).slice(0, ID_DIGITS)}…`;
  return [printable(time), verdictText(verdict, english), reason ?? '', id, printable(key)];
}

/** Recorded checks as a table, for people. */
export const checksTable = (checks: readonly FoundCheck[]): string =>
  plainTable(['time', 'verdict', 'reason', 'receipt', 'key of the check'], checks.map(row));

/** A recorded check as one line of JSON. */
export const checkJson = ({ key, check }: FoundCheck): string => JSON.stringify({ key, ...check });
