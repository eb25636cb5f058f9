// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from '@meterpki/protocol';
import type { ReceiptOutcome } from '../../faces/outcome';
import { printable } from './printable';

const count = (outcomes: readonly ReceiptOutcome[], verdict: Verdict): number =>
  outcomes.filter((outcome) => outcome.verdict === verdict).length;

/** The result of a whole run in one line. */
export function summaryLine(outcomes: readonly ReceiptOutcome[]): string {
  const receipts = outcomes.length === 1 ? '1 receipt' : `${outcomes.length} receipts`;
  const verdicts: readonly Verdict[] = ['valid', 'invalid', 'indeterminate'];
  return `${receipts}: ${verdicts.map((verdict) => `${count(outcomes, verdict)} ${verdict}`).join(', ')}`;
}

/** What `valid` means and what it does not mean. */
function meaningLines(outcomes: readonly ReceiptOutcome[]): string[] {
  const valid = outcomes.find(({ verdict }) => verdict === 'valid');
  if (valid === undefined) return [];
  const who =
    valid.assurance === 'key-only' ? 'with the key that you gave' : 'with a key registered for this meter';
  return [`valid means: signed ${who}, and unchanged since. It says nothing about price or accuracy.`];
}

/** The command to try next. */
function nextLine(outcomes: readonly ReceiptOutcome[]): string[] {
  const [first] = outcomes;
  if (first === undefined) return [];
  if (first.assurance === 'key-only') {
    return ['Next: the same with --profile FILE instead of --key asks the register whose key it is.'];
  }
  if (outcomes.some(({ reason }) => reason === 'unknown-meter')) {
    return ['Next: name the meter with --meter ID, or look for it: meterpki meter show --alias KIND:TEXT'];
  }
  const known = outcomes.find(({ meterId }) => meterId !== undefined)?.meterId;
  if (known === undefined) return [];
  return outcomes.some(({ assurance }) => assurance === 'committed')
    ? [`Next: meterpki checks list --meter ${printable(known)}`]
    : [
        `Next: --record puts the check on the ledger; meterpki meter show ${printable(known)} shows the meter.`,
      ];
}

/** What a reader of verdicts ought to know, and what to try next. */
export const hintLines = (outcomes: readonly ReceiptOutcome[]): string[] => [
  ...meaningLines(outcomes),
  ...nextLine(outcomes),
];
