// SPDX-License-Identifier: Apache-2.0
import { Recent } from '@meterpki/protocol';

describe('recent results', () => {
  it('are made once, as long as there are no more than the most', () => {
    const recent = new Recent<string>(2);
    const made: string[] = [];
    const ask = (name: string): string | undefined =>
      recent.of(name, () => {
        made.push(name);
        return name.toUpperCase();
      });
    expect(['a', 'b', 'a', 'b'].map(ask)).toEqual(['A', 'B', 'A', 'B']);
    expect(made).toEqual(['a', 'b']);
    expect(['c', 'b', 'a', 'c'].map(ask)).toEqual(['C', 'B', 'A', 'C']);
    expect(made).toEqual(['a', 'b', 'c', 'a']);
  });

  it('hold nothing where there was no result: it is asked for again', () => {
    const recent = new Recent<string>(2);
    expect(recent.of('a', () => undefined)).toBeUndefined();
    expect(recent.of('a', () => 'A')).toBe('A');
  });
});
