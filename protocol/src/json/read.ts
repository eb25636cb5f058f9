// SPDX-License-Identifier: Apache-2.0
import { closingQuote, endOfJson } from './limits';

/** A number as it was written: the digits of a reading are significant. */
export class NumberText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A JSON value whose numbers keep their text; objects have no prototype. */
export type JsonValue = string | boolean | null | NumberText | JsonList | JsonObject;
/** A JSON list. */
export type JsonList = JsonValue[];
/** A JSON object without prototype: a member called `__proto__` is a member like any other. */
export interface JsonObject {
  [member: string]: JsonValue;
}

/** True for an object, not for a list, a number or null. */
export const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof NumberText);

/**
 * Makes objects whose chain of prototypes holds nothing. `Object.create(null)` would do, but makes objects that are
 * several times slower to read.
 */
const Members = function () {
  // Nothing to set: members come as they are read.
} as unknown as { new (): JsonObject; prototype: object };
Members.prototype = Object.create(null) as object;

/** Characters of a number, of `true`, `false` and `null`: whatever cannot stand behind one of them. */
const END_OF_WORD = new Set([',', ']', '}', ' ', '\t', '\r', '\n', undefined]);

const words: Readonly<Record<string, true | false | null>> = { true: true, false: false, null: null };

/** Builds the tree of a text that is JSON; it does not check that again. */
class TreeBuilder {
  /** True once a member stood twice in an object. */
  repeated = false;
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): JsonValue {
    const first = this.#next();
    if (first === '{') return this.#object();
    if (first === '[') return this.#list();
    return first === '"' ? this.#string() : this.#word();
  }

  /** The next character that is no white space. */
  #next(): string | undefined {
    while (this.#text.charCodeAt(this.#at) <= 0x20) this.#at++;
    return this.#text[this.#at];
  }

  /** Steps over what opens or separates, and tells whether the end came instead. */
  #ended(close: string): boolean {
    if (this.#next() !== close) this.#at++;
    if (this.#next() !== close) return false;
    this.#at++;
    return true;
  }

  #object(): JsonObject {
    const members = new Members();
    while (!this.#ended('}')) {
      const name = this.#string();
      if (Object.hasOwn(members, name)) this.repeated = true;
      this.#next();
      this.#at++;
      members[name] = this.value();
    }
    return members;
  }

  #list(): JsonList {
    const items: JsonList = [];
    while (!this.#ended(']')) items.push(this.value());
    return items;
  }

  #string(): string {
    const open = this.#at;
    this.#at = closingQuote(this.#text, open) + 1;
    const inside = this.#text.slice(open + 1, this.#at - 1);
    return inside.includes('\\') ? (JSON.parse(`"${inside}"`) as string) : inside;
  }

  #word(): JsonValue {
    const start = this.#at;
    while (!END_OF_WORD.has(this.#text[this.#at])) this.#at++;
    const text = this.#text.slice(start, this.#at);
    return words[text] ?? (text === 'null' ? null : new NumberText(text));
  }
}

function isStrictJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads one JSON object or list (RFC 8259), nothing around it but white space. Refuses repeated members
 * and nesting beyond the limit, and keeps each number's own text.
 * @returns undefined where the text is anything else
 */
export function readJson(text: string): JsonValue | undefined {
  const start = text.search(/[^ \t\r\n]/);
  if (start < 0 || endOfJson(text, start) === undefined || !isStrictJson(text)) return undefined;
  const builder = new TreeBuilder(text);
  const value = builder.value();
  return builder.repeated ? undefined : value;
}
