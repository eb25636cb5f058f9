// SPDX-License-Identifier: Apache-2.0
import type { Bounds, Shape } from '../../support/shapes';
import { table } from './table';

type Leaf = Exclude<Shape, { readonly kind: 'object' | 'list' | 'choice' }>;

const grouped = (value: number): string => value.toLocaleString('en-US');

function range({ min, max }: Bounds, unit: string): string {
  if (max === undefined) return '';
  return min === undefined
    ? ` of at most ${grouped(max)}${unit}`
    : ` of ${grouped(min)} to ${grouped(max)}${unit}`;
}

/** The rules as they follow "text": without the "must be" of a refusal. */
const sayRules = (rules: readonly string[]): string[] =>
  rules.map((rule) => rule.replace(/^must be (?:one |a |an )?/, '').replace(/^must have/, 'with'));

function leafWords({ kind, bounds, words, rules }: Leaf): string {
  if (kind === 'boolean') return 'true or false';
  if (words !== undefined) return words.map((word) => `\`${word}\``).join(', ');
  const what = kind === 'number' ? `number${range(bounds, '')}` : `text${range(bounds, ' characters')}`;
  return [what, ...sayRules(rules)].join('; ').replaceAll('|', '\\|');
}

type Row = readonly [path: string, required: string, what: string];

function rowsOf(path: string, shape: Shape, optional: boolean): Row[] {
  const must = optional ? '' : 'yes';
  if (shape.kind === 'object') {
    const inner = [...shape.members].flatMap(([name, member]) =>
      rowsOf(path === '' ? name : `${path}.${name}`, member.shape, member.optional),
    );
    const own: Row[] = path === '' ? [] : [[path, must, ['object', ...sayRules(shape.rules)].join('; ')]];
    return [...own, ...inner];
  }
  if (shape.kind === 'list') {
    const { item } = shape;
    const size = range(shape.bounds, ' items').trim();
    if (item.kind !== 'object') return [[`${path}[]`, must, `list ${size}: ${whatOf(item)}`]];
    const [, ...inner] = rowsOf(`${path}[]`, item, false);
    return [[`${path}[]`, must, `list ${size}`], ...inner];
  }
  return [[path, must, whatOf(shape)]];
}

const whatOf = (shape: Shape): string =>
  shape.kind === 'object' || shape.kind === 'list' || shape.kind === 'choice' ? shape.kind : leafWords(shape);

const rowTexts = (rows: readonly Row[]): string[][] =>
  rows.map(([path, must, what]) => [`\`${path}\``, must, what]);

/** The members of an argument as a table, or as a table for each shape that it may have. */
export function membersTable(shape: Shape): string {
  if (shape.kind === 'choice') return shape.options.map(membersTable).join('\n\n');
  const rows = rowsOf('', shape, false);
  const rules = shape.kind === 'object' ? sayRules(shape.rules) : [];
  if (rows.length === 0) return 'Argument: `{}`.';
  const members = table(['member', 'required', 'what'], rowTexts(rows));
  return rules.length === 0
    ? members
    : `${members}\n\nThe argument ${shape.kind === 'object' ? shape.rules.join('; ') : ''}.`;
}
