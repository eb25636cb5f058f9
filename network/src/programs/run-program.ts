// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Layout } from '../directory/layout.js';
import { appendPrivate, makePrivateFolder } from '../directory/private-files.js';
import { messageOf, NetworkError } from '../errors.js';
import { baseEnvironment } from '../processes/environment.js';

/** A program of Fabric to run to its end. */
export interface ProgramRun {
  /** What it does, for people: `join ptb-peer0 to the channel`. */
  readonly purpose: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** How long one step may take on a busy machine. */
const RUN_MILLISECONDS = 120_000;

/** Name of the log of all programs that were run. */
export const COMMANDS_LOG = 'commands';

const FAULT_LINES = 3;

/**
 * Runs a program and writes what it prints into the log of commands.
 * @returns its standard output
 * @throws {@link NetworkError} `COMMAND_FAILED` with its last lines; `INTERRUPTED`
 */
export async function runProgram(layout: Layout, run: ProgramRun): Promise<string> {
  makePrivateFolder(layout.logs);
  const { code, stdout, stderr } = await finish(run);
  const log = layout.log(COMMANDS_LOG);
  const title = `${new Date().toISOString()} ${run.purpose}: ${path.basename(run.program)} ${run.args.join(' ')}`;
  appendPrivate(log, `${title}\n${stdout}${stderr}ended with ${code}\n`);
  if (run.signal?.aborted === true) throw interrupted();
  if (code === 'exit code 0') return stdout;
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '');
  throw new NetworkError(
    'COMMAND_FAILED',
    `could not ${run.purpose}: ${path.basename(run.program)} ended with ${code}`,
    {
      faults: lines.slice(-FAULT_LINES),
      log,
      next: 'Read the log, then run the command again.',
    },
  );
}

/** The error of a command that was asked to end. */
export const interrupted = (): NetworkError =>
  new NetworkError('INTERRUPTED', 'interrupted', {
    next: 'Run the command again; "network status" says what runs, "network stop" stops it.',
  });

async function finish(run: ProgramRun): Promise<{ code: string; stdout: string; stderr: string }> {
  const child = spawn(run.program, run.args, {
    env: { ...baseEnvironment(), ...run.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // The timeout option of spawn keeps this process alive where the program is not there.
    signal: AbortSignal.any([
      AbortSignal.timeout(RUN_MILLISECONDS),
      ...(run.signal === undefined ? [] : [run.signal]),
    ]),
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const code = await new Promise<string>((resolve) => {
    child.once('error', (error) => {
      resolve(messageOf(error));
    });
    child.once('close', (exit, killed) => {
      resolve(exit === null ? `signal ${killed ?? 'unknown'}` : `exit code ${exit}`);
    });
  });
  // A program of its own that it left behind may hold the pipes, and they this process.
  child.stdout.destroy();
  child.stderr.destroy();
  return { code, ...output };
}
