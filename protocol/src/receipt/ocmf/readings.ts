// SPDX-License-Identifier: Apache-2.0
import type { Draft } from '../../draft';
import { isObject, type JsonObject, type JsonValue } from '../../json/read';
import type { Reading } from '../receipt';
import { textField } from '../fields';
import { readOcmfTime } from './time';

/** Reading fields that a record may leave out when they stay as in the reading before. */
const CARRIED = ['TM', 'TX', 'RI', 'RU', 'EF', 'ST'] as const;

/** Fields that are taken over as text. */
const TEXTS = [
  ['transaction', 'TX'],
  ['unit', 'RU'],
  ['obis', 'RI'],
  ['errorFlags', 'EF'],
  ['status', 'ST'],
] as const;

function readingOf(own: JsonObject, carried: JsonObject): Reading {
  const text = (name: string): string | undefined => textField(name in own ? own : carried, name);
  const reading: Draft<Reading> = {};
  const time = text('TM');
  if (time !== undefined) reading.time = readOcmfTime(time);
  const value = text('RV')?.trim();
  if (value !== undefined) reading.value = value;
  for (const [name, field] of TEXTS) {
    const found = text(field);
    if (found !== undefined) reading[name] = found;
  }
  return reading;
}

/**
 * The list `RD` of a payload with the left-out fields filled in.
 * @returns undefined where it is not a list of objects
 */
export function readReadings(value: JsonValue | undefined): Reading[] | undefined {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return undefined;
  const readings: Reading[] = [];
  const carried = Object.create(null) as JsonObject;
  for (const item of value) {
    if (!isObject(item)) return undefined;
    for (const name of CARRIED) {
      const own = item[name];
      if (own !== undefined) carried[name] = own;
    }
    readings.push(readingOf(item, carried));
  }
  return readings;
}
