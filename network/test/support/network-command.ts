// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import path from 'node:path';

const PROGRAM = path.resolve(__dirname, '../../dist/cli/main.js');

/** How a command ended. */
export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `network` as people do. */
export async function network(...args: string[]): Promise<CommandResult> {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, ...output };
}

/** The same for a command that must succeed; gives its standard output. */
export async function mustNetwork(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await network(...args);
  if (status === 0) return stdout;
  throw new Error(`network ${args.join(' ')} ended with ${status ?? 'a signal'}: ${stdout}${stderr}`);
}
