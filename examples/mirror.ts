// SPDX-License-Identifier: Apache-2.0
// A mirror: follows the register from its first block, or from where it left off, and writes it down whenever it stood still
// for a second. It needs no blocks and no database.
// Run it with: node examples/dist/mirror.js society.json checkpoint.json mirror.json
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, readProfile } from '@meterpki/client';

async function main([profile = '', checkpoint = '', file = '']: string[]): Promise<void> {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
  const mirror = new Map(Object.entries(kept));
  const write = (): void => {
    writeFileSync(file, JSON.stringify(Object.fromEntries(mirror)));
  };
  const session = await connect(await readProfile(profile));
  const resting = new AbortController();
  let timer = setTimeout(() => {
    resting.abort();
  }, 1000);
  try {
    for await (const { event } of session.events({ checkpoint, signal: resting.signal })) {
      for (const { key, value } of event.records) mirror.set(key, value);
      write();
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
  console.log(`${[...mirror.keys()].filter((key) => key.startsWith('meter/')).length} meters`);
}

void main(process.argv.slice(2));
