// SPDX-License-Identifier: Apache-2.0
import type { SignatureBackend } from '../algorithm/backend';
import { allCurves, type Curve } from '../algorithm/curves';
import { MAX_CACHED_KEYS, nodeBackend } from '../algorithm/node-backend';
import { Recent } from '../encoding/recent';
import { concat, sameBytes, toHex } from '../encoding/bytes';
import { sha256 } from '../encoding/hash';

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
export const fingerprintOf = (spki: Uint8Array): string => toHex(sha256(spki));

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

type Imported = Omit<PublicKey, 'spki'>;

/** What is known of keys imported before, by the backend that found them on their curve. */
const imported = new WeakMap<SignatureBackend, Recent<Imported>>();

function importedWith(backend: SignatureBackend): Recent<Imported> {
  const known = imported.get(backend) ?? new Recent<Imported>(MAX_CACHED_KEYS);
  imported.set(backend, known);
  return known;
}

/**
 * Strict import, the one that the ledger uses: exactly one of the known prefixes, an uncompressed point of
 * that curve, and nothing behind it. OpenSSL sees no other bytes (some abort the process).
 * @returns undefined for everything else
 */
export function importSpki(spki: Uint8Array, backend: SignatureBackend = nodeBackend): PublicKey | undefined {
  const known = importedWith(backend).of(spki, () => {
    const curve = curveOf(spki);
    if (curve === undefined || !backend.isOnCurve(curve, spki)) return undefined;
    return { curve, fingerprint: fingerprintOf(spki) };
  });
  return known === undefined ? undefined : { ...known, spki };
}
