// SPDX-License-Identifier: Apache-2.0
import { CommanderError } from 'commander';
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

/** The command that finds out what became of a transaction. */
const nextLines = ({ code, transactionId }: ClientError): string[] =>
  code === 'COMMIT_UNKNOWN' && transactionId !== undefined
    ? [`Next: meterpki audit tx ${transactionId}`]
    : [];

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
    ...nextLines(known),
  );
  return errorExits[known.code];
}
