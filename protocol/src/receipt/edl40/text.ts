// SPDX-License-Identifier: Apache-2.0
import { fromBase64, toBase64 } from '../../encoding/bytes';
import { isObject, readJson } from '../../json/read';
import { BLOCK_LENGTH } from './block';
import { edl40Methods, type Edl40Method } from './methods';

/** Meters put the two octets of their logbook's index behind r and s. */
const LOGBOOK_LENGTH = 2;

/** A block with its signature. */
export interface Edl40Parts {
  readonly block: Uint8Array;
  /** r and s, fixed length. */
  readonly signature: Uint8Array;
  readonly method: Edl40Method;
}

const MEMBERS = ['encodedMeterValue', 'meterValueSignature'] as const;

/** Tells method and signature by the length, without the octets of the logbook; undefined for any other length. */
function signatureIn(bytes: Uint8Array): Pick<Edl40Parts, 'signature' | 'method'> | undefined {
  const method = edl40Methods.find(({ length }) => [length, length + LOGBOOK_LENGTH].includes(bytes.length));
  return method === undefined ? undefined : { method, signature: bytes.subarray(0, method.length) };
}

/** True for a text that looks like what {@link writeEdl40} wrote. */
export const looksLikeEdl40 = (text: string): boolean =>
  /^\s*\{/.test(text) && MEMBERS.every((member) => text.includes(`"${member}"`));

/** Reads what {@link writeEdl40} wrote, or undefined where the text is anything else. */
export function readEdl40(text: string): Edl40Parts | undefined {
  const value = readJson(text);
  if (!isObject(value) || Object.keys(value).length !== MEMBERS.length) return undefined;
  const { encodedMeterValue: data, meterValueSignature: signed } = value;
  if (typeof data !== 'string' || typeof signed !== 'string') return undefined;
  const block = fromBase64(data);
  const signature = signatureIn(fromBase64(signed) ?? new Uint8Array());
  return block?.length === BLOCK_LENGTH && signature !== undefined ? { block, ...signature } : undefined;
}

/**
 * The form in which an EDL40 signature goes to the ledger: JSON with both parts in base64, under the names that
 * they have in the XML of the stations. Lengths are left to the reader.
 */
export const writeEdl40 = (block: Uint8Array, signature: Uint8Array): string =>
  JSON.stringify({ encodedMeterValue: toBase64(block), meterValueSignature: toBase64(signature) });
