// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { NumberText, readJson } from '../../dist/json/read';
import { readPlainJson } from '@meterpki/protocol';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('readJson', () => {
  it('reads what JSON.parse reads, for any object or list', () => {
    const container = fc.json({ maxDepth: 5 }).filter((text) => /^[[{]/.test(text));
    fc.assert(
      fc.property(container, (text) => {
        expect(JSON.stringify(readPlainJson(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('refuses what JSON.parse refuses, for any damaged JSON', () => {
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom(',', '}', ']', '"', '/**/', '0', "'", 'x', '\\', '\u0000'))
      .map(
        ([text, at, piece]) =>
          text.slice(0, at % (text.length + 1)) + piece + text.slice(at % (text.length + 1)),
      );
    fc.assert(
      fc.property(fc.oneof(damaged, fc.string()), (text) => {
        if (parsed(text) === undefined) expect(readJson(text)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n'],
    ['a number', '5'],
    ['a string', '"{}"'],
    ['null', 'null'],
    ['two values', '{}{}'],
    ['text behind it', '{} x'],
    ['a comment', '{/* */}'],
    ['a line comment', '{}//'],
    ['a trailing comma', '{"a":1,}'],
    ['single quotes', "{'a':1}"],
    ['a bare name', '{a:1}'],
    ['a leading zero', '[01]'],
    ['NaN', '[NaN]'],
    ['a control character in a string', '["\n"]'],
    ['a byte order mark', '\ufeff{}'],
    ['a no-break space around it', '\u00a0{}'],
    ['an object that never closes', '{"a":[1,2'],
    ['brackets that cross', '{"a":[}]'],
  ])('refuses %s', (_name, text) => {
    expect(readJson(text)).toBeUndefined();
  });

  it.each([
    ['at the top', '{"a":1,"a":1}'],
    ['deeper', '{"b":[{"a":1,"c":2,"a":3}]}'],
    ['in another spelling', '{"a":1,"\\u0061":2}'],
    ['called __proto__', '{"__proto__":1,"__proto__":2}'],
  ])('refuses a repeated member %s', (_name, text) => {
    expect(readJson(text)).toBeUndefined();
  });

  it('takes the same member in different objects', () => {
    expect(readPlainJson('[{"a":1},{"a":{"a":2}}]')).toEqual([{ a: 1 }, { a: { a: 2 } }]);
  });

  it('takes 32 levels and not one more', () => {
    expect(readJson(nested(32))).toBeDefined();
    expect(readJson(nested(33))).toBeUndefined();
    expect(readJson(nested(100_000))).toBeUndefined();
    expect(readJson(`["${nested(100)}"]`)).toBeDefined();
  });

  it('keeps the text of a number', () => {
    for (const number of ['1.10', '0', '-0', '1e400', '1E+2', '123456789012345678901234567890.10'])
      expect(readJson(`{"a": ${number} }`)).toEqual({ a: new NumberText(number) });
  });

  it('takes __proto__ for a member like any other', () => {
    const value = readPlainJson('{"__proto__":{"admin":true},"constructor":1}') as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(value.admin).toBeUndefined();
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
    expect(Object.getPrototypeOf(readPlainJson('{}'))).toBeNull();
  });
});
