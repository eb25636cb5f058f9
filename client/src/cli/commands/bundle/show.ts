// SPDX-License-Identifier: Apache-2.0
import { Command } from 'commander';
import { MAX_BUNDLE, parseBundle } from '../../../bundle/bundle';
import { responseFacts } from '../../../bundle/response-facts';
import { statementOf } from '../../../bundle/says';
import { clientError, faulty } from '../../../errors';
import { readFileBounded } from '../../../files/bounded-file';
import { fromUtf8 } from '@meterpki/protocol';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { catalogue } from '../../language/catalogue';
import type { Language } from '../../language/language';
import { languageOption } from '../../options';
import { statementLines } from '../../output/bundle-text';
import { settingsOf } from '../../settings/settings';
import type { Streams } from '../../streams';

interface ShowOptions {
  readonly json?: true;
  readonly lang?: Language;
}

const HELP = `
Whether a bundle may be believed is another question: meterpki bundle check.

Exit code: 0 shown, whatever the verdict, 6 no bundle, 64 usage.

Examples:
  meterpki bundle show verdict.json
  meterpki bundle show verdict.json --json`;

async function show(
  files: readonly string[],
  { json, lang }: ShowOptions,
  streams: Streams,
): Promise<ExitCode> {
  const { language } = await settingsOf(lang === undefined ? {} : { lang });
  for (const file of files) {
    const content = await readFileBounded(file, MAX_BUNDLE * 4);
    if (content.kind === 'fault') throw faulty('INPUT_INVALID', [{ path: file, text: content.text }]);
    const text = fromUtf8(content.bytes);
    if (text === undefined) throw clientError('BUNDLE_MALFORMED', 'it is not UTF-8 text');
    const bundle = parseBundle(text);
    const statement = statementOf(bundle, responseFacts(bundle));
    if (json === true) streams.result(JSON.stringify({ file, checked: false, ...statement }));
    else streams.result(...statementLines(file, statement, catalogue[language.value]), '');
  }
  if (json !== true) streams.note('Nothing was verified: meterpki bundle check FILE --trust TRUST.');
  return exitCodes.allValid;
}

/** `meterpki bundle show`: what bundles say, unverified. */
export const showCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  new Command('show')
    .argument('<FILE...>', 'verdict bundles')
    .option('--json', 'one JSON object per bundle and line')
    .addOption(languageOption())
    .addHelpText('after', HELP)
    .action(async (files: string[], options: ShowOptions) => {
      finish(await show(files, options, streams));
    });
