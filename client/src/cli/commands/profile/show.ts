// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { readProfile, type Profile } from '../../../profile/profile';
import { exitCodes, type ExitCode } from '../../exit-codes';
import type { Language } from '../../language/language';
import { languageOption, ledgerCommand, type LedgerOptions } from '../../options';
import { printable } from '../../output/printable';
import { plainTable } from '../../output/table';
import { settingsOf, type Origin, type Settings } from '../../settings/settings';
import type { Streams } from '../../streams';

interface ShowOptions extends LedgerOptions {
  readonly lang?: Language;
}

/** A value as it is shown. */
interface Shown {
  readonly setting: string;
  readonly value: string | null;
  readonly origin: Origin | 'profile';
  readonly from: string;
}

const HELP = `
Options come before the environment, which comes before the settings file. Files are named, never read: no private key
is shown.

Exit code: 0, 3 the profile cannot be used, 64 usage.

Examples:
  meterpki profile show
  meterpki profile show --profile society.json --json`;

const ofSettings = ({ profile, language }: Settings): Shown[] => [
  { setting: 'profile', ...profile, value: profile.value ?? null },
  { setting: 'language', ...language },
];

function ofProfile(profile: Profile): Shown[] {
  const { name, channel, chaincode, mspId, certificate, privateKey, token, gateways, file } = profile;
  const key =
    token === undefined
      ? { privateKey: privateKey ?? '-' }
      : { token: `${token.label}, key ${token.keyId}, by ${token.library}` };
  const values = { name, channel, chaincode, mspId, certificate, ...key };
  const listed = gateways.map(({ address }, index): [string, string] => [`gateways[${index}]`, address]);
  return [...Object.entries(values), ...listed].map(([setting, value]) => ({
    setting,
    value,
    origin: 'profile',
    from: file,
  }));
}

async function show({ profile, lang, json }: ShowOptions, streams: Streams): Promise<ExitCode> {
  const flags = {
    ...(profile === undefined ? {} : { profile }),
    ...(lang === undefined ? {} : { lang }),
  };
  const settings = await settingsOf(flags);
  const file = settings.profile.value;
  const shown = [...ofSettings(settings), ...(file === undefined ? [] : ofProfile(await readProfile(file)))];
  if (json === true) streams.result(...shown.map((row) => JSON.stringify(row)));
  else {
    const rows = shown.map(({ setting, value, origin, from }) => [
      setting,
      printable(value ?? '-'),
      `${origin}: ${printable(from)}`,
    ]);
    streams.result(plainTable(['setting', 'value', 'where from'], rows));
    streams.note(
      file === undefined ? 'Next: meterpki profile use FILE' : 'Next: meterpki profile check tries it',
    );
  }
  return exitCodes.allValid;
}

/** `meterpki profile show`: the settings in force. */
export const showCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('show', 'value')
    .addOption(languageOption())
    .addHelpText('after', HELP)
    .action(async (options: ShowOptions) => {
      finish(await show(options, streams));
    });
