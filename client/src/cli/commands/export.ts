// SPDX-License-Identifier: Apache-2.0
import { Command, Option } from 'commander';
import { writeSafeXml } from '@meterpki/protocol/containers';
import { writeFileWhole } from '../../files/whole-file';
import { givenKeyOrFile } from '../../offline/public-key';
import { exitCodes, type ExitCode } from '../exit-codes';
import { INPUT_HELP, readItems } from '../input-options';
import { safeXmlValues } from '../safe-xml-values';
import type { Streams } from '../streams';
import { UsageError } from '../usage-error';

interface ExportOptions {
  readonly format: 'safe-xml';
  readonly key?: string;
  readonly out?: string;
}

const HELP = `${INPUT_HELP}

safe-xml is the XML of the S.A.F.E. transparency software. It takes OCMF records: a begin and an end make one transaction,
by the transaction that their container names, or as they follow each other for one meter; a record that holds both
stands alone. Not a character of a record is changed. The key is --key, else the one beside or inside each record: it is
shown by readers and proves nothing.

Exit code: 0 written, 64 usage, also for records that cannot be exported.

Examples:
  meterpki export session.jsonl --format safe-xml --out session.xml
  meterpki export receipt.ocmf --key meter-key.pem > receipt.xml`;

async function spkiOf(key: string | undefined): Promise<Uint8Array | undefined> {
  if (key === undefined) return undefined;
  const given = await givenKeyOrFile(key);
  if (given.kind === 'key') return given.key.spki;
  throw new UsageError('--key is of no curve that is built in, or of several: give its SPKI');
}

async function write(
  files: readonly string[],
  { key, out }: ExportOptions,
  streams: Streams,
): Promise<ExitCode> {
  const items = await readItems(files, {}, streams);
  const { values, notes } = safeXmlValues(items, await spkiOf(key));
  const xml = writeSafeXml(values);
  for (const note of notes) streams.note(note);
  if (out === undefined) streams.result(xml.trimEnd());
  else writeFileWhole(out, xml);
  if (out !== undefined) streams.note(`${values.length} transactions in ${out}. Nothing was verified.`);
  return exitCodes.allValid;
}

/** `meterpki export`: receipts for other tools. */
export const exportCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  new Command('export')
    .argument('[FILE...]', 'files or folders of receipts, or - for the standard input')
    .addOption(new Option('--format <FORMAT>', 'form to write').choices(['safe-xml']).default('safe-xml'))
    .option('--key <KEY>', 'public key of the meter, or a file that holds it')
    .option('--out <FILE>', 'write to this file; the standard output unless given')
    .addHelpText('after', HELP)
    .action(async (files: string[], options: ExportOptions) => {
      finish(await write(files, options, streams));
    });
