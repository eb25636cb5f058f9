// SPDX-License-Identifier: Apache-2.0
import type { SignatureBackend } from '../algorithm/backend';
import { allCurves, type Curve } from '../algorithm/curves';
import { nodeBackend } from '../algorithm/node-backend';
import { Recent } from '../encoding/recent';
import { concat, fromBase64, sameBytes, toBase64 } from '../encoding/bytes';
import { sha256Hex } from '../encoding/hash';

/** A public key that passed the strict import. */
export interface PublicKey {
  readonly curve: Curve;
  /** DER of the SubjectPublicKeyInfo, uncompressed, the only form that the ledger knows. */
  readonly spki: Uint8Array;
  /** SHA-256 of `spki`, hex: the key's name on the ledger. */
  readonly fingerprint: string;
}

const UNCOMPRESSED = Uint8Array.of(0x04);

/** SHA-256 of the SPKI as hex. */
export const fingerprintOf = (spki: Uint8Array): string => sha256Hex(spki);

/** The SPKI with this named curve around X and Y, without a look at the point. */
export const spkiAround = (curve: Curve, coordinates: Uint8Array): Uint8Array =>
  concat(curve.spkiPrefix, UNCOMPRESSED, coordinates);

/** The curve whose exact prefix and length the bytes have, or undefined. */
function curveOf(spki: Uint8Array): Curve | undefined {
  return allCurves.find(({ spkiPrefix, length }) => {
    const head = concat(spkiPrefix, UNCOMPRESSED);
    return spki.length === head.length + 2 * length && sameBytes(spki.subarray(0, head.length), head);
  });
}

/** Keys of as many meters as a large institute checks at a time; on P-256 one takes 2.5 kB, so all of them 125 MB. */
export const MAX_CACHED_KEYS = 50_000;

/** Keys imported before by their base64, by the backend that found them on their curve. */
const imported = new WeakMap<SignatureBackend, Recent<PublicKey>>();

function importedWith(backend: SignatureBackend): Recent<PublicKey> {
  const known = imported.get(backend) ?? new Recent<PublicKey>(MAX_CACHED_KEYS);
  imported.set(backend, known);
  return known;
}

function strictImport(bytes: Uint8Array, backend: SignatureBackend): PublicKey | undefined {
  // A copy of its own: the caller may do with the bytes what he likes.
  const spki = Uint8Array.from(bytes);
  const curve = curveOf(spki);
  if (curve === undefined || !backend.isOnCurve(curve, spki)) return undefined;
  return { curve, spki, fingerprint: fingerprintOf(spki) };
}

/**
 * Strict import, the one that the ledger uses: exactly one of the known prefixes, an uncompressed point of
 * that curve, and nothing behind it. OpenSSL sees no other bytes (some abort the process).
 * @returns undefined for everything else
 */
export const importSpki = (
  spki: Uint8Array,
  backend: SignatureBackend = nodeBackend,
): PublicKey | undefined => importedWith(backend).of(toBase64(spki), () => strictImport(spki, backend));

/** {@link importSpki} of a key as records hold it: base64 in its canonical spelling. */
export const importSpkiText = (
  text: string,
  backend: SignatureBackend = nodeBackend,
): PublicKey | undefined =>
  importedWith(backend).of(text, () => {
    const spki = fromBase64(text);
    return spki === undefined ? undefined : strictImport(spki, backend);
  });
