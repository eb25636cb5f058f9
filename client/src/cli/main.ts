// SPDX-License-Identifier: Apache-2.0
import { exitCodes, worstExit, type ExitCode } from './exit-codes';
import { buildProgram } from './program';
import { reportError } from './report-error';
import { Streams } from './streams';

/**
 * Runs a command line.
 * @param words - the arguments behind the name of the program
 * @returns the exit code; never throws
 */
export async function run(words: readonly string[], streams: Streams): Promise<ExitCode> {
  const codes: ExitCode[] = [];
  try {
    const program = await buildProgram(words, streams, (code) => codes.push(code));
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    codes.push(reportError(error, streams));
  }
  streams.endStatus();
  return worstExit(codes);
}

/** Results that nobody can read are no success. */
function noteLoss(streams: Streams): void {
  if (!streams.lost) return;
  streams.note('meterpki: OUTPUT_LOST: results could not be written. Check the space where they go.');
  process.exitCode = exitCodes.internal;
}

/** Ctrl-C: files that are not complete go, and what is on its way to the ledger stays on it. */
function interrupt(streams: Streams): void {
  streams.note(
    'meterpki: INTERRUPTED: what was shown is done; a transaction on its way may still be committed.',
  );
  process.exit(exitCodes.interrupted);
}

/**
 * The program `meterpki`. It sets the exit code and lets the process end by itself, so that all output gets
 * through.
 * @param argv - as `process.argv`
 */
export function main(argv: readonly string[]): void {
  const streams = new Streams();
  process.once('exit', () => {
    noteLoss(streams);
  });
  process.once('SIGINT', () => {
    interrupt(streams);
  });
  void run(argv.slice(2), streams).then((code) => {
    process.exitCode = code;
  });
}
