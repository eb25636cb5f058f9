// SPDX-License-Identifier: Apache-2.0
import type { Alias, Fault, Instant, Member, MeterAlias } from '@meterpki/protocol';
import { aliasKey, aliasPrefix, endOf } from '../state/keys';
import type { LedgerTransaction } from '../transaction/transaction';
import { holdsAt, isEmpty, mostAtOnce, overlaps, period, within, type Period } from './periods';

/** How many meters of one institute may count under an alias at one moment; no institute can crowd out another. */
export const MAX_ALIAS_CANDIDATES = 16;

/**
 * How many meters of one institute an alias may ever have had. A check reads them all, for each member and each of up to five
 * aliases of a receipt, and the meters that count: of twelve institutes that fill them up it still gets its answer.
 */
const MAX_ALIAS_ENTRIES = 64;

/** What stands under an alias key. */
export interface AliasEntry extends Period {
  readonly schema: 1;
  readonly meterId: string;
}

const entryOf = (meterId: string, { validFrom, validTo }: MeterAlias): AliasEntry => ({
  schema: 1,
  meterId,
  ...period(validFrom, validTo),
});

const entriesUnder = async (
  { state }: LedgerTransaction,
  own: string,
): Promise<readonly { readonly value: AliasEntry }[]> =>
  state.range<AliasEntry>(own, endOf(own), MAX_ALIAS_ENTRIES);

/** Where the aliases of one institute's meters stand. */
const ownPrefix = (alias: Alias, prefix: string): string => `${aliasPrefix(alias)}${prefix}/`;

/** When meters count under each alias of an institute, by the alias: in state, and in the list so far. */
export type KnownPeriods = Map<string, readonly AliasEntry[]>;

/** When meters of the institute count under an alias; read once for a list. */
async function entriesFor(
  transaction: LedgerTransaction,
  own: string,
  known: KnownPeriods,
): Promise<readonly AliasEntry[]> {
  const found = known.get(own) ?? (await entriesUnder(transaction, own)).map(({ value }) => value);
  known.set(own, found);
  return found;
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
 * @param known - what the list has been told so far; the meter's own take the place of those that it had
 */
export async function aliasFaults(
  transaction: LedgerTransaction,
  { prefix }: Member,
  { meterId, aliases = [] }: { readonly meterId: string; readonly aliases?: readonly MeterAlias[] },
  known: KnownPeriods,
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
    const entries = await entriesFor(transaction, own, known);
    const others = entries.filter((entry) => entry.meterId !== meterId);
    if (isCrowded(others, alias))
      faults.push({ path, code: 'ALIAS_CROWDED', text: 'choose one that tells more, such as GS+MS' });
    known.set(own, [...others, entryOf(meterId, alias)]);
  }
  return faults;
}

/** Writes aliases of a meter. */
export function putAliases(
  { state }: LedgerTransaction,
  meterId: string,
  aliases: readonly MeterAlias[],
): void {
  for (const alias of aliases) state.put(aliasKey(alias, meterId), entryOf(meterId, alias));
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
