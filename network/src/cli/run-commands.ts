// SPDX-License-Identifier: Apache-2.0
import { createInterface } from 'node:readline/promises';
import { down, type Deletion } from '../commands/down.js';
import { exportLines, identityEnvironment } from '../commands/env.js';
import { logs } from '../commands/logs.js';
import type { NetworkOptions } from '../commands/network-options.js';
import { checkRootFiles, renderRootFiles } from '../commands/render.js';
import { restart } from '../commands/restart.js';
import { start } from '../commands/start.js';
import { status } from '../commands/status.js';
import { stop } from '../commands/stop.js';
import { up } from '../commands/up.js';
import type { Layout } from '../directory/layout.js';
import { interruption, progress } from './interruption.js';
import { statusText } from './status-text.js';

/** Exit code of `status` where the network is not running whole. */
const EXIT_NOT_RUNNING = 3;

const print = (text: string): void => {
  process.stdout.write(text);
};

/** What people need next once a network answers. */
function printReady({ descriptor, profiles }: Layout): void {
  print(`The network is up.\n  ledger:   ${descriptor}\n  profiles: ${profiles}\n`);
}

/** `network up` */
export async function runUp(flags: NetworkOptions & { readonly mode: string }): Promise<void> {
  const { layout } = await up(flags, { say: progress(), signal: interruption() });
  printReady(layout);
}

/** `network start` */
export async function runStart(flags: NetworkOptions): Promise<void> {
  printReady(await start(flags, { say: progress(), signal: interruption() }));
}

/** `network stop` */
export async function runStop(flags: NetworkOptions): Promise<void> {
  const stopped = await stop(flags);
  print(stopped.length === 0 ? 'Nothing ran.\n' : `Stopped ${stopped.join(', ')}. The ledger stays.\n`);
}

/** `network restart NODE` */
export async function runRestart(flags: NetworkOptions, node: string): Promise<void> {
  await restart(flags, node, { say: progress(), signal: interruption() });
  print(`${node} runs again.\n`);
}

/** `network down` */
export async function runDown(flags: NetworkOptions, isAgreed: boolean): Promise<void> {
  const { name } = await down(flags, async (deletion) => {
    printDeletion(deletion);
    return isAgreed || (await ask('Delete this for ever? Type "yes": '));
  });
  print(`The network ${name} is deleted.\n`);
}

function printDeletion({ name, described }: Deletion): void {
  print(
    `The network ${name} will be stopped and deleted:\n${described.map((line) => `  ${line}\n`).join('')}`,
  );
}

/** Without a terminal nobody can agree. */
async function ask(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await lines.question(question)).trim() === 'yes';
  } finally {
    lines.close();
  }
}

/** `network status` */
export async function runStatus(flags: NetworkOptions, isJson: boolean): Promise<void> {
  const found = await status(flags);
  print(isJson ? `${JSON.stringify(found, null, 2)}\n` : statusText(found));
  if (found.state !== 'running') process.exitCode = EXIT_NOT_RUNNING;
}

/** `network logs NODE` */
export async function runLogs(
  flags: NetworkOptions,
  node: string,
  options: Readonly<{ follow: boolean; lines: number }>,
): Promise<void> {
  await logs(flags, node, { ...options, signal: interruption(), write: print });
}

/** `network env IDENTITY` */
export function runEnv(flags: NetworkOptions, identity: string): void {
  print(exportLines(identityEnvironment(flags, identity)));
}

/** `network render` */
export function runRender(isCheck: boolean): void {
  if (isCheck) {
    checkRootFiles();
    print('The committed files are what the topology gives.\n');
    return;
  }
  print(`${renderRootFiles().join('\n')}\n`);
}
