// SPDX-License-Identifier: Apache-2.0
import type { LedgerDescriptor } from '@meterpki/client';
import { markers } from '../story/receipts';
import { Chain } from './chain';
import { logsOf } from './logs';
import { patternsOf, textsIn, type Pattern } from './patterns';
import { transactionsOf, type BlockTransaction } from './transactions';

/** What a scan saw, and where it found what must not be there. */
export interface ScanReport {
  readonly blocks: number;
  readonly keys: number;
  readonly logs: number;
  readonly found: readonly Find[];
}

/** A text, and where it was found. */
export interface Find {
  readonly place: string;
  readonly text: string;
}

const findsAt = (place: string, bytes: Uint8Array, patterns: readonly Pattern[]): Find[] =>
  textsIn(bytes, patterns).map((text) => ({ place, text }));

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

async function scanLogs(
  ledger: LedgerDescriptor,
  patterns: readonly Pattern[],
): Promise<{ logs: number; found: Find[] }> {
  const logs = await logsOf(ledger);
  const found = logs.flatMap(({ name, bytes }) => findsAt(`log ${name}`, bytes, patterns));
  return { logs: logs.length, found };
}

/** Every block through the eyes of a reader, then the state that the valid transactions left. */
async function scanChain(
  chain: Chain,
  patterns: readonly Pattern[],
): Promise<{ blocks: number; keys: number; found: Find[] }> {
  const blocks = await chain.height();
  const state = new Map<string, Uint8Array>();
  const found: Find[] = [];
  for (let number = 0; number < blocks; number++) {
    for (const [at, transaction] of transactionsOf(await chain.block(number)).entries()) {
      found.push(...findsAt(`block ${number}, transaction ${at}`, scanned(transaction), patterns));
      for (const { key, value } of transaction.writes) state.set(key, value);
    }
  }
  for (const [key, value] of state) {
    const entry = Buffer.concat([Buffer.from(`${key}\0`, 'utf8'), value]);
    found.push(...findsAt(`state ${key}`, entry, patterns));
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
    const { found, ...counts } = await scanChain(chain, patterns);
    const logged = await scanLogs(ledger, patterns);
    return { ...counts, logs: logged.logs, found: [...found, ...logged.found] };
  } finally {
    chain.close();
  }
}
