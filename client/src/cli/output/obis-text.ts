// SPDX-License-Identifier: Apache-2.0

/** What groups C and D of an OBIS code mean (IEC 62056-6-1); B0 to C3 are OCMF's, for charging stations. */
const quantities: Readonly<Record<string, string>> = {
  '1.8': 'active energy, import',
  '2.8': 'active energy, export',
  '1.7': 'active power, import',
  '2.7': 'active power, export',
  'b0.8': 'total energy, import, at the mains connection',
  'b1.8': 'total energy, import, at the device',
  'b2.8': 'energy of the transaction, import, at the mains connection',
  'b3.8': 'energy of the transaction, import, at the device',
  'c0.8': 'total energy, export, at the mains connection',
  'c1.8': 'total energy, export, at the device',
  'c2.8': 'energy of the transaction, export, at the mains connection',
  'c3.8': 'energy of the transaction, export, at the device',
};

/** `A-B:C.D.E` and perhaps `*F` or `.F`; two digits in each group where they are hexadecimal. */
const FORM =
  /^[0-9a-f]{1,2}-[0-9a-z]{1,2}:([0-9a-f]{1,3})\.([0-9a-f]{1,3})\.([0-9a-f]{1,3})(?:[*.][0-9a-f]{1,3})?$/i;

const withoutZeros = (group: string): string => group.replace(/^0+(?=.)/, '').toLowerCase();

/**
 * What an OBIS code stands for, in words.
 * @returns undefined for one that is not in the table: nothing is guessed
 */
export function obisText(code: string): string | undefined {
  const [, c, d, e] = FORM.exec(code) ?? [];
  if (c === undefined || d === undefined || e === undefined) return undefined;
  const quantity = quantities[`${withoutZeros(c)}.${withoutZeros(d)}`];
  if (quantity === undefined) return undefined;
  return withoutZeros(e) === '0' ? quantity : `${quantity}, tariff ${withoutZeros(e)}`;
}
