// SPDX-License-Identifier: Apache-2.0
import { filledField } from '../../receipt/fields';
import { isObject, type JsonObject, type JsonValue } from '../../json/read';

/**
 * Every object in a value that `isWanted` accepts, in order, each with the objects around it; what stands inside
 * a found one is not looked at. Costs linear time: nesting is bounded by the reader of the JSON.
 */
export function* objectsIn(
  value: JsonValue,
  isWanted: (object: JsonObject) => boolean,
  around: readonly JsonObject[] = [],
): Generator<{ readonly object: JsonObject; readonly around: readonly JsonObject[] }, void, undefined> {
  if (Array.isArray(value)) {
    for (const item of value) yield* objectsIn(item, isWanted, around);
  } else if (isObject(value)) {
    if (isWanted(value)) {
      yield { object: value, around };
      return;
    }
    const inner = [...around, value];
    for (const item of Object.values(value)) yield* objectsIn(item, isWanted, inner);
  }
}

/** The first of these members that says something, as text, or undefined. */
export function firstField(object: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = filledField(object, name);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The same in the innermost of these objects that has one. */
export function nearestField(objects: readonly JsonObject[], names: readonly string[]): string | undefined {
  for (const object of [...objects].reverse()) {
    const text = firstField(object, names);
    if (text !== undefined) return text;
  }
  return undefined;
}
