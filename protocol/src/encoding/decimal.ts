// SPDX-License-Identifier: Apache-2.0

/** A decimal number, exactly: `digits` times ten to the power of `exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Longer ones are no readings, and would cost more than linear time. */
const MAX_LENGTH = 64;
const MAX_EXPONENT = 99;

const FORM = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/;

function readDecimal(text: string): Decimal | undefined {
  const [, sign = '', whole, fraction = '', power = '0'] =
    text.length > MAX_LENGTH ? [] : (FORM.exec(text) ?? []);
  if (whole === undefined) return undefined;
  const magnitude = BigInt(whole + fraction);
  return {
    digits: sign === '-' ? -magnitude : magnitude,
    exponent: Number(power) - fraction.length,
  };
}

/**
 * True where both texts are decimal numbers and the first is the smaller one, compared exactly. False for texts
 * of more than 64 characters or with an exponent beyond 99: no meter writes them.
 */
export function isLess(text: string, other: string): boolean {
  const [a, b] = [readDecimal(text), readDecimal(other)];
  if (a === undefined || b === undefined) return false;
  const exponent = Math.min(a.exponent, b.exponent);
  const scaled = (decimal: Decimal): bigint => decimal.digits * 10n ** BigInt(decimal.exponent - exponent);
  return scaled(a) < scaled(b);
}

/**
 * The exact decimal text of a whole number times a power of ten, trailing zeros kept: 89872 and -1 give `8987.2`.
 * @throws RangeError for an exponent beyond 99 in either direction, or a negative number
 */
export function scaledText(value: bigint, exponent: number): string {
  if (value < 0n || Math.abs(exponent) > MAX_EXPONENT) throw new RangeError('no such reading');
  if (exponent >= 0) return (value * 10n ** BigInt(exponent)).toString();
  const digits = value.toString().padStart(1 - exponent, '0');
  return `${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}
