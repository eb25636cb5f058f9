// SPDX-License-Identifier: Apache-2.0
// A web service: many callers at once, each with one receipt, recorded in few transactions. Each gets its own verdict and the
// proof that its check stands on the ledger.
// Run it with: node examples/dist/many-callers.js society.json receipts.jsonl
import { readFile } from 'node:fs/promises';
import { Accumulator, connect, readProfile } from '@meterpki/client';

async function main([profile = '', file = '']: string[]): Promise<void> {
  const texts = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  const session = await connect(await readProfile(profile));
  const accumulator = new Accumulator(session.society);
  const outcomes = await Promise.all(texts.map((text) => accumulator.check({ text })));
  await accumulator.close();
  session.close();
  const transactions = new Set(outcomes.map(({ recorded }) => recorded?.transactionId));
  const proofs = outcomes.filter(({ recorded }) => recorded?.evidence() !== undefined);
  console.log(`${outcomes.length} checks in ${transactions.size} transactions, ${proofs.length} proofs`);
}

void main(process.argv.slice(2));
