// SPDX-License-Identifier: Apache-2.0
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { TransactionCall } from '@meterpki/client';
import type { CompletionNode } from '../../dist/cli/completion/command-tree';
import type { Credentials } from './certificates';
import type { Request } from './host';
import { profileFile } from './profiles';
import type { Run } from './program';
import { ScriptedGateway, type GatewayScript } from './scripted-gateway';
import { neutral } from './surroundings';

let host: ChildProcess | undefined;

afterAll(() => {
  host?.kill();
});

/** Asks the host of this test file; one request at a time. */
async function ask(request: Request): Promise<unknown> {
  host ??= fork(path.join(__dirname, 'host.js'), [], { env: { ...process.env, ...neutral } });
  const answered = once(host, 'message');
  host.send(request);
  const [answer] = (await answered) as unknown[];
  return answer;
}

/** Runs the program in a process that all runs of a test file share, without the caller's profile and language. */
export const runHere = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> => (await ask({ args, env })) as Run;

/** Everything that can be said on the command line. */
export const commandLine = async (): Promise<CompletionNode[]> =>
  (await ask({ env: {} })) as CompletionNode[];

/** Runs the program against a gateway that does what the script says. */
export async function runAgainst(
  credentials: Credentials,
  script: GatewayScript,
  ...args: string[]
): Promise<Run & { readonly calls: readonly TransactionCall[] }> {
  const gateway = await ScriptedGateway.start(credentials, script);
  try {
    const profile = profileFile(credentials, [gateway.address]);
    return { ...(await runHere([...args, '--profile', profile])), calls: gateway.calls };
  } finally {
    gateway.stop();
  }
}

/** A script for commands that write: the transaction is endorsed with this result, and committed in block 7. */
export const committing = (
  endorse: NonNullable<GatewayScript['endorse']>,
  more: GatewayScript = {},
): GatewayScript => ({ endorse, submit: true, commitStatus: 0, ...more });

/** The arguments of the calls of one transaction. */
export const argumentsOf = (calls: readonly TransactionCall[], name: string): unknown[] =>
  calls.filter((call) => call.name === name).map(({ argument }) => JSON.parse(argument) as unknown);

/** Lines of JSON. */
export const jsonLines = (text: string): Record<string, unknown>[] =>
  text
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
