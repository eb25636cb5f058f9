// SPDX-License-Identifier: Apache-2.0
import { receiptFormats, type ReceiptInput } from '@meterpki/protocol';
import { containerFormats } from '@meterpki/protocol/containers';
import { Option } from 'commander';
import { readReceipts, STANDARD_INPUT } from '../receipts/receipt-source';
import type { SourceItem } from '../receipts/source-item';
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
ocmf, or text (and format), or information and signature, where meterId names the meter. "-" is the standard input.`;

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

/**
 * Reads the files of a command; what the command line says holds for receipts that do not say otherwise themselves.
 * @throws UsageError where no file is named at a terminal; {@link readReceipts} names the others
 */
export async function readItems(
  files: readonly string[],
  { format, meter }: InputOptions,
): Promise<readonly SourceItem[]> {
  const container = format !== undefined && containerNames.includes(format) ? format : undefined;
  const found = await readReceipts(filesOf(files), process.stdin, container);
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
