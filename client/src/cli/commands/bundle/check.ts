// SPDX-License-Identifier: Apache-2.0
import { Command } from 'commander';
import { MAX_BUNDLE } from '../../../bundle/bundle';
import { checkBundleBytes, type BundleExpectations, type CheckedBundle } from '../../../bundle/check-bundle';
import { askingFor, readTrust, type Trust } from '../../../bundle/trust';
import { ClientError, faulty } from '../../../errors';
import { readFileBounded } from '../../../files/bounded-file';
import { verdictExits, worstExit, type ExitCode } from '../../exit-codes';
import { readItems } from '../../input-options';
import { catalogue } from '../../language/catalogue';
import type { Language } from '../../language/language';
import { languageOption, parseCount, parseDigest } from '../../options';
import { statementLines } from '../../output/bundle-text';
import { reportError } from '../../report-error';
import { settingsOf } from '../../settings/settings';
import type { Streams } from '../../streams';
import { UsageError } from '../../usage-error';

interface CheckOptions {
  readonly trust: string;
  readonly receipt?: string;
  readonly nonce?: string;
  readonly nmis?: number;
  readonly json?: true;
  readonly lang?: Language;
}

const HELP = `
The trust file names the institutes' authorities, the channel, and from how many institutes peers must have signed. It must
come from the institutes by a way that you trust: whoever hands you both bundle and trust file can make up both.
No network is asked. The time in a bundle is the caller's clock, which peers hold to within 15 minutes.

Exit code: 0 all valid, 1 some verdict is invalid, 2 some is indeterminate and none invalid, 6 a bundle was refused: it
proves nothing, 64 usage.

Examples:
  meterpki bundle check verdict.json --trust trust.json
  meterpki bundle check verdict.json --trust trust.json --receipt receipt.ocmf
  meterpki bundle check bundles/*.json --trust trust.json --nmis 2 --json`;

async function expectationsOf(
  { receipt, nonce }: CheckOptions,
  streams: Streams,
): Promise<BundleExpectations> {
  const asked = nonce === undefined ? {} : { nonce };
  if (receipt === undefined) return asked;
  const [item, ...more] = await readItems([receipt], {}, streams);
  if (item?.content.kind !== 'receipt' || more.length > 0)
    throw new UsageError(`${receipt} must hold one receipt that can be read`);
  return { ...asked, receipt: item.content.input };
}

async function trustFor({ trust, nmis }: CheckOptions): Promise<Trust> {
  const read = await readTrust(trust);
  return nmis === undefined ? read : askingFor(read, nmis);
}

async function checkFile(file: string, trust: Trust, expected: BundleExpectations): Promise<CheckedBundle> {
  const content = await readFileBounded(file, MAX_BUNDLE * 4);
  if (content.kind === 'fault') throw faulty('INPUT_INVALID', [{ path: file, text: content.text }]);
  return checkBundleBytes(content.bytes, trust, expected);
}

async function check(files: readonly string[], options: CheckOptions, streams: Streams): Promise<ExitCode> {
  const { language } = await settingsOf(options.lang === undefined ? {} : { lang: options.lang });
  const words = catalogue[language.value];
  const trust = await trustFor(options);
  const expected = await expectationsOf(options, streams);
  const exits: ExitCode[] = [];
  for (const file of files) {
    try {
      const { statement, institutes } = await checkFile(file, trust, expected);
      exits.push(verdictExits[statement.verdict]);
      if (options.json === true)
        streams.result(JSON.stringify({ file, accepted: true, institutes, ...statement }));
      else streams.result(...statementLines(file, statement, words, institutes), '');
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      if (options.json === true)
        streams.result(JSON.stringify({ file, accepted: false, code: error.code, faults: error.faults }));
      exits.push(reportError(error, streams));
    }
  }
  return worstExit(exits);
}

/** `meterpki bundle check`: checks verdict bundles without a network. */
export const checkCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  new Command('check')
    .argument('<FILE...>', 'verdict bundles')
    .requiredOption('--trust <FILE>', 'trust file of the institutes')
    .option('--receipt <FILE>', 'the receipt that the bundle must be about')
    .option('--nonce <HEX>', 'the nonce that the bundle must carry', parseDigest)
    .option(
      '--nmis <N>',
      'how many institutes must have signed; default: what the trust file says',
      parseCount(200),
    )
    .option('--json', 'one JSON object per bundle and line')
    .addOption(languageOption())
    .addHelpText('after', HELP)
    .action(async (files: string[], options: CheckOptions) => {
      finish(await check(files, options, streams));
    });
