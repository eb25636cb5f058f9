// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { repositoryRoot } from '../repository';

/** How a command ended and what it wrote. */
export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a process is run with. */
interface Surroundings {
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Runs a program without a terminal. The event loop goes on: the ledger may live in this very process. */
function runProgram(
  program: string,
  args: readonly string[],
  { cwd, environment }: Surroundings,
): Promise<Finished> {
  const env = { ...process.env, NO_COLOR: '1', ...environment };
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const written = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (written.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (written.stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      resolve({ status, ...written });
    });
  });
}

/** Runs a script of the checkout with this Node, without a terminal. */
export const runScript = (
  script: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Finished> => runProgram(process.execPath, [script, ...args], { cwd: repositoryRoot, environment });

/** Runs lines of shell in a folder, without a terminal. */
export const runShell = (
  script: string,
  cwd: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<Finished> => runProgram('bash', ['-c', script], { cwd, environment });
