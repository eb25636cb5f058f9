// SPDX-License-Identifier: Apache-2.0
import { receiptFormats, type ReceiptInput } from '@meterpki/protocol';
import { containerFormats } from '@meterpki/protocol/containers';
import { Option } from 'commander';
import { readReceipts, STANDARD_INPUT } from '../receipts/receipt-source';
import type { SourceItem } from '../receipts/source-item';
import { printable } from './output/printable';
import type { Streams } from './streams';
import { UsageError } from './usage-error';

/** What the command line says of the receipts in all files. */
export interface InputOptions {
  readonly format?: string;
  /** The meter that they come from. */
  readonly meter?: string;
}

/** What may stand in a file, for the help of commands that read receipts. */
export const INPUT_HELP = `
A FILE holds OCMF records or JSON web signatures line by line; or a container: S.A.F.E. XML, an OCPP message with
signed meter values, an OCPI CDR with signed data; or lines of JSON, each a container or an object with the member
ocmf, or text (and format), or information and signature, where meterId names the meter. "-" is the standard input.
Of a FOLDER, every file that holds receipts is read, and of all folders in it; hidden files and links are left out.`;

const containerNames: readonly string[] = containerFormats.map(({ name }) => name);

/** `--format` of commands that read receipts. */
export const formatOption = (): Option =>
  new Option(
    '--format <FORMAT>',
    'format of receipts, where they do not say so themselves, or of the container in each file',
  ).choices([...receiptFormats.map(({ name }) => name), ...containerNames]);

/** Nobody sits there typing a receipt: without a file, a terminal is a mistake. */
function filesOf(files: readonly string[]): readonly string[] {
  if (files.length > 0) return files;
  if (process.stdin.isTTY) throw new UsageError('name a file of receipts, or - for the standard input');
  return [STANDARD_INPUT];
}

const MAX_NAMED = 5;

/** Files that somebody may miss are named. */
function passedOverLines(files: readonly string[]): string[] {
  if (files.length === 0) return [];
  const named = files.slice(0, MAX_NAMED).map((file) => printable(file));
  const more = files.length > MAX_NAMED ? ` and ${files.length - MAX_NAMED} more` : '';
  return [`meterpki: passed over, since they hold no receipt: ${named.join(', ')}${more}`];
}

/**
 * Reads the files of a command; what the command line says holds for receipts that do not say otherwise themselves.
 * @throws UsageError where no file is named at a terminal; {@link readReceipts} names the others
 */
export async function readItems(
  files: readonly string[],
  { format, meter }: InputOptions,
  streams: Streams,
): Promise<readonly SourceItem[]> {
  const container = format !== undefined && containerNames.includes(format) ? format : undefined;
  const passedOver: string[] = [];
  const found = await readReceipts(filesOf(files), {
    containerFormat: container,
    onPassedOver: (file) => passedOver.push(file),
  });
  streams.note(...passedOverLines(passedOver));
  const defaults: Omit<ReceiptInput, 'text'> = {
    ...(meter === undefined ? {} : { meterId: meter }),
    ...(format === undefined || container !== undefined ? {} : { format }),
  };
  return found.map((item) =>
    item.content.kind === 'unreadable'
      ? item
      : { ...item, content: { kind: 'receipt', input: { ...defaults, ...item.content.input } } },
  );
}
