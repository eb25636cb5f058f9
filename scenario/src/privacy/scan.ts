// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { LedgerDescriptor } from '@meterpki/client';
import { markers } from '../story/receipts';
import { Chain } from './chain';
import { patternsOf, textsIn, type Pattern } from './patterns';
import { transactionsOf, type BlockTransaction } from './transactions';

/** What a scan saw, and where it found what must not be there. */
export interface ScanReport {
  readonly blocks: number;
  readonly keys: number;
  readonly logs: number;
  /** Places of finds, with the text that was found there. */
  readonly found: readonly string[];
}

/** Registrations may carry a receipt of the meter that shows its key. */
const REGISTRATION = /^registry:(?:RegisterMeters|AttestMeters)$/;

/** The bytes of a transaction; the argument of a registration with a possession record is left out, and nothing else. */
function scanned({ bytes, call: [name, argument] }: BlockTransaction): Uint8Array {
  const isRegistration = REGISTRATION.test(Buffer.from(name ?? []).toString('utf8'));
  if (!isRegistration || argument === undefined || !Buffer.from(argument).includes('"possessionRecord"'))
    return bytes;
  const whole = Buffer.from(bytes);
  const at = whole.indexOf(argument);
  return at < 0 ? whole : Buffer.concat([whole.subarray(0, at), whole.subarray(at + argument.length)]);
}

/** Finds of one block; the texts that are looked for stand in bytes as protobuf keeps them. */
export function findsInBlock(block: Uint8Array, patterns: readonly Pattern[]): string[] {
  return transactionsOf(block).flatMap((transaction, at) =>
    textsIn(scanned(transaction), patterns).map((text) => `transaction ${at}: ${text}`),
  );
}

async function findsInLogs(
  ledger: LedgerDescriptor,
  patterns: readonly Pattern[],
): Promise<{ logs: number; found: string[] }> {
  const folder = path.join(path.dirname(ledger.file), 'logs');
  const names = await readdir(folder).catch(() => []);
  const found: string[] = [];
  for (const name of names)
    for (const text of textsIn(await readFile(path.join(folder, name)), patterns))
      found.push(`log ${name}: ${text}`);
  return { logs: names.length, found };
}

/** Every block through the eyes of a reader, then the state that the valid transactions left. */
async function findsInChain(
  chain: Chain,
  patterns: readonly Pattern[],
): Promise<{ blocks: number; keys: number; found: string[] }> {
  const blocks = await chain.height();
  const state = new Map<string, Uint8Array>();
  const found: string[] = [];
  for (let number = 0; number < blocks; number++) {
    const block = await chain.block(number);
    for (const find of findsInBlock(block, patterns)) found.push(`block ${number}, ${find}`);
    for (const { key, value } of transactionsOf(block).flatMap(({ writes }) => writes)) state.set(key, value);
  }
  for (const [key, value] of state) {
    const texts = [...textsIn(Buffer.from(key, 'utf8'), patterns), ...textsIn(value, patterns)];
    for (const text of texts) found.push(`state ${key}: ${text}`);
  }
  return { blocks, keys: state.size, found };
}

/**
 * Looks through every block, the state and the logs of a ledger for texts in any spelling: what the receipts of the stories
 * say, unless others are given. Possession records in registrations are exempt.
 * @throws Error where the ledger cannot be read
 */
export async function scanLedger(
  ledger: LedgerDescriptor,
  texts: readonly string[] = Object.values(markers),
): Promise<ScanReport> {
  const patterns = patternsOf(texts);
  const chain = new Chain(ledger);
  try {
    const { found, ...counts } = await findsInChain(chain, patterns);
    const logged = await findsInLogs(ledger, patterns);
    return { ...counts, logs: logged.logs, found: [...found, ...logged.found] };
  } finally {
    chain.close();
  }
}
