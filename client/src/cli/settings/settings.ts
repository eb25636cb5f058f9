// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { isLanguage, languageOfLocale, languages, type Language } from '../language/language';
import { UsageError } from '../usage-error';
import { readStoredSettings, settingsFile, type StoredSettings } from './settings-file';

/** The environment variable that names the profile where no option does. */
export const PROFILE_VARIABLE = 'METERPKI_PROFILE';

/** The environment variable that names the language where no option does. */
export const LANGUAGE_VARIABLE = 'METERPKI_LANG';

/** Where values come from; the first of them that gives one counts. */
export type Origin = 'flag' | 'environment' | 'file' | 'default';

/** A value and where it comes from. */
export interface Setting<T> {
  readonly value: T;
  readonly origin: Origin;
  /** The option, variable or file. */
  readonly from: string;
}

/** What a run of the program works with. */
export interface Settings {
  /** Path of the connection profile; undefined where none is named. */
  readonly profile: Setting<string | undefined>;
  readonly language: Setting<Language>;
}

/** What the command line says. */
export interface SettingFlags {
  readonly profile?: string;
  readonly lang?: Language;
}

const present = (text: string | undefined): text is string => text !== undefined && text !== '';

/**
 * The connection profile of a run.
 * @param flag - value of `--profile`
 */
function profileSetting(
  flag: string | undefined,
  stored: StoredSettings,
  environment: NodeJS.ProcessEnv,
): Settings['profile'] {
  const file = settingsFile(environment);
  const named = environment[PROFILE_VARIABLE];
  if (present(flag)) return { value: flag, origin: 'flag', from: '--profile' };
  if (present(named)) return { value: named, origin: 'environment', from: PROFILE_VARIABLE };
  if (stored.profile === undefined) return { value: undefined, origin: 'default', from: 'none is named' };
  return { value: path.resolve(path.dirname(file), stored.profile), origin: 'file', from: file };
}

/** The first of the variables that is set decides, as POSIX says of LC_MESSAGES. */
function localeSetting(environment: NodeJS.ProcessEnv): Settings['language'] | undefined {
  const name = ['LC_ALL', 'LC_MESSAGES', 'LANG'].find((variable) => present(environment[variable]));
  if (name === undefined) return undefined;
  const value = languageOfLocale(environment[name] ?? '');
  return value === undefined ? undefined : { value, origin: 'environment', from: name };
}

function languageSetting(
  flag: Language | undefined,
  stored: StoredSettings,
  environment: NodeJS.ProcessEnv,
): Settings['language'] {
  if (flag !== undefined) return { value: flag, origin: 'flag', from: '--lang' };
  const named = environment[LANGUAGE_VARIABLE];
  if (present(named)) {
    if (!isLanguage(named)) throw new UsageError(`${LANGUAGE_VARIABLE} takes ${languages.join(', ')}`);
    return { value: named, origin: 'environment', from: LANGUAGE_VARIABLE };
  }
  if (stored.language !== undefined)
    return { value: stored.language, origin: 'file', from: settingsFile(environment) };
  return localeSetting(environment) ?? { value: 'en', origin: 'default', from: 'English' };
}

/**
 * The settings of a run: options before environment before the settings file.
 * @throws UsageError for a language in the environment that is not built in
 * @throws ClientError `INPUT_INVALID` with every fault of the settings file
 */
export async function settingsOf(
  { profile, lang }: SettingFlags,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Settings> {
  const stored = await readStoredSettings(settingsFile(environment));
  return {
    profile: profileSetting(profile, stored, environment),
    language: languageSetting(lang, stored, environment),
  };
}
