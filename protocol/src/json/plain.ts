// SPDX-License-Identifier: Apache-2.0
import { NumberText, readJson, type JsonValue } from './read';

/** The value with numbers as JavaScript numbers; objects have no prototype. */
export function plainJson(value: JsonValue): unknown {
  if (value instanceof NumberText) return Number(value.text);
  if (Array.isArray(value)) return value.map(plainJson);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [member, item] of Object.entries(value)) copy[member] = plainJson(item);
  return copy;
}

/**
 * Reads a JSON object or list with the same strictness as {@link readJson}, numbers as JavaScript numbers.
 * @returns undefined where the text is not one
 */
export function readPlainJson(text: string): unknown {
  const value = readJson(text);
  return value === undefined ? undefined : plainJson(value);
}
