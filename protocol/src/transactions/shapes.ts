// SPDX-License-Identifier: Apache-2.0
import * as v from 'valibot';
import { hasUtf8Form, toUtf8 } from '../encoding/bytes';
import { millisecondsOf } from '../encoding/instant';
import { aliasKinds, MAX_ALIAS_BYTES } from '../records/alias';
import { isMeterId } from '../records/meter-id';

/** The most items of a list that writes. */
export const MAX_METERS = 500;

const printable = (text: string): boolean =>
  hasUtf8Form(text) && !/\p{Cc}/u.test(text) && text.trim() === text;

/** An object with these members and no others; the library alone would take a list for an empty object. */
export const object = <Entries extends v.ObjectEntries>(
  entries: Entries,
): v.GenericSchema<unknown, v.InferOutput<v.StrictObjectSchema<Entries, undefined>>> =>
  v.pipe(
    v.unknown(),
    v.check((value) => !Array.isArray(value), 'must be an object'),
    v.strictObject(entries),
  );

/** Printable text of 1 to `max` characters without white space around it. */
export const words = (max: number): v.GenericSchema<string> =>
  v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(max),
    v.check(printable, 'must be printable text without control characters or outer white space'),
  );

/** 64 lower-case hex digits: a SHA-256 digest, a transaction ID, a nonce. */
export const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits'));

/** `<subject digest>-<issuer digest>`. */
export const identity = v.pipe(
  v.string(),
  v.regex(
    /^[0-9a-f]{64}-[0-9a-f]{64}$/,
    'must be two digests of 64 lower-case hex digits joined with a hyphen',
  ),
);

/** An MSP ID without `/`, which joins the parts of keys in state. */
export const mspId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9.-]{1,64}$/, 'must be an MSP ID of letters, digits, dots, hyphens'),
);

/** How many records of a listing are asked for at most. */
export const pageLimit = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)));

/** Where a listing goes on: `next` of the page before. */
export const pageStart = v.exactOptional(v.pipe(v.string(), v.maxLength(300)));

/** A point in time in the fixed-width form. */
export const instant = v.pipe(
  v.string(),
  v.check(
    (text) => millisecondsOf(text) !== undefined,
    'must be a UTC time such as 2026-01-31T12:00:00.000Z',
  ),
);

/** `<prefix>:<id>`. */
export const meterId = v.pipe(
  v.string(),
  v.check(isMeterId, 'must be a meter ID: prefix, colon, and 1 to 64 of A-Z a-z 0-9 . _ -'),
);

/** Base64 of at most `max` characters; what it holds is judged by who reads it. */
export const base64 = (max: number): v.GenericSchema<string> =>
  v.pipe(v.string(), v.minLength(1), v.maxLength(max), v.regex(/^[A-Za-z0-9+/]+={0,2}$/, 'must be base64'));

const aliasMembers = {
  kind: v.picklist(aliasKinds),
  text: v.pipe(
    words(MAX_ALIAS_BYTES),
    v.check(
      (text) => toUtf8(text).length <= MAX_ALIAS_BYTES,
      `must have at most ${MAX_ALIAS_BYTES} bytes in UTF-8`,
    ),
  ),
};

/** A search term. */
export const alias = object(aliasMembers);

/** `alias` with the claimed times at which it counts. */
export const meterAlias = object({
  ...aliasMembers,
  validFrom: v.exactOptional(instant),
  validTo: v.exactOptional(instant),
});

/**
 * A list of `min` to `max` items. Its length is looked at before any item: a list of a hundred thousand empty objects
 * would otherwise cost more time than a peer gives a transaction.
 * @param min - 1 unless given
 */
export const list = <Item extends v.GenericSchema>(
  item: Item,
  max: number,
  min = 1,
): v.GenericSchema<v.InferInput<Item>[], v.InferOutput<Item>[]> =>
  v.pipe(v.array(v.unknown()), v.minLength(min), v.maxLength(max), v.array(item));

/** No arguments. */
export const nothing = object({});
