// SPDX-License-Identifier: Apache-2.0
import { filledField } from '../../receipt/fields';
import { isObject, type JsonObject, type JsonValue } from '../../json/read';

/** An object that was looked for, what was found in it, and the objects around it, the outermost first. */
export interface FoundObject<Found> {
  readonly object: JsonObject;
  readonly found: Found;
  readonly around: readonly JsonObject[];
}

/**
 * Every object in a value in which `find` finds something, in order; what stands inside such an object is not looked
 * at. Costs linear time: nesting is bounded by the reader of the JSON.
 */
export function* objectsIn<Found>(
  value: JsonValue,
  find: (object: JsonObject) => Found | undefined,
  around: readonly JsonObject[] = [],
): Generator<FoundObject<Found>, void, undefined> {
  if (Array.isArray(value)) {
    for (const item of value) yield* objectsIn(item, find, around);
  } else if (isObject(value)) {
    const found = find(value);
    if (found !== undefined) {
      yield { object: value, found, around };
      return;
    }
    const inner = [...around, value];
    for (const item of Object.values(value)) yield* objectsIn(item, find, inner);
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
