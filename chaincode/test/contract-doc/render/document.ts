// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import '../../support/quiet';
import { contracts } from '@meterpki/chaincode';
import { commonRefusals, errorCodes } from '@meterpki/protocol';
import { story } from '../story';
import { introduction } from './introduction';
import { resultType, typesBehind, type TypeEntry } from './result-types';
import { section } from './section';
import { table } from './table';

interface Described {
  readonly name: string;
  readonly tag?: readonly string[];
}

/** What fabric-contract-api tells Fabric of a contract. */
interface Metadata {
  readonly contract: string;
  readonly description: string;
  /** Names of the transactions that are to be submitted. */
  readonly submitted: ReadonlySet<string>;
}

function metadataOf(): Metadata[] {
  const info = Reflect.getMetadata('fabric:info', global) as Record<string, { description: string }>;
  return contracts.map((Contract) => {
    const instance = new Contract();
    const rows = Reflect.getMetadata('fabric:transactions', instance) as Described[];
    return {
      contract: instance.getName(),
      description: info[Contract.name]?.description ?? '',
      submitted: new Set(rows.filter(({ tag = [] }) => tag.includes('SUBMIT')).map(({ name }) => name)),
    };
  });
}

const anchor = (name: string): string => `[${name}](#${name.toLowerCase()})`;

function contents(metadata: readonly Metadata[]): string {
  const rows = metadata.flatMap(({ contract, submitted }) =>
    story
      .filter(([of]) => of === contract)
      .map(([, name, { who }]) => [
        `${contract}:${anchor(name)}`,
        submitted.has(name) ? 'submit' : 'evaluate',
        who,
      ]),
  );
  return table(['transaction', '', 'who may call it'], rows);
}

function typeText({ name, file, comment, members, bases, text }: TypeEntry): string {
  const escaped = (cell: string): string => cell.replaceAll('|', '\\|');
  const body =
    text === ''
      ? table(
          ['member', 'type', 'what'],
          members.map(([member, type, what]) => [`\`${member}\``, `\`${escaped(type)}\``, escaped(what)]),
        )
      : `\`${text}\``;
  const also =
    bases.length === 0 ? [] : [`With the members of ${bases.map((base) => `\`${base}\``).join(', ')}.`];
  return [`### ${name}`, `${comment} ([source](../${file}))`.trim(), ...also, body].join('\n\n');
}

/** The whole page about the contracts. */
export async function contractPage(): Promise<string> {
  const metadata = metadataOf();
  const parts = [introduction, contents(metadata), refusalText()];
  for (const { contract, description, submitted } of metadata) {
    parts.push(`## ${contract}`, `${description}.`);
    for (const entry of story) {
      if (entry[0] === contract) parts.push(await section(entry, submitted.has(entry[1])));
    }
  }
  const names = story.flatMap(([contract, name]) => resultType(contract, name).names);
  parts.push(
    '## Types',
    'What results and events consist of.',
    ...typesBehind([...names, 'LedgerEvent']).map(typeText),
  );
  return `${parts.join('\n\n')}\n`;
}

function refusalText(): string {
  const common = [...commonRefusals, 'TRANSACTION_UNKNOWN', 'INTERNAL'] as const;
  return [
    '## Refusals',
    'Besides its own codes a transaction may answer with these. The whole list of codes and their meaning is `errorCodes` in [errors.ts](../protocol/src/errors.ts).',
    table(
      ['code', 'meaning'],
      common.map((code) => [`\`${code}\``, errorCodes[code]]),
    ),
  ].join('\n\n');
}
