// SPDX-License-Identifier: Apache-2.0
import type { Layout } from '../directory/layout.js';
import { runProgram } from '../programs/run-program.js';
import { dockerEnvironment } from './engine/docker-environment.js';
import { composeFile, environmentFile } from './files.js';

/** A call of Docker Compose for a network. */
export interface ComposeCall {
  /** What it does, for people. */
  readonly purpose: string;
  readonly args: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Calls Docker Compose with the files of a network; what it prints goes into the log of commands.
 * @throws NetworkError `COMMAND_FAILED`, `INTERRUPTED`
 */
export async function compose(layout: Layout, { purpose, args, signal }: ComposeCall): Promise<void> {
  await runProgram(layout, {
    purpose,
    program: 'docker',
    args: [
      ...['compose', '--ansi', 'never', '--progress', 'plain', '--file', composeFile(layout)],
      ...['--env-file', environmentFile(layout), '--project-directory', layout.root, ...args],
    ],
    environment: dockerEnvironment(),
    signal,
  });
}
