// SPDX-License-Identifier: Apache-2.0
import { readDescriptor } from '../directory/descriptor.js';
import { DirectoryLayout } from '../directory/layout.js';
import { directoryOwner } from '../directory/owner-lock.js';

/** Exit code of `status` where no ledger answers. */
const EXIT_NOT_RUNNING = 3;

/**
 * Says whether a ledger runs on a data directory: `running` (it answers), `starting` (a process holds the directory)
 * or `stopped`. The exit code is 0 only when it answers.
 *
 * @param json - write one JSON object instead of a line
 */
export function status(directory: string, json: boolean): void {
  const layout = new DirectoryLayout(directory);
  const owner = directoryOwner(layout.root);
  const descriptor = owner === undefined ? undefined : readDescriptor(layout);
  const state = owner === undefined ? 'stopped' : descriptor === undefined ? 'starting' : 'running';
  const report = { state, directory: layout.root, pid: owner?.pid ?? null, ledger: descriptor ?? null };
  if (state !== 'running') process.exitCode = EXIT_NOT_RUNNING;
  const process_ = owner === undefined ? '' : ` (process ${owner.pid})`;
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : `embedded ledger ${state}${process_}\n`);
}
