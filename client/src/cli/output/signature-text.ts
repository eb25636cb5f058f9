// SPDX-License-Identifier: Apache-2.0
import {
  canonicalSignature,
  decodeSignature,
  type Receipt,
  type SignatureEncoding,
} from '@meterpki/protocol';

const encodings: Readonly<Record<SignatureEncoding, string>> = {
  der: 'DER',
  p1363: 'r and s side by side',
  'unpadded-der': 'DER without the zero in front of a high bit, as some meters write it',
};

/** What can be said of a receipt's signature without a key. */
export interface SignatureFacts {
  readonly algorithm: string;
  /** Whether the receipt names the algorithm, or it is its format's default. */
  readonly named: boolean;
  readonly bytes: number;
  /** Null where it cannot be decoded for the algorithm's curve. */
  readonly encoding: SignatureEncoding | null;
  /** False where n - s stands for s; both are good, and make the same receipt. */
  readonly lowS: boolean | null;
}

/** Looks at the signature of a receipt; verifies nothing. */
export function signatureFacts({
  algorithm,
  algorithmNamed,
  signature,
  encodings: tried,
}: Receipt): SignatureFacts {
  const decoded = decodeSignature(signature, tried, algorithm.curve);
  const low =
    decoded === undefined
      ? null
      : Buffer.compare(canonicalSignature(algorithm.curve, decoded.fixed), decoded.fixed) === 0;
  return {
    algorithm: algorithm.id,
    named: algorithmNamed,
    bytes: signature.length,
    encoding: decoded?.encoding ?? null,
    lowS: low,
  };
}

/** The same in words. */
export function signatureText({ algorithm, named, bytes, encoding, lowS }: SignatureFacts): string {
  const origin = named ? '' : " (not named: the format's default)";
  const spelling = encoding === null ? 'cannot be decoded for this curve' : encodings[encoding];
  const twin = lowS === false ? '; its s is the larger of the two that verify' : '';
  return `${algorithm}${origin}, ${bytes} bytes, ${spelling}${twin}`;
}
