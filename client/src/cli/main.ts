// SPDX-License-Identifier: Apache-2.0
import { exitCodes, worstExit, type ExitCode } from './exit-codes';
import { buildProgram } from './program';
import { reportError } from './report-error';
import { Streams } from './streams';

async function run(argv: readonly string[], streams: Streams): Promise<ExitCode> {
  const codes: ExitCode[] = [];
  try {
    const program = await buildProgram(argv.slice(2), streams, (code) => codes.push(code));
    await program.parseAsync([...argv]);
  } catch (error) {
    codes.push(reportError(error, streams));
  }
  return worstExit(codes);
}

/** Results that nobody can read are no success. */
function noteLoss(streams: Streams): void {
  if (!streams.lost) return;
  streams.note('meterpki: OUTPUT_LOST: results could not be written. Check the space where they go.');
  process.exitCode = exitCodes.internal;
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
  void run(argv, streams).then((code) => {
    process.exitCode = code;
  });
}
