// SPDX-License-Identifier: Apache-2.0
import { curves, type Curve } from './curves';

/** One signature algorithm: a curve, a hash, and every name that the world gives to the pair. */
export interface Algorithm {
  /** The first OCMF name; on the ledger and in policies the algorithm's identifier. */
  readonly id: string;
  /** `alg` in the possession statement. Never reused. */
  readonly code: number;
  readonly curve: Curve;
  /** Where it is longer than the order, its leftmost bits count (FIPS 186-5 section 6.4.1). */
  readonly hash: 'sha256' | 'sha384';
  /** Spellings met in the field `SA` of OCMF records. */
  readonly ocmf: readonly string[];
  /** `alg` of a JSON web signature (RFC 7518 section 3.4, RFC 8812 section 3.2), where it has one. */
  readonly jws?: string;
  /** Name of the DLMS/COSEM security suite that signs this way (IEC 62056-5-3), where there is one. */
  readonly dlms?: string;
  /** Weak by today's measure: off unless a policy allows it. */
  readonly legacy: boolean;
}

type Names = Pick<Algorithm, 'jws' | 'dlms'>;

/** A row; the first of the curve's names in OCMF makes the identifier. */
function row(
  code: number,
  curve: Curve,
  hash: Algorithm['hash'],
  curveNames: readonly [string, ...string[]],
  more: Names & Partial<Pick<Algorithm, 'legacy'>> = {},
): Algorithm {
  const nameWith = (curveName: string): string => `ECDSA-${curveName}-${hash.toUpperCase()}`;
  const ocmf = curveNames.map(nameWith);
  return { id: nameWith(curveNames[0]), code, curve, hash, ocmf, legacy: false, ...more };
}

/** OCMF writes the brainpool curves without the P, some meters with it. */
const BRAINPOOL_256 = ['brainpool256r1', 'brainpoolP256r1'] as const;
const BRAINPOOL_384 = ['brainpool384r1', 'brainpoolP384r1'] as const;

const SUITE_1: Names = { jws: 'ES256', dlms: 'ECDH-ECDSA-AES-GCM-128-SHA-256' };
const SUITE_2: Names = { jws: 'ES384', dlms: 'ECDH-ECDSA-AES-GCM-256-SHA-384' };

/** The algorithms that are built in, one row each; of two on one curve, the one that meters use first. */
export const algorithms: readonly Algorithm[] = [
  row(1, curves.secp256r1, 'sha256', ['secp256r1', 'prime256v1'], SUITE_1),
  row(2, curves.secp256k1, 'sha256', ['secp256k1'], { jws: 'ES256K' }),
  row(3, curves.secp384r1, 'sha256', ['secp384r1']),
  row(4, curves.secp384r1, 'sha384', ['secp384r1'], SUITE_2),
  row(5, curves.brainpoolP256r1, 'sha256', BRAINPOOL_256),
  row(6, curves.brainpoolP384r1, 'sha256', BRAINPOOL_384),
  row(7, curves.brainpoolP384r1, 'sha384', BRAINPOOL_384),
  row(8, curves.secp192r1, 'sha256', ['secp192r1', 'prime192v1'], { legacy: true }),
  row(9, curves.secp192k1, 'sha256', ['secp192k1'], { legacy: true }),
];

/** The row with this identifier, or undefined. */
export const algorithmById = (id: string): Algorithm | undefined =>
  algorithms.find((known) => known.id === id);

/** The row that OCMF records call by this name in `SA`, or undefined. */
export const algorithmByOcmfName = (name: string): Algorithm | undefined =>
  algorithms.find(({ ocmf }) => ocmf.includes(name));

/** The row that JSON web signatures call by this name in `alg`, or undefined. */
export const algorithmByJwsName = (name: string): Algorithm | undefined =>
  algorithms.find(({ jws }) => jws === name);

/** Rows on this curve, the usual hash first. */
export const algorithmsOn = (curve: Curve): readonly Algorithm[] =>
  algorithms.filter((known) => known.curve === curve);

/** Identifiers of the rows that are not legacy: what a policy allows unless it says otherwise. */
export const defaultAlgorithms: readonly string[] = algorithms
  .filter(({ legacy }) => !legacy)
  .map(({ id }) => id);
