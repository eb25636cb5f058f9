// SPDX-License-Identifier: Apache-2.0
import { findingTexts, type AuditNote } from '../../audit/finding';
import { headline } from './style';
import { printable } from './printable';

/** A finding or alert as one line: what, where, and what it means. */
export function noteLine(note: AuditNote): string {
  const places = [
    ...(note.block === undefined ? [] : [`block ${note.block}`]),
    ...(note.transactionId === undefined ? [] : [`transaction ${printable(note.transactionId)}`]),
    ...(note.key === undefined ? [] : [printable(note.key, 300)]),
  ];
  const where = places.length === 0 ? '' : ` (${places.join(', ')})`;
  const text = printable(note.text, 1000);
  if (note.kind === 'alert') return `${headline('ALERT')}  ${text}${where}`;
  return `${headline(note.code)}  ${findingTexts[note.code]}: ${text}${where}`;
}
