// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, type KeyRecord, type MeterRecord } from '@meterpki/protocol';
import type { WorldState } from './world-state';

const fault = (applies: boolean, text: string): string[] => (applies ? [text] : []);

function metersOf(state: WorldState): MeterRecord[] {
  return state.keys('meter/').map((key) => state.record('meter', key));
}

/** Records that are not canonical JSON with a schema number. */
const unreadable = (state: WorldState): string[] =>
  state.keys().flatMap((key) => {
    const record = state.json(key) as { readonly schema?: number };
    const canonical = state.get(key).toString('utf8') === canonicalJson(record);
    return fault(record.schema !== 1 || !canonical, `${key} is no canonical JSON with a schema`);
  });

/** Keys that belong to no meter or to two, and entries that lead elsewhere; an import that nobody approved binds none. */
function strayKeys(state: WorldState): string[] {
  const owners = metersOf(state).flatMap(({ meterId, keys }) =>
    keys
      .filter(({ possession, activated }) => possession !== 'imported' || activated !== undefined)
      .map(({ fingerprint }) => [fingerprint, meterId] as const),
  );
  const entries = state.keys('key/').map((key) => {
    const { meterId } = state.json(key) as { readonly meterId: string };
    return `${key.slice('key/'.length)} ${meterId}`;
  });
  const kept = owners.map(([fingerprint, meterId]) => `${fingerprint} ${meterId}`);
  return [
    ...fault(new Set(owners.map(([key]) => key)).size < owners.length, 'a key belongs to two meters'),
    ...fault(entries.sort().join('\n') !== kept.sort().join('\n'), 'entries under key/ and meters differ'),
  ];
}

/** What became of a key between two states of its meter, where that may not be. */
function unrevoked(before: KeyRecord, after: KeyRecord | undefined): string[] {
  const { fingerprint, state, revocation } = before;
  if (after === undefined) return [`${fingerprint} was deleted`];
  if (state !== 'REVOKED') return [];
  const later = (after.revocation?.invalidityDate ?? '~') > (revocation?.invalidityDate ?? '');
  return [
    ...fault(after.state !== 'REVOKED', `${fingerprint} was un-revoked`),
    ...fault(later, `the date of ${fingerprint} moved forward`),
  ];
}

/** Meters whose states do not follow from one another. */
const broken = (state: WorldState): string[] =>
  state.keys('meter/').flatMap((key) => {
    const states = state
      .history(key)
      .reverse()
      .map(({ value }) => JSON.parse(value.toString('utf8')) as MeterRecord);
    return states.slice(1).flatMap((after, index) => {
      const { keys, status } = states[index] ?? after;
      return [
        ...fault(status === 'DECOMMISSIONED' && after.status !== status, `${key} was revived`),
        ...keys.flatMap((record, place) => unrevoked(record, after.keys[place])),
      ];
    });
  });

/** Whatever in a state no transaction may ever bring about; nothing where all is well. */
export const faultsOf = (state: WorldState): string[] => [
  ...unreadable(state),
  ...strayKeys(state),
  ...broken(state),
];
