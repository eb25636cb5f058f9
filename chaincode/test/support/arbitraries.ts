// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { safeParse } from 'valibot';
import type { Shape } from './shapes';

type Leaf = Exclude<Shape, { readonly kind: 'object' | 'list' | 'choice' }>;

/** Texts that mean something somewhere, beside those of the ledger under test. */
const usual = [
  '2026-06-01T00:00:00.000Z',
  '0000-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  'ECDSA-secp256r1-SHA256',
  'none',
  'ptb:m',
  'ptb:x',
  'inmetro:y',
  'PTBMSP',
  'ä/',
  'a'.repeat(64),
];

/** Words that mean something on the ledger under test, by the member that they belong into. */
export type Known = Readonly<Record<string, readonly string[]>>;

/** Values that fit nowhere, or just so. */
const odd = fc.constantFrom<unknown>(
  ...['', '\ud800', '\u0000', ' x ', '\u202e', 'a'.repeat(5000)],
  ...[0, -0, 1, -1, 0.5, 500, 501, 1e308, -1e308, Number.MAX_SAFE_INTEGER, true, false, null],
);

function leafArbitrary(leaf: Leaf, known: Known, name: string): fc.Arbitrary<unknown> {
  const { kind, bounds, words, pattern, schema } = leaf;
  if (kind === 'boolean') return fc.boolean();
  if (kind === 'number') return fc.integer({ min: bounds.min ?? 0, max: bounds.max ?? 1 });
  if (words !== undefined) return fc.constantFrom(...words);
  const fits = (word: string): boolean => safeParse(schema, word).success;
  const own = (known[name] ?? []).filter(fits);
  const any = [...Object.values(known).flat(), ...usual].filter(fits);
  const made = pattern === undefined ? fc.string({ maxLength: 12 }) : fc.stringMatching(pattern);
  const choices = [
    { weight: 6, words: own },
    { weight: 2, words: any },
  ];
  return fc.oneof(
    { weight: 1, arbitrary: made },
    ...choices.flatMap(({ weight, words: from }) =>
      from.length === 0 ? [] : [{ weight, arbitrary: fc.constantFrom(...from) }],
    ),
  );
}

/** Arguments of a shape, so that the rules behind it are reached: words of the ledger wherever they fit. */
export function fitting(shape: Shape, known: Known, of = ''): fc.Arbitrary<unknown> {
  if (shape.kind === 'choice') return fc.oneof(...shape.options.map((option) => fitting(option, known, of)));
  if (shape.kind === 'list')
    return fc.array(fitting(shape.item, known, of), { minLength: shape.bounds.min ?? 0, maxLength: 2 });
  if (shape.kind !== 'object') return leafArbitrary(shape, known, of);
  const members = [...shape.members];
  const model = Object.fromEntries(
    members.map(([name, member]) => [name, fitting(member.shape, known, name)]),
  );
  const requiredKeys = members.filter(([, { optional }]) => !optional).map(([name]) => name);
  return fc.record(model, { requiredKeys, noNullPrototype: true });
}

/** Names of all members in a shape. */
function namesIn(shape: Shape): string[] {
  if (shape.kind === 'choice') return shape.options.flatMap(namesIn);
  if (shape.kind === 'list') return namesIn(shape.item);
  return shape.kind === 'object'
    ? [...shape.members].flatMap(([name, member]) => [name, ...namesIn(member.shape)])
    : [];
}

/** JSON that has the members of a shape anywhere. */
function misshapen(shape: Shape, known: Known): fc.Arbitrary<unknown> {
  const members = fc.constantFrom(...namesIn(shape), '__proto__', 'constructor', 'toString', '');
  return fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.oneof(odd, fc.constantFrom(...Object.values(known).flat())),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(members, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value;
}

/** One value somewhere in good JSON replaced by an odd one. */
const spoilt = (shape: Shape, known: Known): fc.Arbitrary<unknown> =>
  fc.tuple(fitting(shape, known), odd, fc.nat()).map(([value, other, place]) => {
    const places: (() => void)[] = [];
    const visit = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const name of Object.keys(node)) {
        places.push(() => {
          (node as Record<string, unknown>)[name] = other;
        });
        visit((node as Record<string, unknown>)[name]);
      }
    };
    const copy: unknown = JSON.parse(JSON.stringify(value));
    visit(copy);
    places[place % Math.max(places.length, 1)]?.();
    return copy;
  });

/** Texts that are no JSON, or JSON that reads in two ways. */
const noJson = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '{"a":1,"a":2}',
    '{"__proto__":{}}',
    '{}{}',
    '\ufeff{}',
    '{"a":1e999}',
    '{"a":01}',
    '[]',
    '{"a":\ud800}',
  ),
  fc.nat({ max: 3000 }).map((depth) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)),
  fc.nat({ max: 3000 }).map((digits) => `{"limit":${'9'.repeat(digits)}1}`),
);

/** Texts of arguments: fitting, spoilt in one place, of some other shape, and no JSON at all. */
export const argumentTexts = (shape: Shape, known: Known): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fitting(shape, known).map((value) => JSON.stringify(value)) },
    { weight: 2, arbitrary: spoilt(shape, known).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: misshapen(shape, known).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: noJson },
  );

/** Transient data: lists of receipts around a good one, and anything else. */
export const receiptTexts = (shape: Shape, known: Known, receipt: string): fc.Arbitrary<string> => {
  const text = fc.oneof(
    fc.constant(receipt),
    fc.nat({ max: receipt.length - 1 }).map((at) => `${receipt.slice(0, at)}~${receipt.slice(at + 1)}`),
    fc.string().map((inner) => `OCMF|${inner}|{}`),
  );
  const item = fc.record({ text, meterId: fc.constantFrom('ptb:m', 'ptb:x') }, { requiredKeys: ['text'] });
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.array(item, { minLength: 1, maxLength: 3 }).map((list) => JSON.stringify(list)),
    },
    { weight: 1, arbitrary: misshapen(shape, known).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: noJson },
  );
};
