// SPDX-License-Identifier: Apache-2.0
import { NumberText, type JsonObject } from '../json/read';

/** A field as text: numbers in their own digits, since devices disagree which fields are strings; else undefined. */
export function textField(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  if (value instanceof NumberText) return value.text;
  return typeof value === 'string' ? value : undefined;
}

/** A text field that says something: an empty one counts as absent. */
export function filledField(object: JsonObject, name: string): string | undefined {
  const text = textField(object, name);
  return text === '' ? undefined : text;
}
