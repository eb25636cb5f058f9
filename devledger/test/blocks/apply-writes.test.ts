// SPDX-License-Identifier: Apache-2.0
import { ledger } from '@hyperledger/fabric-protos';

import { applyWrites } from '../../dist/blocks/apply-block.js';
import { VersionedState } from '../../dist/state/versioned-state.js';

const FIRST = { block: 1, transaction: 0 };
const SECOND = { block: 2, transaction: 3 };

interface Writes {
  readonly values?: Readonly<Record<string, string>>;
  /** Policies by key; an empty one takes the metadata away. */
  readonly policies?: Readonly<Record<string, string>>;
}

/** Applies writes and tells which keys were touched. */
function apply(state: VersionedState, { values = {}, policies = {} }: Writes, version = SECOND): string[] {
  const set = new ledger.rwset.kvrwset.KVRWSet();
  for (const [key, value] of Object.entries(values)) {
    const write = set.addWrites();
    write.setKey(key);
    write.setValue(Buffer.from(value));
    write.setIsDelete(value === '');
  }
  for (const [key, policy] of Object.entries(policies)) {
    const write = set.addMetadataWrites();
    write.setKey(key);
    if (policy === '') continue;
    const entry = write.addEntries();
    entry.setName('P');
    entry.setValue(Buffer.from(policy));
  }
  return applyWrites(state, [{ namespace: 'cc', set }], version).map(({ key }) => key);
}

function seen(state: VersionedState, key: string): unknown {
  const entry = state.get('cc', key);
  if (entry === undefined) return undefined;
  const policy = entry.metadata?.get('P');
  return {
    value: Buffer.from(entry.value).toString(),
    version: entry.version,
    policy: policy && Buffer.from(policy).toString(),
  };
}

describe('applyWrites', () => {
  let state: VersionedState;

  beforeEach(() => {
    state = new VersionedState();
    apply(state, { values: { k: 'v' }, policies: { k: 'p' } }, FIRST);
  });

  it('keeps the metadata of a value that changes', () => {
    expect(apply(state, { values: { k: 'w' } })).toEqual(['k']);
    expect(seen(state, 'k')).toEqual({ value: 'w', version: SECOND, policy: 'p' });
  });

  it('keeps the value when metadata changes, as a new version', () => {
    expect(apply(state, { policies: { k: 'q' } })).toEqual(['k']);
    expect(seen(state, 'k')).toEqual({ value: 'v', version: SECOND, policy: 'q' });
  });

  it('takes metadata away', () => {
    apply(state, { values: { k: 'w' }, policies: { k: '' } });
    expect(seen(state, 'k')).toEqual({ value: 'w', version: SECOND, policy: undefined });
  });

  it('forgets metadata of a key without value, and touches nothing', () => {
    expect(apply(state, { policies: { absent: 'p' } })).toEqual([]);
    expect(seen(state, 'absent')).toBeUndefined();
  });

  it('deletes both, also when the metadata is written at the same time', () => {
    expect(apply(state, { values: { k: '' }, policies: { k: 'q' } })).toEqual(['k']);
    expect(seen(state, 'k')).toBeUndefined();
    apply(state, { values: { k: 'again' } });
    expect(seen(state, 'k')).toEqual({ value: 'again', version: SECOND, policy: undefined });
  });
});
