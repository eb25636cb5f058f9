// SPDX-License-Identifier: Apache-2.0
import { aliasKinds, registryArguments, type ArgumentOf } from '@meterpki/protocol';
import type { InputFault } from '../../errors';
import type { Entry } from './entries';
import { checkedItem, type ItemOrFaults } from './items';
import { entryKey, ledgerKey, onlyAlgorithm } from './keys';

/** What is registered of one meter. */
export type Registration = ArgumentOf<'registry', 'RegisterMeters'>['meters'][number];

/** What is imported of one meter. */
export type Imported = ArgumentOf<'registry', 'ImportMeters'>['meters'][number];

/** One endorser's word on one key. */
export type AttestedKey = ArgumentOf<'registry', 'AttestMeters'>['attestations'][number];

/** A new key of one meter. */
export type KeyUpdate = ArgumentOf<'registry', 'UpdateKeys'>['updates'][number];

/** What a meter is found by. */
export type Aliasing = ArgumentOf<'registry', 'SetAliases'>['meters'][number];

type Members = Entry['members'];

/** Members of the answers of meters that are not part of the item: they name what was asked. */
const ABOUT_THE_ANSWER = ['challengeId', 'purpose', 'sequence', 'fingerprint', 'spki'] as const;

/** Stands in while items are checked one by one: the challenge is known to be one. */
const ANY_CHALLENGE = '0'.repeat(64);

const without = (members: Members, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));

/** Aliases from a list, and from columns that bear the name of a kind. */
function withAliases(members: Members): Record<string, unknown> {
  const columns = aliasKinds.flatMap((kind) =>
    typeof members[kind] === 'string' ? [{ kind, text: members[kind] }] : [],
  );
  if (columns.length === 0) return { ...members };
  const listed: readonly unknown[] = Array.isArray(members.aliases) ? members.aliases : [];
  return { ...without(members, aliasKinds), aliases: [...listed, ...columns] };
}

/** The members with the key as the ledger takes it, and the algorithm where the curve has only one. */
function withLedgerKey({ place, members }: Entry): Record<string, unknown> | { faults: InputFault[] } {
  const read = entryKey(members.key);
  if (read.kind === 'fault') return { faults: [{ path: `${place} key`, text: read.text }] };
  const { algorithm = onlyAlgorithm(read.key) } = members;
  const named = algorithm === undefined ? {} : { algorithm };
  return { ...members, key: ledgerKey(read.key), ...named };
}

const areFaults = (made: object): made is { faults: InputFault[] } => 'faults' in made;

/** A proof that was made for another purpose would be refused by the ledger, after a round trip. */
function purposeFaults({ place, members }: Entry, wanted: string): InputFault[] {
  const { purpose = wanted } = members;
  if (purpose === wanted) return [];
  return [{ path: `${place} purpose`, text: `must be ${wanted}: the proof was made for something else` }];
}

/** The item of a meter to register; the key may come in any form. */
export function registration(entry: Entry): ItemOrFaults<Registration> {
  const made = withLedgerKey(entry);
  const faults = [...purposeFaults(entry, 'register'), ...(areFaults(made) ? made.faults : [])];
  if (areFaults(made) || faults.length > 0) return { faults };
  const meter = without(withAliases(made), ABOUT_THE_ANSWER);
  const argument = { challengeId: ANY_CHALLENGE, meters: [meter] };
  return checkedItem(entry.place, registryArguments.RegisterMeters, argument, ({ meters }) => meters[0]);
}

/** The item of a meter to import. */
export function importedMeter(entry: Entry): ItemOrFaults<Imported> {
  const made = withLedgerKey(entry);
  if (areFaults(made)) return made;
  const argument = { source: 'any', meters: [withAliases(made)] };
  return checkedItem(entry.place, registryArguments.ImportMeters, argument, ({ meters }) => meters[0]);
}

const DESCRIPTION = ['manufacturer', 'model', 'typeApproval', 'aliases', 'algorithm', ...aliasKinds];

/** The item of a key to attest, named by its fingerprint or given in any form. */
export function attestedKey(entry: Entry): ItemOrFaults<AttestedKey> {
  const { key } = entry.members;
  const isFingerprint = typeof key === 'string' && /^[0-9a-f]{64}$/.test(key);
  const read = isFingerprint ? undefined : entryKey(key);
  const faults = [
    ...purposeFaults(entry, 'attest'),
    ...(read?.kind === 'fault' ? [{ path: `${entry.place} key`, text: read.text }] : []),
  ];
  if (faults.length > 0) return { faults };
  const fingerprint = read?.kind === 'key' ? read.key.fingerprint : key;
  const attestation = {
    ...without(entry.members, [...DESCRIPTION, ...ABOUT_THE_ANSWER]),
    key: fingerprint,
  };
  const argument = { challengeId: ANY_CHALLENGE, attestations: [attestation] };
  return checkedItem(
    entry.place,
    registryArguments.AttestMeters,
    argument,
    ({ attestations }) => attestations[0],
  );
}

/** The item of a new key of a meter. */
export function keyUpdate(entry: Entry): ItemOrFaults<KeyUpdate> {
  const made = withLedgerKey(entry);
  const faults = [...purposeFaults(entry, 'update'), ...(areFaults(made) ? made.faults : [])];
  if (areFaults(made) || faults.length > 0) return { faults };
  const description = DESCRIPTION.filter((name) => name !== 'algorithm');
  const update = without(made, [...description, ...ABOUT_THE_ANSWER]);
  const argument = { challengeId: ANY_CHALLENGE, updates: [update] };
  return checkedItem(entry.place, registryArguments.UpdateKeys, argument, ({ updates }) => updates[0]);
}

/** The item of a meter whose aliases are set. */
export function aliasing(entry: Entry): ItemOrFaults<Aliasing> {
  const { aliases = [], ...members } = withAliases(entry.members);
  const argument = { meters: [{ ...members, aliases }] };
  return checkedItem(entry.place, registryArguments.SetAliases, argument, ({ meters }) => meters[0]);
}
