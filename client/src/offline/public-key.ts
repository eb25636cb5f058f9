// SPDX-License-Identifier: Apache-2.0
import { convertKey, toHex, type PublicKey, fromUtf8 } from '@meterpki/protocol';
import { clientError } from '../errors';
import { readFileBounded } from '../files/bounded-file';

const MAX_KEY_BYTES = 16_384;

/** A key to check receipts against. */
export type GivenKey =
  | { readonly kind: 'key'; readonly key: PublicKey }
  /** A point that names no curve and lies on several: receipts are tried with each. */
  | { readonly kind: 'ambiguous'; readonly keys: readonly PublicKey[] }
  /** A key of an algorithm or a curve that is not built in. */
  | { readonly kind: 'unsupported' };

/** The keys that a given one may be; none where it is of no built-in curve. */
export function keysOf(given: GivenKey): readonly PublicKey[] {
  if (given.kind === 'unsupported') return [];
  return given.kind === 'key' ? [given.key] : given.keys;
}

/**
 * Reads a public key in any of the forms that meters, stations and documents use.
 * @param name - what errors call it
 * @throws {@link ClientError} `PUBLIC_KEY_UNREADABLE`, `PRIVATE_KEY_GIVEN`
 */
export function givenKey(text: string, name = ''): GivenKey {
  const converted = convertKey(text);
  if (converted.kind === 'private') throw clientError('PRIVATE_KEY_GIVEN', name);
  if (converted.kind === 'unreadable') throw clientError('PUBLIC_KEY_UNREADABLE', name);
  if (converted.kind === 'unsupported') return { kind: 'unsupported' };
  return converted.kind === 'key'
    ? { kind: 'key', key: converted.key }
    : { kind: 'ambiguous', keys: converted.keys };
}

/** Text files as they are; anything else counts as DER. */
function keyText(bytes: Uint8Array): string {
  const text = fromUtf8(bytes);
  return text === undefined || /[\0-\x08]/.test(text) ? toHex(bytes) : text.replace(/^\ufeff/, '');
}

/**
 * Reads a public key from its own text or from a file that holds it; a file of that name comes first.
 * @throws {@link ClientError} `PUBLIC_KEY_UNREADABLE`, `PRIVATE_KEY_GIVEN`
 */
export async function givenKeyOrFile(textOrFile: string): Promise<GivenKey> {
  const content = await readFileBounded(textOrFile, MAX_KEY_BYTES);
  if (content.kind === 'bytes') return givenKey(keyText(content.bytes), textOrFile);
  if (convertKey(textOrFile).kind !== 'unreadable') return givenKey(textOrFile);
  throw clientError(
    'PUBLIC_KEY_UNREADABLE',
    `it is neither a key nor a file (as a file, it ${content.text})`,
  );
}
