// SPDX-License-Identifier: Apache-2.0
import { compareKeys } from '../../dist/state/key-order.js';
import { VersionedState } from '../../dist/state/versioned-state.js';

const KEYS = [
  '',
  '\u0000type\u0000',
  'a',
  'a/1',
  'ab',
  'é',
  '\u7fff',
  '\ue000',
  '\uffff',
  '\u{10000}',
  '\u{10ffff}',
];

function stateOf(keys: readonly string[]): VersionedState {
  const state = new VersionedState();
  for (const key of keys)
    state.put('cc', key, { value: Buffer.from(key), version: { block: 1, transaction: 0 } });
  return state;
}

function keysOf(state: VersionedState, start: string, end: string, includeEnd = false): string[] {
  return [...state.range('cc', { start, end, includeEnd })].map(({ key }) => key);
}

describe('compareKeys', () => {
  it('orders like the bytes of UTF-8', () => {
    for (const left of KEYS) {
      for (const right of KEYS) {
        const bytes = Buffer.compare(Buffer.from(left), Buffer.from(right));
        expect(Math.sign(compareKeys(left, right))).toBe(bytes);
      }
    }
  });
});

describe('VersionedState', () => {
  it('answers a range from its start to before its end, in order', () => {
    const state = stateOf([...KEYS].reverse());
    expect(keysOf(state, 'a', 'ab')).toEqual(['a', 'a/1']);
    expect(keysOf(state, 'a', 'ab', true)).toEqual(['a', 'a/1', 'ab']);
    expect(keysOf(state, '', '')).toEqual(KEYS);
    expect(keysOf(state, '\u0001', '')).toEqual(KEYS.slice(2));
    expect(keysOf(state, '\uffff', '\u{10ffff}')).toEqual(['\uffff', '\u{10000}']);
  });

  it('keeps namespaces apart', () => {
    const state = stateOf(['a']);
    expect(state.get('other', 'a')).toBeUndefined();
    expect([...state.range('other', { start: '', end: '' })]).toEqual([]);
  });

  it('does not change when its copy does, and neither the other way', () => {
    const many = Array.from({ length: 500 }, (_, index) => `k${index}`);
    const state = stateOf(many);
    const copy = state.copy();
    copy.delete('cc', 'k7');
    state.put('cc', 'new', { value: Buffer.from('x'), version: { block: 2, transaction: 0 } });
    expect(state.get('cc', 'k7')).toBeDefined();
    expect(copy.get('cc', 'k7')).toBeUndefined();
    expect(copy.get('cc', 'new')).toBeUndefined();
    expect(keysOf(copy, '', '')).toHaveLength(many.length - 1);
  });

  it('goes on with a range while a copy changes', () => {
    const state = stateOf(['a', 'b', 'c']);
    const entries = state.range('cc', { start: '', end: '' });
    expect(entries.next().value).toMatchObject({ key: 'a' });
    state.copy().delete('cc', 'b');
    expect(entries.next().value).toMatchObject({ key: 'b' });
  });
});
