// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { messageOf, NetworkError } from '../../errors.js';
import { interrupted } from '../../programs/run-program.js';
import { dockerEnvironment } from './docker-environment.js';

/** How a call of `docker` ended. */
export interface DockerResult {
  /** Exit code; undefined where the program is not there, was ended, or took too long. */
  readonly code: number | undefined;
  /** Whether there is no such program. */
  readonly isMissing: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Limits of a call. */
export interface DockerCall {
  readonly signal?: AbortSignal | undefined;
  readonly milliseconds?: number;
  /** Another program than `docker`, such as Compose of the first generation. */
  readonly program?: string;
  /** What to do where it fails. */
  readonly next?: string;
}

const QUESTION_MILLISECONDS = 60_000;
const MOST_BYTES = 64_000_000;
const FAULT_LINES = 6;

/** Calls `docker`; never throws for what the program does. */
export async function runDocker(args: readonly string[], call: DockerCall = {}): Promise<DockerResult> {
  const options = {
    env: dockerEnvironment(),
    timeout: call.milliseconds ?? QUESTION_MILLISECONDS,
    maxBuffer: MOST_BYTES,
    ...(call.signal === undefined ? {} : { signal: call.signal }),
  };
  return await new Promise((resolve) => {
    execFile(call.program ?? 'docker', args, options, (error, stdout, stderr) => {
      const { code } = error ?? { code: 0 };
      resolve({
        code: typeof code === 'number' ? code : undefined,
        isMissing: code === 'ENOENT',
        stdout,
        stderr: stderr === '' && error !== null ? messageOf(error) : stderr,
      });
    });
  });
}

/**
 * Calls `docker` for an answer.
 * @param purpose - what for, for people: `list the containers`
 * @returns its standard output
 * @throws {@link NetworkError} `COMMAND_FAILED` with its last lines, `INTERRUPTED`
 */
export async function askDocker(
  purpose: string,
  args: readonly string[],
  call: DockerCall = {},
): Promise<string> {
  const { code, isMissing, stdout, stderr } = await runDocker(args, call);
  if (call.signal?.aborted === true) throw interrupted();
  if (code === 0) return stdout;
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '');
  const how = isMissing
    ? 'docker is not on the PATH'
    : `docker ended with ${code === undefined ? 'no code' : String(code)}`;
  throw new NetworkError('COMMAND_FAILED', `could not ${purpose}: ${how}`, {
    faults: isMissing ? [] : lines.slice(-FAULT_LINES),
    next: call.next ?? 'Look whether the engine answers ("docker version"), then run the command again.',
  });
}
