// SPDX-License-Identifier: Apache-2.0
import type { Alias, Fault, Member } from '@meterpki/protocol';
import { aliasKey, aliasPrefix, endOf } from '../state/keys';
import type { LedgerTransaction } from '../transaction/transaction';

/** How many meters of one institute may carry the same alias; no institute can crowd out another. */
export const MAX_ALIAS_CANDIDATES = 16;

/** What stands under an alias key. */
export interface AliasEntry {
  readonly schema: 1;
  readonly meterId: string;
}

/**
 * Faults for aliases under which the institute has as many meters as one may, and for repeated ones.
 * @param carriers - meters by alias key, in state and in the list so far; the meter's own are added
 */
export async function aliasFaults(
  { state }: LedgerTransaction,
  { prefix }: Member,
  { aliases = [] }: { readonly aliases?: readonly Alias[] },
  carriers: Map<string, number>,
): Promise<Fault[]> {
  const faults: Fault[] = [];
  const named = new Set<string>();
  for (const [index, alias] of aliases.entries()) {
    const path = `aliases[${index}]`;
    const own = `${aliasPrefix(alias)}${prefix}/`;
    if (named.has(own)) {
      faults.push({ path, code: 'INVALID_ARGUMENT', text: 'stands in the list twice' });
      continue;
    }
    named.add(own);
    const before =
      carriers.get(own) ?? (await state.range<AliasEntry>(own, endOf(own), MAX_ALIAS_CANDIDATES)).length;
    carriers.set(own, before + 1);
    if (before < MAX_ALIAS_CANDIDATES) continue;
    faults.push({ path, code: 'ALIAS_CROWDED', text: 'choose one that tells more, such as GS+MS' });
  }
  return faults;
}

/** Writes the aliases of a meter. */
export async function putAliases(
  { state }: LedgerTransaction,
  meterId: string,
  aliases: readonly Alias[],
): Promise<void> {
  for (const alias of aliases)
    await state.put(aliasKey(alias, meterId), { schema: 1, meterId } as AliasEntry);
}

/** IDs of the meters under an alias, at most {@link MAX_ALIAS_CANDIDATES} of each member. */
export async function metersUnder({ state, policy }: LedgerTransaction, alias: Alias): Promise<string[]> {
  const found: string[] = [];
  for (const { prefix } of policy.members) {
    const own = `${aliasPrefix(alias)}${prefix}/`;
    const entries = await state.range<AliasEntry>(own, endOf(own), MAX_ALIAS_CANDIDATES);
    found.push(...entries.map(({ value }) => value.meterId));
  }
  return found;
}
