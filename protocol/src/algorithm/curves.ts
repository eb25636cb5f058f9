// SPDX-License-Identifier: Apache-2.0
import { fromHex } from '../encoding/bytes';

/** What the front end must know of one elliptic curve. */
export interface Curve {
  /** SEC 2 or RFC 5639 name. */
  readonly name: string;
  /** Bytes of a coordinate, and of each of r and s. */
  readonly length: number;
  /** Order n of the base point. */
  readonly order: bigint;
  /** DER of a SubjectPublicKeyInfo with this named curve (RFC 5480), up to the uncompressed point. */
  readonly spkiPrefix: Uint8Array;
}

const curve = (name: string, length: number, spkiPrefix: string, order: string): Curve => ({
  name,
  length,
  spkiPrefix: fromHex(spkiPrefix) ?? new Uint8Array(),
  order: BigInt(`0x${order}`),
});

/** The curves that are built in: SEC 2 version 2. */
export const curves = {
  secp256r1: curve(
    'secp256r1',
    32,
    '3059301306072a8648ce3d020106082a8648ce3d030107034200',
    'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551',
  ),
} as const;

/** Every built-in curve. */
export const allCurves: readonly Curve[] = Object.values(curves);
