// SPDX-License-Identifier: Apache-2.0
import type { Alias, Fault, Instant, Member, MeterAlias } from '@meterpki/protocol';
import { aliasKey, aliasPrefix, endOf } from '../state/keys';
import type { LedgerTransaction } from '../transaction/transaction';
import { holdsAt, isEmpty, mostAtOnce, overlaps, within, type Period } from './periods';

/** How many meters of one institute may count under an alias at one moment; no institute can crowd out another. */
export const MAX_ALIAS_CANDIDATES = 16;

/** How many meters of one institute an alias may ever have had. */
const MAX_ALIAS_ENTRIES = 500;

/** What stands under an alias key. */
export interface AliasEntry extends Period {
  readonly schema: 1;
  readonly meterId: string;
}

const entriesUnder = async (
  { state }: LedgerTransaction,
  own: string,
): Promise<readonly { readonly value: AliasEntry }[]> =>
  state.range<AliasEntry>(own, endOf(own), MAX_ALIAS_ENTRIES);

/** Where the aliases of one institute's meters stand. */
const ownPrefix = (alias: Alias, prefix: string): string => `${aliasPrefix(alias)}${prefix}/`;

/** Periods in which other meters of the institute count under an alias; read once for a list. */
async function periodsUnder(
  transaction: LedgerTransaction,
  own: string,
  meterId: string,
  known: Map<string, Period[]>,
): Promise<Period[]> {
  const before =
    known.get(own) ??
    (await entriesUnder(transaction, own))
      .map(({ value }) => value)
      .filter((value) => value.meterId !== meterId);
  known.set(own, before);
  return before;
}

function isCrowded(periods: readonly Period[], period: Period): boolean {
  if (periods.length >= MAX_ALIAS_ENTRIES - 1) return true;
  const beside = periods.filter((other) => overlaps(other, period));
  return (
    beside.length >= MAX_ALIAS_CANDIDATES &&
    mostAtOnce(beside.map((other) => within(other, period))) >= MAX_ALIAS_CANDIDATES
  );
}

/**
 * Faults for aliases under which the institute has as many meters as one may, for repeated ones, and for periods that
 * hold no moment.
 * @param known - periods by alias key, in state and in the list so far; the meter's own are added
 */
export async function aliasFaults(
  transaction: LedgerTransaction,
  { prefix }: Member,
  { meterId, aliases = [] }: { readonly meterId: string; readonly aliases?: readonly MeterAlias[] },
  known: Map<string, Period[]>,
): Promise<Fault[]> {
  const faults: Fault[] = [];
  const named = new Set<string>();
  for (const [index, alias] of aliases.entries()) {
    const path = `aliases[${index}]`;
    const own = ownPrefix(alias, prefix);
    if (named.has(own)) faults.push({ path, code: 'INVALID_ARGUMENT', text: 'stands in the list twice' });
    if (isEmpty(alias)) faults.push({ path, code: 'INVALID_ARGUMENT', text: 'must end after it begins' });
    if (named.has(own) || isEmpty(alias)) continue;
    named.add(own);
    const periods = await periodsUnder(transaction, own, meterId, known);
    if (isCrowded(periods, alias))
      faults.push({ path, code: 'ALIAS_CROWDED', text: 'choose one that tells more, such as GS+MS' });
    periods.push(alias);
  }
  return faults;
}

/** Writes aliases of a meter. */
export function putAliases(
  { state }: LedgerTransaction,
  meterId: string,
  aliases: readonly MeterAlias[],
): void {
  for (const { kind, text, ...period } of aliases)
    state.put(aliasKey({ kind, text }, meterId), { schema: 1, meterId, ...period } as AliasEntry);
}

/**
 * IDs of the meters that count under an alias at a moment, at most {@link MAX_ALIAS_CANDIDATES} of each member and former member.
 * @param moment - the time that a receipt claims; now unless given
 */
export async function metersUnder(
  transaction: LedgerTransaction,
  alias: Alias,
  moment: Instant = transaction.time,
): Promise<string[]> {
  const found: string[] = [];
  const { members, former = [] } = transaction.policy;
  for (const { prefix } of [...members, ...former]) {
    const entries = await entriesUnder(transaction, ownPrefix(alias, prefix));
    const counting = entries.filter(({ value }) => holdsAt(value, moment));
    found.push(...counting.slice(0, MAX_ALIAS_CANDIDATES).map(({ value }) => value.meterId));
  }
  return found;
}
