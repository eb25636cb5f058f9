// SPDX-License-Identifier: Apache-2.0
import type { Curve } from '../algorithm/curves';
import { fromStrictDer, fromUnpaddedDer } from './der';

/** How the bytes of a signature spell r and s; a receipt's format says which it allows, in order. */
export type SignatureEncoding = 'der' | 'p1363' | 'unpadded-der';

const decoders: Readonly<
  Record<SignatureEncoding, (bytes: Uint8Array, length: number) => Uint8Array | undefined>
> = {
  der: fromStrictDer,
  p1363: (bytes, length) => (bytes.length === 2 * length ? bytes : undefined),
  'unpadded-der': fromUnpaddedDer,
};

/** r and s of fixed length, with the encoding that gave them. */
export interface DecodedSignature {
  readonly fixed: Uint8Array;
  readonly encoding: SignatureEncoding;
}

/** Decodes by the first of the allowed encodings that fits the curve, or undefined where none does. */
export function decodeSignature(
  bytes: Uint8Array,
  allowed: readonly SignatureEncoding[],
  curve: Curve,
): DecodedSignature | undefined {
  for (const encoding of allowed) {
    const fixed = decoders[encoding](bytes, curve.length);
    if (fixed !== undefined) return { fixed, encoding };
  }
  return undefined;
}
