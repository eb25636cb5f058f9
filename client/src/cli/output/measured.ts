// SPDX-License-Identifier: Apache-2.0
import { readReceipt, type ReceiptInput, type Reading, type Receipt, fromUtf8 } from '@meterpki/protocol';
import { figure, moment } from '../language/figures';
import type { Words } from '../language/words';
import { printable } from './printable';

/** What a receipt says was measured, and when; the meter's own digits, nothing computed. */
export interface Measured {
  readonly what: readonly string[];
  readonly when: string | undefined;
}

const MAX_REGISTERS = 8;

/** Readings by register: the same OBIS code and unit. */
function registersOf(readings: readonly Reading[]): Reading[][] {
  const registers = new Map<string, Reading[]>();
  for (const reading of readings) {
    if (reading.value === undefined) continue;
    const name = JSON.stringify([reading.obis, reading.unit]);
    registers.set(name, [...(registers.get(name) ?? []), reading]);
  }
  return [...registers.values()];
}

/** Begin and end are worth telling apart even where the meter shows the same value for both. */
function valuesOf(readings: readonly Reading[], { language, range }: Words): string {
  const values = readings.flatMap(({ value }) => (value === undefined ? [] : figure(value, language)));
  const [first = '', last = first] = [values[0], values.at(-1)];
  return values.length > 1 ? range(first, last) : first;
}

function registerText(readings: readonly Reading[], words: Words): string {
  const { unit, obis } = readings[0] ?? {};
  const parts = [valuesOf(readings, words), unit ?? '', obis === undefined ? '' : `(${obis})`];
  return printable(parts.filter((part) => part !== '').join(' '));
}

function timesOf(readings: readonly Reading[], { language, range }: Words): string | undefined {
  const times = readings.flatMap(({ time }) => (time === undefined ? [] : moment(time.text, language)));
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return printable(first === last ? first : range(first, last));
}

/** Formats without readings: the signed text itself, where it is one. */
function plainText({ signedBytes }: Receipt, { noText }: Words): string {
  const text = fromUtf8(signedBytes);
  return text === undefined ? noText(signedBytes.length) : `"${printable(text)}"`;
}

/** Reads what a receipt says, in words of a language; undefined where this client cannot read it. */
export function measuredIn({ text, format }: ReceiptInput, words: Words): Measured | undefined {
  const read = readReceipt(text, format);
  if (read.kind !== 'receipt') return undefined;
  const { receipt } = read;
  const registers = registersOf(receipt.readings);
  if (receipt.readings.length === 0) return { what: [plainText(receipt, words)], when: undefined };
  const shown = registers.slice(0, MAX_REGISTERS).map((register) => registerText(register, words));
  const hidden = registers.length - shown.length;
  const more = hidden > 0 ? [words.moreRegisters(hidden)] : [];
  return { what: [...shown, ...more], when: timesOf(receipt.readings, words) };
}
