// SPDX-License-Identifier: Apache-2.0
import { isObject, type JsonObject, type JsonValue } from '../../json/read';
import type { Reading } from '../receipt';
import { textField } from '../fields';
import { readOcmfTime } from './time';

/** Reading fields that a record may leave out when they stay as in the reading before. */
const CARRIED = ['TM', 'TX', 'RI', 'RU', 'EF', 'ST'] as const;

const present = <K extends string>(name: K, value: string | undefined): Partial<Record<K, string>> =>
  value === undefined ? {} : ({ [name]: value } as Record<K, string>);

function readingOf(fields: JsonObject): Reading {
  const time = textField(fields, 'TM');
  return {
    ...(time === undefined ? {} : { time: readOcmfTime(time) }),
    ...present('transaction', textField(fields, 'TX')),
    ...present('value', textField(fields, 'RV')?.trim()),
    ...present('unit', textField(fields, 'RU')),
    ...present('obis', textField(fields, 'RI')),
    ...present('errorFlags', textField(fields, 'EF')),
    ...present('status', textField(fields, 'ST')),
  };
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
    readings.push(readingOf({ ...carried, ...item }));
  }
  return readings;
}
