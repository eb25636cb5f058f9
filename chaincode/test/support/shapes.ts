// SPDX-License-Identifier: Apache-2.0
import type { GenericSchema } from 'valibot';

/** What of a valibot schema or action this reads; the library's own types hide it behind {@link GenericSchema}. */
interface Part {
  readonly kind: string;
  readonly type: string;
  readonly requirement?: unknown;
  readonly message?: unknown;
  readonly pipe?: readonly Part[];
  readonly wrapped?: Part;
  readonly item?: Part;
  readonly entries?: Readonly<Record<string, Part>>;
  readonly options?: readonly (Part | string)[];
  readonly literal?: unknown;
}

/** Bounds of a text, a number or a list. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** The shape of an argument, or of a part of it, read from its schema. */
export type Shape =
  | {
      readonly kind: 'object';
      readonly members: ReadonlyMap<string, Member>;
      readonly rules: readonly string[];
    }
  | { readonly kind: 'list'; readonly item: Shape; readonly bounds: Bounds }
  | { readonly kind: 'choice'; readonly options: readonly Shape[] }
  | {
      readonly kind: 'text' | 'number' | 'boolean' | 'literal';
      readonly bounds: Bounds;
      /** Words allowed, where they are listed. */
      readonly words?: readonly string[];
      /** What else must hold, in the words of a refusal. */
      readonly rules: readonly string[];
      readonly pattern?: RegExp;
      readonly schema: GenericSchema;
    };

/** A member of an object. */
export interface Member {
  readonly shape: Shape;
  readonly optional: boolean;
}

const partsOf = (part: Part): readonly Part[] => part.pipe ?? [part];

/** The schema of a pipe that says most: an object's comes behind checks that it is one. */
function bodyOf(part: Part): Part {
  const schemas = partsOf(part).filter(({ kind }) => kind === 'schema');
  const last = schemas.at(-1) ?? part;
  return last === part || last.pipe === undefined ? last : bodyOf(last);
}

const actionsOf = (part: Part): readonly Part[] =>
  partsOf(part).flatMap((inner) => {
    if (inner.kind !== 'schema') return [inner];
    return inner === part || inner.pipe === undefined ? [] : actionsOf(inner);
  });

function boundsOf(actions: readonly Part[]): Bounds {
  const of = (...types: string[]): number | undefined => {
    const found = actions.find(({ type }) => types.includes(type))?.requirement;
    return typeof found === 'number' ? found : undefined;
  };
  const [min, max] = [of('min_length', 'min_value'), of('max_length', 'max_value')];
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

const rulesOf = (actions: readonly Part[]): string[] =>
  actions.flatMap(({ type, message }) => {
    if (type === 'integer') return ['must be a whole number'];
    return typeof message === 'string' && message !== 'must be an object' ? [message] : [];
  });

function objectOf(body: Part, actions: readonly Part[]): Shape {
  const members = Object.entries(body.entries ?? {}).map(([name, part]): [string, Member] => {
    const { wrapped } = part;
    return [name, { shape: shapeOf(wrapped ?? part), optional: wrapped !== undefined }];
  });
  return { kind: 'object', members: new Map(members), rules: rulesOf(actions) };
}

const kinds: Readonly<Record<string, 'text' | 'number' | 'boolean' | 'literal'>> = {
  string: 'text',
  picklist: 'text',
  literal: 'literal',
  number: 'number',
  boolean: 'boolean',
};

function leafOf(part: Part, body: Part, actions: readonly Part[]): Shape {
  const kind = kinds[body.type];
  if (kind === undefined) throw new Error(`a schema of type ${body.type} is not known here`);
  const words = body.type === 'literal' ? [String(body.literal)] : body.options?.map(String);
  const pattern = actions.find(({ type }) => type === 'regex')?.requirement;
  return {
    kind,
    bounds: boundsOf(actions),
    rules: rulesOf(actions),
    ...(words === undefined ? {} : { words }),
    ...(pattern instanceof RegExp ? { pattern } : {}),
    schema: part as unknown as GenericSchema,
  };
}

/** Reads the shape from a schema. @throws Error for a kind of schema that the arguments did not have so far */
export function shapeOf(schema: GenericSchema | Part): Shape {
  const part = schema as unknown as Part;
  const [body, actions] = [bodyOf(part), actionsOf(part)];
  if (body.type === 'strict_object') return objectOf(body, actions);
  if (body.type === 'array' && body.item !== undefined)
    return { kind: 'list', item: shapeOf(body.item), bounds: boundsOf(actions) };
  if (body.type === 'union') {
    const options = (body.options ?? []).flatMap((option) => (typeof option === 'string' ? [] : [option]));
    return { kind: 'choice', options: options.map(shapeOf) };
  }
  return leafOf(part, body, actions);
}
