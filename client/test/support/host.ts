// SPDX-License-Identifier: Apache-2.0
// A process that runs the program again and again, since starting one for each test takes long.
import { commandTree } from '../../dist/cli/completion/command-tree';
import { run } from '../../dist/cli/main';
import { wholeProgram } from '../../dist/cli/program';
import { Streams } from '../../dist/cli/streams';
import { Page } from './page';

/** What a host is asked: to run the program, or for everything that can be said on its command line. */
export interface Request {
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

async function answer({ args, env }: Request): Promise<unknown> {
  const [out, error] = [new Page(), new Page()];
  const streams = new Streams(out, error);
  if (args === undefined) return commandTree(await wholeProgram(streams));
  Object.assign(process.env, env);
  const code = await run(args, streams);
  for (const name of Object.keys(env)) Reflect.deleteProperty(process.env, name);
  return { code, stdout: out.text, stderr: error.text };
}

process.on('message', (request: Request) => {
  void answer(request).then((result) => process.send?.(result));
});
