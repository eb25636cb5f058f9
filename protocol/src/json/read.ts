// SPDX-License-Identifier: Apache-2.0
import { visit } from 'jsonc-parser';
import { endOfJson } from './limits';

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

/** Builds the tree from the visitor's calls; a repeated member is remembered as a fault. */
class TreeBuilder {
  root: JsonValue = null;
  duplicate = false;
  readonly #open: { node: JsonList | JsonObject; member: string }[] = [];

  put(value: JsonValue): void {
    const top = this.#open.at(-1);
    if (top === undefined) this.root = value;
    else if (Array.isArray(top.node)) top.node.push(value);
    else top.node[top.member] = value;
  }

  enter(node: JsonList | JsonObject): void {
    this.put(node);
    this.#open.push({ node, member: '' });
  }

  leave(): void {
    this.#open.pop();
  }

  name(member: string): void {
    const top = this.#open.at(-1);
    if (top === undefined) return;
    if (Object.hasOwn(top.node, member)) this.duplicate = true;
    top.member = member;
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
  const tree = new TreeBuilder();
  visit(text, {
    onObjectBegin: () => {
      tree.enter(Object.create(null) as JsonObject);
    },
    onArrayBegin: () => {
      tree.enter([]);
    },
    onObjectEnd: () => {
      tree.leave();
    },
    onArrayEnd: () => {
      tree.leave();
    },
    onObjectProperty: (member) => {
      tree.name(member);
    },
    onLiteralValue: (value: unknown, offset, length) => {
      tree.put(
        typeof value === 'number'
          ? new NumberText(text.slice(offset, offset + length))
          : (value as string | boolean | null),
      );
    },
  });
  return tree.duplicate ? undefined : tree.root;
}
