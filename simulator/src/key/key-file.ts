// SPDX-License-Identifier: Apache-2.0
import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { algorithmById, canonicalJson, readPlainJson } from '@meterpki/protocol';
import { SimulatorError } from '../errors';
import { nameplateOf, type Nameplate, type NameplateOptions } from '../meter/nameplate';
import { SigningKey } from './signing-key';

/** What a key file holds: a meter without its receipts. */
export interface KeyFile {
  readonly key: SigningKey;
  readonly nameplate: Nameplate;
}

/** Code of a failed file operation, such as ENOENT; the text of the failure would differ between systems. */
const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown reason';

function createEmpty(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    const reason = codeOf(error);
    if (reason === 'EEXIST') throw new SimulatorError('KEY_FILE_EXISTS', `choose another name than ${path}`);
    throw new SimulatorError('KEY_FILE_UNWRITABLE', `${path} (${reason})`);
  }
}

function fill(path: string, content: string): void {
  const file = createEmpty(path);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } catch (error) {
    rmSync(path, { force: true });
    throw new SimulatorError('KEY_FILE_UNWRITABLE', `${path} (${codeOf(error)})`);
  } finally {
    closeSync(file);
  }
}

/**
 * Writes a key file (JSON, mode 0600, readable by its owner alone).
 * @throws {@link SimulatorError} KEY_FILE_EXISTS, KEY_FILE_UNWRITABLE; nothing half-written stays behind
 */
export function writeKeyFile(path: string, key: SigningKey, nameplate: Nameplate): void {
  key.writeWith((privateKey) => {
    const content = { schema: 1, algorithm: key.algorithm.id, privateKey, ...nameplate };
    fill(path, `${canonicalJson(content)}\n`);
  });
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SimulatorError('KEY_FILE_UNREADABLE', `${path} (${codeOf(error)})`);
  }
}

const PLATE = ['serial', 'manufacturer', 'model', 'gatewaySerial'] as const;

/** The texts of the nameplate; a key file that says anything else there is none of ours. */
function readPlate(file: Readonly<Record<string, unknown>>): NameplateOptions | undefined {
  const texts = PLATE.flatMap((name) => (file[name] === undefined ? [] : [[name, file[name]] as const]));
  if (texts.some(([, text]) => typeof text !== 'string' || text === '')) return undefined;
  const plate = Object.fromEntries(texts) as Partial<NameplateOptions>;
  return plate.serial === undefined ? undefined : { ...plate, serial: plate.serial };
}

/**
 * Reads a key file.
 * @throws {@link SimulatorError} KEY_FILE_UNREADABLE, PRIVATE_KEY_INVALID
 */
export function readKeyFile(path: string): KeyFile {
  const value = readPlainJson(readText(path));
  const file = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const { schema, algorithm: id, privateKey } = file;
  const algorithm = typeof id === 'string' ? algorithmById(id) : undefined;
  const plate = readPlate(file);
  if (schema !== 1 || algorithm === undefined || typeof privateKey !== 'string' || plate === undefined)
    throw new SimulatorError('KEY_FILE_UNREADABLE', `${path} is no key file of this simulator`);
  return { key: new SigningKey(algorithm, privateKey), nameplate: nameplateOf(plate) };
}
