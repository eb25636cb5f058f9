// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../language/words';

/** Groups C and D of OBIS codes that have words (IEC 62056-6-1); B0 to C3 are OCMF's, for charging stations. */
const quantities = [
  '1.8',
  '2.8',
  '1.7',
  '2.7',
  'b0.8',
  'b1.8',
  'b2.8',
  'b3.8',
  'c0.8',
  'c1.8',
  'c2.8',
  'c3.8',
] as const;

/** One of the quantities that have words. */
export type Quantity = (typeof quantities)[number];

/** `A-B:C.D.E` and perhaps `*F` or `.F`; two digits in each group where they are hexadecimal. */
const FORM =
  /^[0-9a-f]{1,2}-[0-9a-z]{1,2}:([0-9a-f]{1,3})\.([0-9a-f]{1,3})\.([0-9a-f]{1,3})(?:[*.][0-9a-f]{1,3})?$/i;

const withoutZeros = (group: string): string => group.replace(/^0+(?=.)/, '').toLowerCase();

/**
 * What an OBIS code stands for, in words of a language.
 * @returns undefined for one that has none: nothing is guessed
 */
export function obisText(code: string, words: Words): string | undefined {
  const [, c, d, e] = FORM.exec(code) ?? [];
  if (c === undefined || d === undefined || e === undefined) return undefined;
  const name = `${withoutZeros(c)}.${withoutZeros(d)}`;
  const quantity = quantities.find((known) => known === name);
  if (quantity === undefined) return undefined;
  const tariff = withoutZeros(e);
  const text = words.quantities[quantity];
  return tariff === '0' ? text : words.tariffNumber(text, tariff);
}
