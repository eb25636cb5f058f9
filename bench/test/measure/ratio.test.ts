// SPDX-License-Identifier: Apache-2.0
import { median, ratioOf } from '../../dist/measure/ratio';
import { isMet, target, targetText } from '../../dist/measure/target';

describe('ratios', () => {
  it('are taken round by round, so that a slow round falls on both sides', () => {
    expect(ratioOf([10, 100, 30], [5, 50, 10])).toEqual({ median: 2, lowest: 2, highest: 3 });
  });

  it('have the mean of the two in the middle as median of an even number', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([3, 1, 2])).toBe(2);
  });
});

describe('targets', () => {
  const missed = target('a against b', 3, [10, 10, 40], [5, 5, 5]);

  it('are judged by the median', () => {
    expect(isMet(missed)).toBe(false);
    expect(isMet({ ...missed, atLeast: 2 })).toBe(true);
  });

  it('tell what was seen and what was asked for', () => {
    expect(targetText(missed)).toBe('MISSED  a against b: 2.00 (rounds 2.00 to 8.00; at least 3.00)');
  });
});
