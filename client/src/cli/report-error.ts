// SPDX-License-Identifier: Apache-2.0
import { CommanderError } from 'commander';
import { mayBeWritten } from '../bulk/journaled';
import { ClientError, clientError } from '../errors';
import { errorExits, exitCodes, type ExitCode } from './exit-codes';
import { printable } from './output/printable';
import type { Streams } from './streams';
import { UsageError } from './usage-error';

/** More faults than this are counted, not listed. */
const MAX_FAULTS = 20;

const MAX_MESSAGE = 2000;

const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

/** A single fault stands in the message already; several follow it, one a line. */
function faultLines({ faults }: ClientError): string[] {
  if (faults.length < 2) return [];
  const shown = faults
    .slice(0, MAX_FAULTS)
    .map(({ path, text }) => `  - ${printable(path)} ${printable(text)}`);
  const hidden = faults.length - shown.length;
  return hidden > 0 ? [...shown, `  (and ${hidden} more)`] : shown;
}

/** Texts, but no more of them than anybody reads. */
function some(texts: readonly string[]): string {
  const hidden = texts.length - MAX_FAULTS;
  const shown = texts.slice(0, MAX_FAULTS).map((text) => printable(text));
  return `${shown.join(', ')}${hidden > 0 ? ` (and ${hidden} more)` : ''}`;
}

/** What the failed run wrote all the same, and how it is not written twice. */
function recordedLines({ recorded, recordedIndexes: { length } }: ClientError): string[] {
  if (recorded.length === 0) return [];
  const records = recorded.length === 1 ? 'as 1 record' : `as ${recorded.length} records`;
  return [
    `Behind it, ${length === 1 ? '1 receipt is' : `${length} receipts are`} on the ledger ${records} without a result here: ${some(recorded)}`,
    'When you repeat it, name the journal of this run, which knows of them; without one leave them out, or they are recorded twice.',
  ];
}

/** The commands that find out what became of transactions. */
function nextLines(error: ClientError): string[] {
  const own = mayBeWritten(error) ? (error.transactionId ?? []) : [];
  return [own, error.unclear].flat().map((transactionId) => `Next: meterpki audit tx ${transactionId}`);
}

/**
 * Tells of an error in one line: code, what happened, what to do next; several faults follow, one a line.
 * @returns the exit code that stands for it
 */
export function reportError(error: unknown, streams: Streams): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.allValid : exitCodes.usage;
  if (error instanceof UsageError) {
    streams.note(`meterpki: USAGE: ${sentence(printable(error.message, MAX_MESSAGE))} See meterpki --help.`);
    return exitCodes.usage;
  }
  const known =
    error instanceof ClientError ? error : clientError('INTERNAL', String(error), { cause: error });
  const message = sentence(printable(known.message, MAX_MESSAGE));
  streams.note(
    `meterpki: ${known.code}: ${message} ${known.next}`,
    ...faultLines(known),
    ...recordedLines(known),
    ...nextLines(known),
  );
  return errorExits[known.code];
}
