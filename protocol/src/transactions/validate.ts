// SPDX-License-Identifier: Apache-2.0
import * as v from 'valibot';
import { Refusal, refusal, type ErrorCode, type Fault } from '../errors';
import { readPlainJson } from '../json/plain';

type Issue = v.BaseIssue<unknown>;

/** A strict object complains of a member that it does not know, of one that is missing, or that it is no object. */
function objectText(expected: string | null): string {
  if (expected === 'never') return 'is not known here; leave it out';
  return expected === 'Object' ? 'must be an object' : 'is missing';
}

/** What a length counts. */
const unitOf = ({ input }: Issue): string => (typeof input === 'string' ? 'characters' : 'items');

/** Own words for each kind of issue: the library's texts would differ between its versions. */
const words: Readonly<Record<string, (issue: Issue) => string>> = {
  string: () => 'must be text',
  number: () => 'must be a number',
  boolean: () => 'must be true or false',
  integer: () => 'must be a whole number',
  array: () => 'must be a list',
  strict_object: (issue) => objectText(issue.expected),
  min_length: (issue) => `must have at least ${String(issue.requirement)} ${unitOf(issue)}`,
  max_length: (issue) => `must have at most ${String(issue.requirement)} ${unitOf(issue)}`,
  min_value: (issue) => `must be at least ${String(issue.requirement)}`,
  max_value: (issue) => `must be at most ${String(issue.requirement)}`,
  picklist: (issue) => `must be one of ${issue.expected ?? ''}`,
  literal: (issue) => `must be ${issue.expected ?? ''}`,
  union: () => 'must have one of the shapes that the transaction takes',
  regex: (issue) => issue.message,
  check: (issue) => issue.message,
};

/** A step of a path. Member names come from the caller and may be what was measured: only plain words are repeated. */
export function stepText(key: unknown): string {
  if (typeof key === 'number') return `[${key}]`;
  return typeof key === 'string' && /^[a-z][A-Za-z]{0,24}$/.test(key) ? `.${key}` : '.?';
}

function faultOf(issue: Issue, root: string, code: ErrorCode): Fault {
  const path = root + (issue.path ?? []).map(({ key }) => stepText(key)).join('');
  return { path, code, text: (words[issue.type] ?? (() => 'has the wrong shape'))(issue) };
}

/**
 * Checks the shape of a JSON value.
 * @param value - as `readPlainJson` gave it; undefined is refused as no JSON
 * @throws Refusal with `code` and every fault of the value
 */
export function checkShape<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  root: string,
  code: ErrorCode,
): v.InferOutput<Schema> {
  if (value === undefined) {
    throw refusal(code, root, 'must be one JSON object or list, no member twice, nested at most 32 deep');
  }
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const [first, ...rest] = parsed.issues.map((issue) => faultOf(issue, root, code));
  throw first === undefined ? refusal(code, root, 'has the wrong shape') : new Refusal([first, ...rest]);
}

/**
 * Reads JSON text and checks its shape.
 * @throws Refusal with `code` and every fault of the input
 */
export const parseShape = <Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
  root: string,
  code: ErrorCode,
): v.InferOutput<Schema> => checkShape(schema, readPlainJson(text), root, code);
