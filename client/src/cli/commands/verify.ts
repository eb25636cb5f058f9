// SPDX-License-Identifier: Apache-2.0
import { isMeterId } from '@meterpki/protocol';
import { Command } from 'commander';
import type { ReceiptOutcome } from '../../faces/outcome';
import type { SourceItem } from '../../receipts/source-item';
import { verdictExits, worstExit, type ExitCode } from '../exit-codes';
import { formatOption, INPUT_HELP, readItems, type InputOptions } from '../input-options';
import { judgeItems, type Judge, type JudgedItem } from '../judged-item';
import { judgeWithKey } from '../judge-with-key';
import { receiptJson } from '../output/receipt-json';
import { receiptLines } from '../output/receipt-text';
import { hintLines, summaryLine } from '../output/summary';
import { PROFILE_HELP, withSession } from '../session';
import type { Streams } from '../streams';
import { UsageError } from '../usage-error';

interface VerifyOptions extends InputOptions {
  readonly profile?: string;
  readonly record?: true;
  readonly key?: string;
  readonly allowLegacy?: true;
  readonly json?: true;
  readonly quiet?: true;
}

const HELP = `${INPUT_HELP}

Exit code: 0 all valid, 1 some invalid, 2 some indeterminate and none invalid, 3 no ledger, 4 refused by the
ledger, 5 commit unknown, 64 usage.

Examples:
  meterpki verify receipt.ocmf --profile society.json
  meterpki verify receipts.jsonl --record --json
  meterpki verify session.xml --profile society.json
  meterpki verify - --key meter-key.pem < receipt.ocmf
  meterpki verify old.ocmf --key meter-key.pem --allow-legacy`;

function checkOptions({ meter, key, allowLegacy, profile, record }: VerifyOptions): void {
  if (meter !== undefined && !isMeterId(meter)) {
    throw new UsageError('--meter takes a meter ID: prefix, colon, and 1 to 64 of A-Z a-z 0-9 . _ -');
  }
  if (key === undefined) {
    if (allowLegacy === true) throw new UsageError('--allow-legacy goes with --key: a ledger has its policy');
    return;
  }
  const others = { '--profile': profile, '--meter': meter, '--record': record };
  const given = Object.entries(others).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (given.length > 0) throw new UsageError(`--key asks no ledger: leave out ${given.join(' and ')}`);
}

/** Prints each outcome as it comes, then what they come to. */
async function report(
  judged: AsyncIterable<JudgedItem>,
  { json, quiet }: VerifyOptions,
  streams: Streams,
): Promise<ExitCode> {
  const outcomes: ReceiptOutcome[] = [];
  for await (const entry of judged) {
    outcomes.push(entry.outcome);
    if (quiet === true) continue;
    if (json === true) streams.result(receiptJson(entry));
    else streams.result(...receiptLines(entry), '');
  }
  if (quiet !== true && json !== true) {
    streams.result(summaryLine(outcomes));
    streams.note(...hintLines(outcomes));
  }
  return worstExit(outcomes.map(({ verdict }) => verdictExits[verdict]));
}

async function verifyWithKey(
  items: readonly SourceItem[],
  keyOption: string,
  options: VerifyOptions,
  streams: Streams,
): Promise<ExitCode> {
  const { judge, note } = await judgeWithKey(keyOption, options.allowLegacy === true);
  if (note !== undefined && options.quiet !== true) streams.note(note);
  return report(judgeItems(items, judge, 'key-only'), options, streams);
}

async function verify(files: readonly string[], options: VerifyOptions, streams: Streams): Promise<ExitCode> {
  checkOptions(options);
  const items = await readItems(files, options);
  if (options.key !== undefined) return verifyWithKey(items, options.key, options, streams);
  return withSession(options.profile, streams, ({ society }) => {
    const judge: Judge = (receipts) =>
      options.record === true
        ? society.recordChecksInLists(receipts)
        : society.checkReceiptsInLists(receipts);
    return report(judgeItems(items, judge, 'local'), options, streams);
  });
}

/** `meterpki verify`: judges receipts, on a ledger or against a key. */
export function verifyCommand(streams: Streams, finish: (code: ExitCode) => void): Command {
  return new Command('verify')
    .argument('[FILE...]', 'files of receipts, or - for the standard input')
    .option('--profile <FILE>', PROFILE_HELP)
    .option('--meter <ID>', 'the meter that receipts come from, where they do not say so themselves')
    .option('--record', 'record the checks on the ledger')
    .option('--key <KEY>', 'public key, or a file that holds it: judge against it alone, without a ledger')
    .option('--allow-legacy', 'with --key: let the weak curves secp192r1 and secp192k1 count as well')
    .addOption(formatOption())
    .option('--json', 'one JSON object per receipt and line')
    .option('--quiet', 'no output but errors; the exit code tells')
    .addHelpText('after', HELP)
    .action(async (files: string[], options: VerifyOptions) => {
      finish(await verify(files, options, streams));
    });
}
