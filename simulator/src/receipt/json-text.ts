// SPDX-License-Identifier: Apache-2.0

/** A JSON value written already, such as the exact digits of a reading. */
export class JsonText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What the members of a written object may be; those that are undefined are left out. */
export type Member = string | boolean | JsonText | undefined;

/** Writes an object with its members in the given order, without white space. */
export function objectText(members: Readonly<Record<string, Member>>): JsonText {
  const written = Object.entries(members).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return [`${JSON.stringify(name)}:${value instanceof JsonText ? value.text : JSON.stringify(value)}`];
  });
  return new JsonText(`{${written.join(',')}}`);
}

/** Writes a list. */
export const listText = (items: readonly (string | JsonText)[]): JsonText =>
  new JsonText(
    `[${items.map((item) => (item instanceof JsonText ? item.text : JSON.stringify(item))).join(',')}]`,
  );
