// SPDX-License-Identifier: Apache-2.0
import type { MarketObstacle, MeterRecord } from '@meterpki/protocol';
import { keyKey, meterKey } from '../state/keys';
import type { Rules } from '../transaction/answer';
import type { LedgerTransaction } from '../transaction/transaction';
import { metersUnder } from './aliases';
import { isAttested } from './reviews';
import type { KeyEntry } from './standing';

/** A question in the caller's words, and the IDs of the meters that may answer it. */
interface Query {
  readonly words: string;
  readonly meterIds: readonly string[];
}

type Wanted = Parameters<Rules<'registry', 'GetMeters'>>[1];

async function queriesOf(
  transaction: LedgerTransaction,
  { meterIds = [], keys = [], aliases = [] }: Wanted,
): Promise<Query[]> {
  const queries: Query[] = meterIds.map((meterId) => ({ words: meterId, meterIds: [meterId] }));
  await transaction.state.readAll(keys.map(keyKey));
  for (const fingerprint of keys) {
    const entry = await transaction.state.get<KeyEntry>(keyKey(fingerprint));
    queries.push({ words: fingerprint, meterIds: entry === undefined ? [] : [entry.meterId] });
  }
  for (const alias of aliases) {
    queries.push({ words: `${alias.kind}:${alias.text}`, meterIds: await metersUnder(transaction, alias) });
  }
  return queries;
}

/** GetMeters: by ID, by key fingerprint, by alias. */
export const getMeters: Rules<'registry', 'GetMeters'> = async (transaction, argument) => {
  const queries = await queriesOf(transaction, argument);
  const found = new Map<string, MeterRecord>();
  const wanted = new Set(queries.flatMap(({ meterIds }) => meterIds));
  await transaction.state.readAll([...wanted].map(meterKey));
  for (const meterId of wanted) {
    const meter = await transaction.state.get<MeterRecord>(meterKey(meterId));
    if (meter !== undefined) found.set(meterId, meter);
  }
  const unknown = queries.filter(({ meterIds }) => !meterIds.some((meterId) => found.has(meterId)));
  return { meters: [...found.values()], unknown: unknown.map(({ words }) => words) };
};

/** IsRegistered: is there any record of the meter? */
export const isRegistered: Rules<'registry', 'IsRegistered'> = async ({ state }, { meterIds }) => {
  const answers: { meterId: string; registered: boolean }[] = [];
  await state.readAll(meterIds.map(meterKey));
  for (const meterId of meterIds) answers.push({ meterId, registered: await state.has(meterKey(meterId)) });
  return { answers };
};

async function obstacleOf(
  transaction: LedgerTransaction,
  meter: MeterRecord | undefined,
): Promise<MarketObstacle | undefined> {
  if (meter === undefined) return 'unknown-meter';
  if (meter.status === 'DECOMMISSIONED') return 'decommissioned';
  if (meter.status !== 'ACTIVE') return 'not-active';
  const { algorithms } = transaction.policy;
  // Receipts under a key whose algorithm is no longer allowed are not judged.
  const good = meter.keys.find(
    ({ state, algorithm }) => state === 'ACTIVE' && algorithms.includes(algorithm),
  );
  if (good === undefined) return 'no-good-key';
  return (await isAttested(transaction, good, meter)) ? undefined : 'not-active';
}

/** MayBePlacedOnMarket: does the register stand in the way? It knows nothing of other conditions of the law. */
export const mayBePlacedOnMarket: Rules<'registry', 'MayBePlacedOnMarket'> = async (
  transaction,
  { meterIds },
) => {
  const answers: { meterId: string; allowed: boolean; obstacle?: MarketObstacle }[] = [];
  await transaction.state.readAll(meterIds.map(meterKey));
  for (const meterId of meterIds) {
    const obstacle = await obstacleOf(
      transaction,
      await transaction.state.get<MeterRecord>(meterKey(meterId)),
    );
    answers.push(obstacle === undefined ? { meterId, allowed: true } : { meterId, allowed: false, obstacle });
  }
  return { answers };
};
