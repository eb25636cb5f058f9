// SPDX-License-Identifier: Apache-2.0
import type { ContractName } from '@meterpki/protocol';
import { blockBytes } from '../support/block-bytes';
import { opened } from '../support/scene';
import { optionsOf, type Call, type Chapter, type Ground } from './chapter';
import { chapters } from './chapters';

/** A chapter whatever its transaction. */
export interface AnyChapter extends Omit<Chapter<ContractName, never>, 'refusals' | 'example' | 'largest'> {
  readonly example: Ground<unknown>;
  readonly refusals: Readonly<Record<string, readonly [when: string, ground: Ground<unknown>]>>;
  readonly largest?: readonly [size: string, ground: Ground<unknown>];
}

/** What a call costs the peers and the block. */
export interface Cost {
  /** Reads of the state: a get, a range, and each record of a range count one. */
  readonly reads: number;
  readonly writes: number;
  readonly policies: number;
  readonly argumentBytes: number;
  readonly resultBytes: number;
  readonly blockBytes: number;
}

/** A call that was made, and what came of it. */
export interface Told {
  readonly call: Call<unknown>;
  readonly result: unknown;
  /** Kinds of the records in the event; none where nothing was written. */
  readonly told: readonly string[];
  readonly cost: Cost;
}

/** Name and chapter of every transaction, in the order of the contracts. */
export const story: readonly (readonly [contract: ContractName, name: string, chapter: AnyChapter])[] =
  Object.entries(chapters).flatMap(([contract, rows]) =>
    Object.entries(rows).map(
      ([name, chapter]) => [contract as ContractName, name, chapter as unknown as AnyChapter] as const,
    ),
  );

/** Makes a call on a ledger of its own. */
export async function tell(
  [contract, name, { genesis }]: (typeof story)[number],
  ground: Ground<unknown>,
): Promise<Told> {
  const scene = await opened(genesis);
  const call = await ground(scene);
  const argument = JSON.stringify(call.argument);
  const text = await scene.ledger.call(call.by, [contract, name], argument, optionsOf(call));
  const { last } = scene.ledger;
  if (last === undefined) throw new Error('a call was made');
  const event = JSON.parse(last.event?.payload.toString('utf8') ?? '{"records":[]}') as {
    records: { kind: string }[];
  };
  const cost = {
    reads: last.reads + last.histories.length,
    writes: last.writes.size,
    policies: last.policies.size,
    argumentBytes: argument.length,
    resultBytes: text.length,
    blockBytes: blockBytes(last, text),
  };
  const told = [...new Set(event.records.map(({ kind }) => kind))];
  return { call, result: JSON.parse(text), told, cost };
}
