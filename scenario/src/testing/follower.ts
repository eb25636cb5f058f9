// SPDX-License-Identifier: Apache-2.0
// A process that follows the checks of one meter and notes their transactions, until somebody ends it.
import { appendFileSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { connect, readProfile } from '@meterpki/client';

/** Notes a transaction unless it was the last one noted: it may have been noted and not remembered. */
function note(log: string, transactionId: string): void {
  if (readFileSync(log, 'utf8').endsWith(`${transactionId}\n`)) return;
  appendFileSync(log, `${transactionId}\n`);
  fsyncSync(openSync(log, 'r'));
}

async function main(): Promise<void> {
  const [profile = '', checkpoint = '', log = '', meterId = ''] = process.argv.slice(2);
  const session = await connect(await readProfile(profile));
  for await (const { transactionId, event } of session.events({ checkpoint }))
    if (event.records.some(({ kind, value }) => kind === 'check' && value.meterId === meterId))
      note(log, transactionId);
}

void main();
