// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import * as v from 'valibot';
import { clientError } from '../errors';
import { readJsonFile } from '../files/json-file';
import { plainText } from './shapes';

const ledgerShape = v.strictObject({
  kind: v.picklist(['embedded', 'fabric']),
  name: plainText,
  channel: plainText,
  chaincode: plainText,
  demo: v.boolean(),
  consensus: plainText,
  profiles: v.record(plainText, plainText),
});

/** What a running ledger says of itself. */
export interface LedgerDescriptor {
  /** The file that it was read from. */
  readonly file: string;
  readonly kind: 'embedded' | 'fabric';
  readonly name: string;
  readonly channel: string;
  readonly chaincode: string;
  /** True for a ledger to try things out on: its keys and records are worth nothing. */
  readonly demo: boolean;
  /** How transactions are ordered, such as `raft`; `none` for the embedded ledger. */
  readonly consensus: string;
  /** Absolute paths of connection profiles, by name. */
  readonly profiles: Readonly<Record<string, string>>;
}

/**
 * Reads a ledger descriptor (`ledger.json`). Paths in it are relative to its folder.
 * @throws {@link ClientError} `LEDGER_FILE_INVALID` with every fault of the file
 */
export async function readLedger(file: string): Promise<LedgerDescriptor> {
  const read = await readJsonFile({ file, schema: ledgerShape, root: 'ledger', code: 'LEDGER_FILE_INVALID' });
  const profiles = Object.entries(read.profiles).map(([name, relative]): [string, string] => [
    name,
    path.resolve(path.dirname(file), relative),
  ]);
  return { ...read, file: path.resolve(file), profiles: Object.fromEntries(profiles) };
}

/**
 * The path of one of a ledger's connection profiles.
 * @throws {@link ClientError} `LEDGER_FILE_INVALID` where the ledger has none of this name
 */
export function profileOf(ledger: LedgerDescriptor, name: string): string {
  const file = Object.hasOwn(ledger.profiles, name) ? ledger.profiles[name] : undefined;
  if (file !== undefined) return file;
  const known = Object.keys(ledger.profiles).join(', ');
  throw clientError('LEDGER_FILE_INVALID', `${ledger.file} names no profile ${name}; it has ${known}`);
}
