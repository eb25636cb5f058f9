// SPDX-License-Identifier: Apache-2.0
import { Refusal, receiptList, transactionArguments } from '@meterpki/protocol';
import { safeParse, type GenericSchema } from 'valibot';
import { opened } from '../support/scene';
import { shapeOf, type Shape } from '../support/shapes';

const arguments_ = Object.entries(transactionArguments).flatMap(([contract, rows]) =>
  Object.entries(rows as Readonly<Record<string, GenericSchema>>).map(
    ([name, schema]) => [contract, name, shapeOf(schema)] as const,
  ),
);

/** Every part of a shape, with its place. */
function partsOf(shape: Shape, path: string): [path: string, shape: Shape][] {
  const own: [string, Shape][] = [[path, shape]];
  if (shape.kind === 'list') return [...own, ...partsOf(shape.item, `${path}[]`)];
  if (shape.kind === 'choice') return [...own, ...shape.options.flatMap((option) => partsOf(option, path))];
  if (shape.kind !== 'object') return own;
  return [
    ...own,
    ...[...shape.members].flatMap(([name, { shape: part }]) => partsOf(part, `${path}.${name}`)),
  ];
}

const parts = [
  ...arguments_.flatMap(([contract, name, shape]) => partsOf(shape, `${contract}:${name}`)),
  ...partsOf(shapeOf(receiptList), 'receipts'),
];

/** More than anything but a receipt may have, of letters of which some pattern is made. */
const TOO_LONG = 65_537;
const texts = ['a', 'A', '0', 'ä', 'ptb:m', 'ab='].map((text) => text.repeat(TOO_LONG));

describe('every argument is bounded', () => {
  it('so that no text is taken at any length', () => {
    const unbounded = parts.flatMap(([path, shape]) =>
      'schema' in shape && texts.some((text) => safeParse(shape.schema, text).success) ? [path] : [],
    );
    expect(unbounded).toEqual([]);
    expect(parts.filter(([, { kind }]) => kind === 'text').length).toBeGreaterThan(30);
  });

  it('so that no list is taken at any length', () => {
    const lists = parts.filter(([, { kind }]) => kind === 'list');
    const unbounded = lists.flatMap(([path, shape]) =>
      shape.kind === 'list' && (shape.bounds.max ?? Infinity) > 2000 ? [path] : [],
    );
    expect(unbounded).toEqual([]);
    expect(lists.length).toBeGreaterThan(20);
  });
});

/** The lists at the top of each argument. */
const listed = arguments_.flatMap(([contract, name, shape]) =>
  shape.kind === 'object'
    ? [...shape.members].flatMap(([member, part]) =>
        part.shape.kind === 'list' ? [[contract, name, member, part.shape.bounds.max ?? 0] as const] : [],
      )
    : [],
);

describe('a list that is too long', () => {
  it.each(listed)(
    'of %s:%s, %s, is refused before its items are looked at',
    async (contract, name, member, max) => {
      const { ledger, who } = await opened();
      const argument = JSON.stringify({ [member]: Array.from({ length: max + 1 }, () => ({})) });
      const error: unknown = await ledger
        .call(who.ptbAdmin, [contract, name], argument, {})
        .catch((e: unknown) => e);
      if (!(error instanceof Refusal)) throw error;
      expect(error.code).toBe('INVALID_ARGUMENT');
      const within = error.faults.filter(({ path }) => path.startsWith(`argument.${member}`));
      expect(within).toEqual([
        { path: `argument.${member}`, code: 'INVALID_ARGUMENT', text: `must have at most ${max} items` },
      ]);
    },
  );
});
