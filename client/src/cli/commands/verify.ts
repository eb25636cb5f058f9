// SPDX-License-Identifier: Apache-2.0
import { Command } from 'commander';
import { Journal } from '../../bulk/journal';
import { settleOpen } from '../../bulk/settle-open';
import type { ReceiptOutcome } from '../../faces/outcome';
import type { Session } from '../../session';
import { BundleWriter } from '../bundle-writer';
import { formatOption, INPUT_HELP, readItems, type InputOptions } from '../input-options';
import { judgeItems, type Judge } from '../judged-item';
import { judgeWithKey } from '../judge-with-key';
import { catalogue } from '../language/catalogue';
import type { Language } from '../language/language';
import { languageOption, parseCount, parseDigest, parseMeterId, PROFILE_HELP } from '../options';
import { watchRecorded } from '../recorded-watch';
import { RegisterFacts } from '../register-facts';
import { isRecorded, resumedJudge, type OutcomeLists } from '../resumed-judge';
import { settingsOf } from '../settings/settings';
import { withSession } from '../session';
import type { Streams } from '../streams';
import { UsageError } from '../usage-error';
import { VerdictReport } from '../verdict-report';
import type { ExitCode } from '../exit-codes';
import type { SourceItem } from '../../receipts/source-item';

interface VerifyOptions extends InputOptions {
  readonly profile?: string;
  readonly record?: true;
  readonly journal?: string;
  readonly bundle?: string;
  readonly nmis?: number;
  readonly nonce?: string;
  readonly key?: string;
  readonly allowLegacy?: true;
  readonly json?: true;
  readonly quiet?: true;
  readonly lang?: Language;
}

const HELP = `${INPUT_HELP}

With --bundle the verdict is signed by peers of several institutes and written as a file that anybody can check without a
network; together with --record it proves that the check is on the ledger. A verdict whose bundle cannot be had is told all
the same; the exit code is then that of the error.

With --journal the same command with the same files goes on where an earlier run ended, however it ended: what is recorded
is judged anew and not recorded again. Results and exit code are of all receipts.

Exit code: 0 all valid, 1 some invalid, 2 some indeterminate and none invalid, 3 no ledger, 4 refused by the
ledger, 5 commit unknown, 64 usage.

Examples:
  meterpki verify receipt.ocmf --profile society.json
  meterpki verify receipts.jsonl --record --json
  meterpki verify receipt.ocmf --bundle verdict.json --nmis 2
  meterpki verify session.xml --profile society.json --lang de
  meterpki verify receipts/ --quiet
  meterpki verify - --key meter-key.pem < receipt.ocmf
  meterpki verify old.ocmf --key meter-key.pem --allow-legacy`;

function checkOptions({
  meter,
  key,
  allowLegacy,
  profile,
  record,
  bundle,
  nmis,
  nonce,
}: VerifyOptions): void {
  if (bundle === undefined && (nmis !== undefined || nonce !== undefined))
    throw new UsageError('--nmis and --nonce go with --bundle');
  if (nonce !== undefined && record === true)
    throw new UsageError('--nonce goes with a bundle that is not recorded: leave out --record or --nonce');
  if (key === undefined) {
    if (allowLegacy === true) throw new UsageError('--allow-legacy goes with --key: a ledger has its policy');
    return;
  }
  const others = { '--profile': profile, '--meter': meter, '--record': record, '--bundle': bundle };
  const given = Object.entries(others).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (given.length > 0) throw new UsageError(`--key asks no ledger: leave out ${given.join(' and ')}`);
}

async function verifyWithKey(
  items: readonly SourceItem[],
  keyOption: string,
  options: VerifyOptions,
  report: VerdictReport,
  streams: Streams,
): Promise<ExitCode> {
  const { judge, note } = await judgeWithKey(keyOption, options.allowLegacy === true);
  if (note !== undefined && options.quiet !== true) streams.note(note);
  return report.tell(judgeItems(items, judge, 'key-only'), items.length);
}

/** Who writes bundles, where they are wanted. */
function bundleWriter(
  session: Session,
  mspId: string,
  { bundle, nmis = 2, nonce, record }: VerifyOptions,
  streams: Streams,
): BundleWriter | undefined {
  if (bundle === undefined) return undefined;
  const wishes = { path: bundle, nmis, record: record === true, ...(nonce === undefined ? {} : { nonce }) };
  return new BundleWriter(session, mspId, wishes, streams);
}

/** Finds out what became of transactions that the journal leaves open, and says how many checks are recorded. */
async function settleJournal(
  journal: Journal,
  items: readonly SourceItem[],
  session: Session,
  streams: Streams,
): Promise<void> {
  await settleOpen(journal, (...asked) => session.findTransaction(...asked));
  const done = items.filter(
    ({ content }) => content.kind === 'receipt' && isRecorded(journal, content.input),
  );
  if (done.length > 0)
    streams.note(
      `meterpki: ${done.length} of ${items.length} are recorded already: judged anew, not recorded again.`,
    );
}

async function verify(files: readonly string[], options: VerifyOptions, streams: Streams): Promise<ExitCode> {
  checkOptions(options);
  const { journal: file, record, bundle } = options;
  if (file !== undefined && (record !== true || bundle !== undefined))
    throw new UsageError('--journal goes with --record, and without --bundle');
  const { language } = await settingsOf(options.lang === undefined ? {} : { lang: options.lang });
  const items = await readItems(files, options, streams);
  const report = new VerdictReport(streams, options, catalogue[language.value]);
  if (options.key !== undefined) return verifyWithKey(items, options.key, options, report, streams);
  const journal = file === undefined ? undefined : new Journal(file);
  return withSession(options.profile, streams, async (session, { mspId }) => {
    const { society } = session;
    if (journal !== undefined) await settleJournal(journal, items, session, streams);
    const facts = new RegisterFacts(session);
    const writer = bundleWriter(session, mspId, options, streams);
    const learned = async function* (lists: OutcomeLists): AsyncGenerator<readonly ReceiptOutcome[], void> {
      for await (const outcomes of lists) {
        if (report.tellsPeople) await facts.learn(outcomes);
        yield outcomes;
      }
    };
    const judgedBy: Judge = (receipts) => {
      if (writer !== undefined) return writer.judge(receipts);
      return record === true ? society.recordChecksInLists(receipts) : society.checkReceiptsInLists(receipts);
    };
    const judge: Judge =
      journal === undefined
        ? (receipts) => learned(judgedBy(receipts))
        : resumedJudge(society, journal, learned);
    const judged = judgeItems(items, judge, 'local');
    const isWatched = record === true && journal === undefined;
    const told = isWatched ? watchRecorded(judged, items, streams) : judged;
    const code = await report.tell(told, items.length, facts);
    const next = writer?.finish() ?? [];
    if (report.tellsPeople) streams.note(...next);
    return code;
  }).finally(() => journal?.close());
}

/** `meterpki verify`: judges receipts, on a ledger or against a key. */
export function verifyCommand(streams: Streams, finish: (code: ExitCode) => void): Command {
  return new Command('verify')
    .argument('[FILE...]', 'files or folders of receipts, or - for the standard input')
    .option('--profile <FILE>', PROFILE_HELP)
    .option(
      '--meter <ID>',
      'the meter that receipts come from, where they do not say so themselves',
      parseMeterId,
    )
    .option('--record', 'record the checks on the ledger')
    .option('--journal <FILE>', 'with --record: remember there what is recorded, and go on from there')
    .option('--bundle <PATH>', 'write verdict bundles: a file, or a folder for more than one receipt')
    .option('--nmis <N>', 'with --bundle: how many institutes are to sign; default: 2', parseCount(200))
    .option('--nonce <HEX>', 'with --bundle: 64 hex digits that the bundle is to carry', parseDigest)
    .option('--key <KEY>', 'public key, or a file that holds it: judge against it alone, without a ledger')
    .option('--allow-legacy', 'with --key: let the weak curves secp192r1 and secp192k1 count as well')
    .addOption(formatOption())
    .option('--json', 'one JSON object per receipt and line')
    .option('--quiet', 'no output but errors; the exit code tells')
    .addOption(languageOption())
    .addHelpText('after', HELP)
    .action(async (files: string[], options: VerifyOptions) => {
      finish(await verify(files, options, streams));
    });
}
