// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { closingQuote, endOfJson } from '../../dist/json/limits';

/** Texts in which quotes and backslashes are frequent. */
const tricky = fc.string({ unit: fc.constantFrom('\\', '"', 'u', 'a', '{', ']', 'ü') });

describe('the closing quote of a string', () => {
  it('is found whatever the string holds and whatever stands behind it', () => {
    fc.assert(
      fc.property(tricky, tricky, tricky, (before, inside, behind) => {
        const string = JSON.stringify(inside);
        const open = before.length;
        expect(closingQuote(before + string + behind, open)).toBe(open + string.length - 1);
      }),
    );
  });

  it.each(['"', '"a', '"a\\"', '"\\\\\\"', '"\\'])('is not there: %s', (text) => {
    expect(closingQuote(text, 0)).toBe(text.length);
    expect(endOfJson(`[${text}`, 0)).toBeUndefined();
  });

  it('is found in the time that the text is long, however many backslashes it holds', () => {
    const run = '\\\\'.repeat(50_000);
    expect(closingQuote(`"${run}"`, 0)).toBe(run.length + 1);
    const escaped = '\\"'.repeat(50_000);
    expect(closingQuote(`"${escaped}"`, 0)).toBe(escaped.length + 1);
  });
});
