// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { Command } from 'commander';
import { readProfile } from '../../../profile/profile';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { readStoredSettings, settingsFile, writeStoredSettings } from '../../settings/settings-file';
import type { Streams } from '../../streams';

const HELP = `
The settings file is $XDG_CONFIG_HOME/meterpki/settings.json, or ~/.config/meterpki/settings.json. Options and
environment come before it.

Exit code: 0 done, 3 the profile cannot be used, 64 usage.

Examples:
  meterpki profile use society.json
  meterpki profile show`;

async function use(file: string, streams: Streams): Promise<ExitCode> {
  const profile = await readProfile(file);
  const target = settingsFile();
  const stored = await readStoredSettings(target);
  writeStoredSettings({ ...stored, profile: path.resolve(profile.file) }, target);
  streams.note(`${profile.name} is the default from now on (${target}).`, 'Next: meterpki profile check');
  return exitCodes.allValid;
}

/** `meterpki profile use`: the default profile. */
export const useCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  new Command('use')
    .argument('<FILE>', 'connection profile')
    .addHelpText('after', HELP)
    .action(async (file: string) => {
      finish(await use(file, streams));
    });
