// SPDX-License-Identifier: Apache-2.0
import {
  canonicalSignature,
  decodeSignature,
  type Receipt,
  type SignatureEncoding,
} from '@meterpki/protocol';
import type { SignatureWords } from '../language/words';

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

/** The same in words of a language. */
export function signatureText(
  { algorithm, named, bytes, encoding, lowS }: SignatureFacts,
  words: SignatureWords,
): string {
  const origin = named ? algorithm : `${algorithm} ${words.notNamed}`;
  const spelling = encoding === null ? words.undecodable : words.encodings[encoding];
  const twin = lowS === false ? `; ${words.largerS}` : '';
  return `${origin}, ${words.bytes(bytes)}, ${spelling}${twin}`;
}
