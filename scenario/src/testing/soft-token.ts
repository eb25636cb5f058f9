// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const LIBRARIES = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/local/lib/softhsm/libsofthsm2.so'];

/** A token in software that holds one key. */
export interface SoftToken {
  /** What a process needs to find it. */
  readonly environment: Readonly<Record<string, string>>;
  /** As it stands in a profile. */
  readonly token: {
    readonly library: string;
    readonly label: string;
    readonly keyId: string;
    readonly pinFile: string;
  };
}

const PIN = '8642';

/** Why tests with a token cannot run here, or undefined. */
export function softTokenMissing(): string | undefined {
  if (!LIBRARIES.some((file) => existsSync(file))) return 'SoftHSM is not installed';
  try {
    createRequire(__filename)('pkcs11js');
    return undefined;
  } catch {
    return 'the PKCS#11 binding is not built';
  }
}

function run(args: readonly string[], environment: SoftToken['environment']): void {
  const env = { ...process.env, ...environment };
  const { status, stderr } = spawnSync('softhsm2-util', args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`softhsm2-util ${args[0] ?? ''}: ${stderr}`);
}

/**
 * Makes a token in a folder and puts a private key into it.
 * @param keyFile - PKCS#8, PEM
 */
export async function newSoftToken(folder: string, keyFile: string): Promise<SoftToken> {
  const library = LIBRARIES.find((file) => existsSync(file)) ?? '';
  const tokens = path.join(folder, 'tokens');
  await mkdir(tokens, { recursive: true });
  const configuration = path.join(folder, 'softhsm2.conf');
  await writeFile(configuration, `directories.tokendir = ${tokens}\nobjectstore.backend = file\n`);
  const pinFile = path.join(folder, 'pin');
  await writeFile(pinFile, `${PIN}\n`, { mode: 0o600 });
  const environment = { SOFTHSM2_CONF: configuration };
  const token = { library, label: 'meterpki', keyId: '0a01', pinFile };
  run(['--init-token', '--free', '--label', token.label, '--pin', PIN, '--so-pin', PIN], environment);
  const key = ['--import', keyFile, '--id', token.keyId, '--label', 'society'];
  run([...key, '--token', token.label, '--pin', PIN], environment);
  return { environment, token };
}
