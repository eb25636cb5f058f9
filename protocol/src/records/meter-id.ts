// SPDX-License-Identifier: Apache-2.0

/** The prefix of an institute's meter IDs. */
export const PREFIX = /^[a-z][a-z0-9]{0,15}$/;

const LOCAL_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** The two parts of a meter ID `<prefix>:<id>`. */
export interface MeterIdParts {
  readonly prefix: string;
  readonly id: string;
}

/** Splits a meter ID, or gives undefined where the text is not one. */
export function parseMeterId(text: string): MeterIdParts | undefined {
  const colon = text.indexOf(':');
  const [prefix, id] = [text.slice(0, Math.max(colon, 0)), text.slice(colon + 1)];
  return PREFIX.test(prefix) && LOCAL_ID.test(id) ? { prefix, id } : undefined;
}

/** True for `<prefix>:<id>`. */
export const isMeterId = (text: string): boolean => parseMeterId(text) !== undefined;
