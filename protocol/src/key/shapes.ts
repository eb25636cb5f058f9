// SPDX-License-Identifier: Apache-2.0
import { allCurves } from '../algorithm/curves';
import { toHex } from '../encoding/bytes';
import { importSpki, spkiAround, type PublicKey } from './spki';

/**
 * What a shape makes of bytes: a key, `unsupported` (a key, but of no curve that is built in), `private` (the
 * half that nobody may see), or not this shape.
 */
export type ShapeResult = PublicKey | 'unsupported' | 'private' | undefined;

/** One way in which the world writes the bytes of a public key. */
export interface KeyShape {
  /** In words, for the report of what was found. */
  readonly name: string;
  readonly read: (bytes: Uint8Array) => ShapeResult;
}

/** id-ecPublicKey (RFC 5480 section 2.1.1) as DER. */
const EC_PUBLIC_KEY = '06072a8648ce3d0201';

/** AlgorithmIdentifiers of the built-in curves (hex): the prefix without the headers around it. */
const builtIn = allCurves.map(({ spkiPrefix }) => toHex(spkiPrefix.subarray(2, -3)));

const spki: KeyShape = {
  name: 'SubjectPublicKeyInfo',
  read(bytes) {
    if (bytes[0] !== 0x30) return undefined;
    const head = toHex(bytes.subarray(0, 32));
    const foreign = head.includes(EC_PUBLIC_KEY) && !builtIn.some((known) => head.includes(known));
    return importSpki(bytes) ?? (foreign ? 'unsupported' : undefined);
  },
};

/** A SEQUENCE that begins with version 0 or 1: PKCS #8 (RFC 5958) or a bare EC private key (RFC 5915). */
const privateKey: KeyShape = {
  name: 'private key',
  read: (bytes) => (/^30(..|81..|82....)02010[01]/.test(toHex(bytes.subarray(0, 8))) ? 'private' : undefined),
};

/** Coordinates name no curve: the one on which the point lies is the right one. */
function onAnyCurve(coordinates: Uint8Array): ShapeResult {
  const sized = allCurves.filter(({ length }) => coordinates.length === 2 * length);
  const found = sized.flatMap((curve) => importSpki(spkiAround(curve, coordinates)) ?? []);
  return found.length === 1 ? found[0] : 'unsupported';
}

const isCoordinateSize = (length: number): boolean => [48, 56, 64, 96, 128, 132].includes(length);

const point: KeyShape = {
  name: 'uncompressed point',
  read: (bytes) =>
    bytes[0] === 0x04 && isCoordinateSize(bytes.length - 1) ? onAnyCurve(bytes.subarray(1)) : undefined,
};

const coordinates: KeyShape = {
  name: 'bare coordinates X and Y',
  read: (bytes) => (isCoordinateSize(bytes.length) ? onAnyCurve(bytes) : undefined),
};

/** Every shape, the most explicit first. */
export const keyShapes: readonly KeyShape[] = [privateKey, spki, point, coordinates];
