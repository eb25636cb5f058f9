// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { picklist, strictObject, exactOptional } from 'valibot';
import { writeFileWhole } from '../../files/whole-file';
import { readJsonFile } from '../../files/json-file';
import { plainText } from '../../profile/shapes';
import { languages, type Language } from '../language/language';

const shape = strictObject({
  profile: exactOptional(plainText),
  language: exactOptional(picklist(languages)),
});

/** What a person keeps for every run of the program. */
export interface StoredSettings {
  /** Path of the connection profile, relative to the settings file. */
  readonly profile?: string;
  readonly language?: Language;
}

/** Path of the settings file (XDG Base Directory Specification): it need not exist. */
export function settingsFile(environment: NodeJS.ProcessEnv = process.env): string {
  const { XDG_CONFIG_HOME: given = '' } = environment;
  const base = path.isAbsolute(given) ? given : path.join(homedir(), '.config');
  return path.join(base, 'meterpki', 'settings.json');
}

/**
 * Reads the settings file; none is as good as an empty one.
 * @throws ClientError `INPUT_INVALID` with every fault of the file
 */
export async function readStoredSettings(file = settingsFile()): Promise<StoredSettings> {
  if (!existsSync(file)) return {};
  return readJsonFile({ file, schema: shape, root: 'settings', code: 'INPUT_INVALID' });
}

/**
 * Writes the settings file as a whole, and its folder where there is none.
 * @throws ClientError `INPUT_INVALID` where it cannot be written
 */
export function writeStoredSettings(settings: StoredSettings, file = settingsFile()): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileWhole(file, `${JSON.stringify(settings, null, 2)}\n`);
}
