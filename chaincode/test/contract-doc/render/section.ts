// SPDX-License-Identifier: Apache-2.0
import { transactionArguments, type ReceiptInput } from '@meterpki/protocol';
import { shapeOf } from '../../support/shapes';
import { story, tell, type Cost, type Told } from '../story';
import { membersTable } from './members';
import { resultType } from './result-types';
import { table } from './table';

type Entry = (typeof story)[number];

const number = (value: number): string => value.toLocaleString('en-US');

/** Bytes rounded to three digits: exact ones would be forgotten anyway. */
export function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  const [scaled, unit] = value < 1_000_000 ? [value / 1000, 'KB'] : [value / 1_000_000, 'MB'];
  return `${scaled.toPrecision(3)} ${unit}`;
}

function costRow(size: string, cost: Cost, submitted: boolean): string[] {
  const { reads, writes, policies, argumentBytes, resultBytes, blockBytes } = cost;
  const block = submitted ? bytes(blockBytes) : 'none';
  return [size, ...[reads, writes, policies].map(number), bytes(argumentBytes), bytes(resultBytes), block];
}

const json = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, undefined, 2)}\n\`\`\``;

function exampleText({ call, result }: Told): string {
  const transient = (receipts: readonly ReceiptInput[]): string =>
    `Transient data, under the name \`receipts\`:\n\n${json(receipts)}`;
  const parts = [
    `Argument:\n\n${json(call.argument)}`,
    ...(call.receipts === undefined ? [] : [transient(call.receipts)]),
    `Result:\n\n${json(result)}`,
  ];
  return `<details><summary>Example</summary>\n\n${parts.join('\n\n')}\n\n</details>`;
}

function refusalsTable({ refusals }: Entry[2]): string {
  const rows = Object.entries(refusals).map(([code, [when]]) => [`\`${code}\``, when]);
  return rows.length === 0
    ? 'Refuses with the [codes of every transaction](#refusals) alone.'
    : table(['refusal', 'when'], rows);
}

function resultText(contract: string, name: string): string {
  const { text, comment } = resultType(contract, name);
  return [`Result: \`${text}\``, comment].filter((part) => part !== '').join('. ');
}

/** The section about one transaction. */
export async function section(entry: Entry, submitted: boolean): Promise<string> {
  const [contract, name, chapter] = entry;
  const example = await tell(entry, chapter.example);
  const costs = [costRow(chapter.largest === undefined ? 'any' : 'example', example.cost, submitted)];
  if (chapter.largest !== undefined) {
    const [size, ground] = chapter.largest;
    costs.push(costRow(size, (await tell(entry, ground)).cost, submitted));
  }
  const rows = transactionArguments[contract] as Readonly<Record<string, Parameters<typeof shapeOf>[0]>>;
  const schema = rows[name];
  if (schema === undefined) throw new Error(`${contract}:${name} is in no table`);
  const kinds = example.told.map((kind) => `\`${kind}\``).join(', ');
  const event = kinds === '' ? 'none' : `\`${contract}:${name}\` with ${kinds}`;
  return [
    `### ${name}`,
    `${submitted ? 'Submitted' : 'Evaluated'} by ${chapter.who}. Event: ${event}.`,
    chapter.what,
    membersTable(shapeOf(schema)),
    `${resultText(contract, name)}.`.replace(/\.\.$/, '.'),
    refusalsTable(chapter),
    table(['size', 'reads', 'writes', 'policies', 'argument', 'result', 'block'], costs),
    exampleText(example),
  ].join('\n\n');
}
