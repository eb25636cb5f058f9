// SPDX-License-Identifier: Apache-2.0
import { allCurves, type Curve } from '../algorithm/curves';
import { sameBytes } from '../encoding/bytes';
import { derSequence } from '../encoding/der';
import { certificateFields } from '../x509/fields';
import { decompress } from './point';
import type { KeyShape, ShapeResult } from './shape';
import { importSpki, spkiAround } from './spki';

const OBJECT_IDENTIFIER = 0x06;
const BIT_STRING = 0x03;
const SEQUENCE = 0x30;

/** AlgorithmIdentifier of a curve: its prefix without the headers around it. */
const algorithmOf = ({ spkiPrefix }: Curve): Uint8Array => spkiPrefix.subarray(2, -3);

/** The prefix of the same key with a compressed point: both lengths that count the point are one coordinate less. */
const compressedPrefix = ({ spkiPrefix, length }: Curve): Uint8Array =>
  spkiPrefix.map((byte, at) => (at === 1 || at === spkiPrefix.length - 2 ? byte - length : byte));

/** True for a SubjectPublicKeyInfo whose algorithm or curve is not built in, named or with explicit parameters. */
function isForeign(bytes: Uint8Array): boolean {
  const [algorithm, key, ...more] = derSequence(bytes);
  if (algorithm?.tag !== SEQUENCE || key?.tag !== BIT_STRING || more.length > 0) return false;
  const [identifier] = derSequence(algorithm.whole);
  if (identifier?.tag !== OBJECT_IDENTIFIER) return false;
  return !allCurves.some((curve) => sameBytes(algorithmOf(curve), algorithm.whole));
}

/** The form that the ledger takes. */
export const spki: KeyShape = {
  name: 'SubjectPublicKeyInfo',
  read(bytes) {
    const key = importSpki(bytes);
    if (key !== undefined) return [key];
    return isForeign(bytes) ? 'unsupported' : undefined;
  },
};

/** The same with a compressed point (RFC 5480 section 2.2). */
export const compressedSpki: KeyShape = {
  name: 'SubjectPublicKeyInfo with a compressed point',
  read(bytes) {
    for (const curve of allCurves) {
      const prefix = compressedPrefix(curve);
      if (!sameBytes(bytes.subarray(0, prefix.length), prefix)) continue;
      const coordinates = decompress(curve, bytes.subarray(prefix.length));
      const key = coordinates === undefined ? undefined : importSpki(spkiAround(curve, coordinates));
      return key === undefined ? undefined : [key];
    }
    return undefined;
  },
};

/** Looks into a certificate for its key alone: neither its signature nor its validity is checked. */
export const certificate: KeyShape = {
  name: 'X.509 certificate',
  read(bytes): ShapeResult {
    const [tbs, algorithm, signature, ...more] = derSequence(bytes);
    const tags = [tbs?.tag, algorithm?.tag, signature?.tag];
    if (more.length > 0 || tags.join() !== [SEQUENCE, SEQUENCE, BIT_STRING].join()) return undefined;
    const { publicKey } = certificateFields(bytes) ?? {};
    return publicKey === undefined
      ? undefined
      : (spki.read(publicKey.whole) ?? compressedSpki.read(publicKey.whole));
  },
};
