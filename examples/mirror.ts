// SPDX-License-Identifier: Apache-2.0
// A mirror: follows the register from its first block, or from where it left off, until it stood still for a second. Every
// record is a line of a file, the last one of a key counts and half a line does not; lines stand there before the checkpoint
// moves on, so that nothing is missed should it be ended at any moment. It needs no blocks and no database.
// Run it with: node examples/dist/mirror.js society.json checkpoint.json mirror.jsonl
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { connect, readProfile } from '@meterpki/client';

async function main([profile = '', checkpoint = '', file = '']: string[]): Promise<void> {
  const kept = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const meters = new Set(kept.flatMap((line) => /^\{"key":"(meter\/[^"]+)"/.exec(line)?.[1] ?? []));
  const session = await connect(await readProfile(profile));
  const resting = new AbortController();
  let timer = setTimeout(() => {
    resting.abort();
  }, 1000);
  try {
    for await (const { event } of session.events({ checkpoint, signal: resting.signal })) {
      // Each line begins on a line of its own, whatever a run that was ended left half written before it.
      appendFileSync(
        file,
        event.records.map(({ key, value }) => `\n${JSON.stringify({ key, value })}`).join(''),
      );
      for (const { kind, key } of event.records) if (kind === 'meter') meters.add(key);
      clearTimeout(timer);
      timer = setTimeout(() => {
        resting.abort();
      }, 1000);
    }
  } catch (error) {
    if (!resting.signal.aborted) throw error;
  } finally {
    session.close();
  }
  console.log(`${meters.size} meters`);
}

void main(process.argv.slice(2));
