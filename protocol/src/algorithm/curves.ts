// SPDX-License-Identifier: Apache-2.0
import { fromHex } from '../encoding/bytes';
import { unsigned } from '../encoding/integers';

/** What the front end must know of one elliptic curve. */
export interface Curve {
  /** SEC 2 or RFC 5639 name. */
  readonly name: string;
  /** Object identifier, dotted. */
  readonly oid: string;
  /** Bytes of a coordinate, and of each of r and s. */
  readonly length: number;
  /** Order n of the base point. */
  readonly order: bigint;
  /** The order and half of it, rounded down, big-endian, as long as a coordinate: for comparing without arithmetic. */
  readonly orderBytes: Uint8Array;
  readonly halfOrderBytes: Uint8Array;
  /** DER of a SubjectPublicKeyInfo with this named curve (RFC 5480), up to the uncompressed point. */
  readonly spkiPrefix: Uint8Array;
  /** What OpenSSL calls the curve. */
  readonly openssl: string;
  /** Names met in `crv` of JSON web keys (RFC 7518, RFC 8812; the others are not registered). */
  readonly jwk: readonly string[];
}

type Names = Pick<Curve, 'oid' | 'jwk'> & Partial<Pick<Curve, 'openssl'>>;

function curve(name: string, length: number, names: Names, spkiPrefix: string, orderHex: string): Curve {
  const order = BigInt(`0x${orderHex}`);
  return {
    openssl: name,
    ...names,
    name,
    length,
    spkiPrefix: fromHex(spkiPrefix) ?? new Uint8Array(),
    order,
    orderBytes: unsigned(order, length),
    halfOrderBytes: unsigned(order / 2n, length),
  };
}

/** The curves that are built in: SEC 2 version 2 and RFC 5639. */
export const curves = {
  secp256r1: curve(
    'secp256r1',
    32,
    { oid: '1.2.840.10045.3.1.7', openssl: 'prime256v1', jwk: ['P-256'] },
    '3059301306072a8648ce3d020106082a8648ce3d030107034200',
    'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551',
  ),
  secp256k1: curve(
    'secp256k1',
    32,
    { oid: '1.3.132.0.10', jwk: ['secp256k1', 'P-256K'] },
    '3056301006072a8648ce3d020106052b8104000a034200',
    'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141',
  ),
  secp384r1: curve(
    'secp384r1',
    48,
    { oid: '1.3.132.0.34', jwk: ['P-384'] },
    '3076301006072a8648ce3d020106052b81040022036200',
    'ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973',
  ),
  brainpoolP256r1: curve(
    'brainpoolP256r1',
    32,
    { oid: '1.3.36.3.3.2.8.1.1.7', jwk: ['BP-256', 'brainpoolP256r1'] },
    '305a301406072a8648ce3d020106092b2403030208010107034200',
    'a9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7',
  ),
  brainpoolP384r1: curve(
    'brainpoolP384r1',
    48,
    { oid: '1.3.36.3.3.2.8.1.1.11', jwk: ['BP-384', 'brainpoolP384r1'] },
    '307a301406072a8648ce3d020106092b240303020801010b036200',
    '8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b31f166e6cac0425a7cf3ab6af6b7fc3103b883202e9046565',
  ),
  secp192r1: curve(
    'secp192r1',
    24,
    { oid: '1.2.840.10045.3.1.1', openssl: 'prime192v1', jwk: ['P-192'] },
    '3049301306072a8648ce3d020106082a8648ce3d030101033200',
    'ffffffffffffffffffffffff99def836146bc9b1b4d22831',
  ),
  secp192k1: curve(
    'secp192k1',
    24,
    { oid: '1.3.132.0.31', jwk: ['secp192k1'] },
    '3046301006072a8648ce3d020106052b8104001f033200',
    'fffffffffffffffffffffffe26f2fc170f69466a74defd8d',
  ),
} as const;

/** Every built-in curve. */
export const allCurves: readonly Curve[] = Object.values(curves);
