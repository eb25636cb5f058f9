// SPDX-License-Identifier: Apache-2.0
import { isObject, readJson, type JsonList, type JsonObject, type JsonValue } from '../../json/read';
import { filledField } from '../../receipt/fields';
import { fault, within, type Contained, type ContainerFormat, type Surroundings } from '../container';
import { nearestField, objectsIn } from '../json/objects';
import { momentOf } from '../moments';
import { unwrap } from '../unwrap';

const valuesOf = ({ signed_values: values }: JsonObject): JsonList | undefined =>
  Array.isArray(values) ? values : undefined;

/** `signed_data`, or `plain_data` where only that holds a whole record. */
function contentOf(value: JsonObject): Contained[] {
  const [signed, plain] = [filledField(value, 'signed_data'), filledField(value, 'plain_data')];
  const texts = [signed, plain].flatMap((text) => text ?? []);
  const attempts = texts.map((text) => unwrap(text, 'base64'));
  const readable = attempts.find((items) => items.some(({ content }) => content.kind === 'receipt'));
  return readable ?? attempts[0] ?? [fault('malformed', 'has no signed_data')];
}

function signedValue(value: JsonValue, outer: Surroundings): Contained[] {
  if (!isObject(value)) return [fault('malformed', 'is no signed value')];
  const inner = { ...outer, ...momentOf(filledField(value, 'nature')) };
  return contentOf(value).map((item) => within(item, inner));
}

function itemsIn(root: JsonValue): Contained[] {
  return [...objectsIn(root, valuesOf)].flatMap(({ object, found, around }) => {
    const key = filledField(object, 'public_key');
    const transaction = nearestField(around, ['session_id', 'id']);
    const outer = {
      ...(key === undefined ? {} : { key }),
      ...(transaction === undefined ? {} : { transaction }),
    };
    return found.flatMap((value) => signedValue(value, outer));
  });
}

/**
 * Signed data of OCPI 2.2.1 (CDR module, SignedData class): a CDR, a list of them, an answer around either, or the
 * object `signed_data` by itself.
 */
export const ocpi: ContainerFormat = {
  name: 'ocpi',
  detect: (text) => /^\s*[[{]/.test(text) && text.includes('"signed_values"'),
  read: (text) => {
    const value = readJson(text);
    return value === undefined ? undefined : itemsIn(value);
  },
};
