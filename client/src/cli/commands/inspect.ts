// SPDX-License-Identifier: Apache-2.0
import { readReceipt } from '@meterpki/protocol';
import { Command } from 'commander';
import type { SourceItem } from '../../receipts/source-item';
import { verdictExits, worstExit, type ExitCode } from '../exit-codes';
import { formatOption, INPUT_HELP, readItems, type InputOptions } from '../input-options';
import { catalogue } from '../language/catalogue';
import type { Language } from '../language/language';
import type { Words } from '../language/words';
import { languageOption } from '../options';
import { settingsOf } from '../settings/settings';
import { inspectionJson } from '../output/inspection-json';
import { inspectionLines } from '../output/inspection-text';
import type { Streams } from '../streams';

interface InspectOptions extends InputOptions {
  readonly lang?: Language;
  readonly showUser?: true;
  readonly json?: true;
}

const HELP = `${INPUT_HELP}

Nothing is verified: what is shown is what the receipts claim. meterpki verify judges them.
Exit code: 0 all can be read, 2 some cannot, 64 usage.

Examples:
  meterpki inspect receipt.ocmf
  meterpki inspect session.xml --json
  meterpki inspect receipt.ocmf --lang de
  meterpki inspect - --show-user < receipt.ocmf`;

function isReadable({ content }: SourceItem): boolean {
  return (
    content.kind === 'receipt' && readReceipt(content.input.text, content.input.format).kind === 'receipt'
  );
}

function hintLines(items: readonly SourceItem[], { hints }: Words): string[] {
  const unreadable = items.filter((item) => !isReadable(item)).length;
  return [hints.nothingVerified(items.length, unreadable), hints.verifyNext];
}

async function inspect(
  files: readonly string[],
  options: InspectOptions,
  streams: Streams,
): Promise<ExitCode> {
  const { showUser = false, json = false } = options;
  const { language } = await settingsOf(options.lang === undefined ? {} : { lang: options.lang });
  const words = catalogue[language.value];
  const items = await readItems(files, options, streams);
  for (const item of items) {
    if (json) streams.result(inspectionJson(item, showUser));
    else streams.result(...inspectionLines(item, showUser, words), '');
  }
  if (!json) streams.note(...hintLines(items, words));
  return worstExit(items.map((item) => verdictExits[isReadable(item) ? 'valid' : 'indeterminate']));
}

/** `meterpki inspect`: what is in receipts, without key or ledger. */
export function inspectCommand(streams: Streams, finish: (code: ExitCode) => void): Command {
  return new Command('inspect')
    .argument('[FILE...]', 'files or folders of receipts, or - for the standard input')
    .option('--show-user', "show users' IDs; they are personal data")
    .addOption(formatOption())
    .option('--json', 'one JSON object per receipt and line')
    .addOption(languageOption())
    .addHelpText('after', HELP)
    .action(async (files: string[], options: InspectOptions) => {
      finish(await inspect(files, options, streams));
    });
}
