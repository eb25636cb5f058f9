// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { inRepository } from '../repository';

/** A command of the README, and what it says is in the command's output. */
export interface ReadmeCommand {
  readonly line: string;
  readonly promise: string | undefined;
}

const PROMISE = ' # → ';

/** The commands in the blocks of shell under a heading of README.md, as they stand there. */
export async function readmeCommands(heading: string): Promise<ReadmeCommand[]> {
  const text = await readFile(inRepository('README.md'), 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const blocks = [...section.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block);
  const lines = blocks.flatMap((block) => block.split('\n')).filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [command = '', promise] = line.split(PROMISE);
    return { line: command.trim(), promise };
  });
}
