// SPDX-License-Identifier: Apache-2.0
import { curves, type Curve } from './curves';

/** One signature algorithm: a curve, a hash, and every name that the world gives to the pair. */
export interface Algorithm {
  /** The OCMF name; on the ledger and in policies the algorithm's identifier. */
  readonly id: string;
  /** `alg` in the possession statement. Never reused. */
  readonly code: number;
  readonly curve: Curve;
  readonly hash: 'sha256' | 'sha384';
  /** Spellings met in the field `SA` of OCMF records. */
  readonly ocmf: readonly string[];
  /** Weak by today's measure: off unless a policy allows it. */
  readonly legacy: boolean;
}

/** The algorithms that are built in, one row each. */
export const algorithms: readonly Algorithm[] = [
  {
    id: 'ECDSA-secp256r1-SHA256',
    code: 1,
    curve: curves.secp256r1,
    hash: 'sha256',
    ocmf: ['ECDSA-secp256r1-SHA256'],
    legacy: false,
  },
];

/** The row with this identifier, or undefined. */
export const algorithmById = (id: string): Algorithm | undefined => algorithms.find((row) => row.id === id);

/** The row that OCMF records call by this name in `SA`, or undefined. */
export const algorithmByOcmfName = (name: string): Algorithm | undefined =>
  algorithms.find((row) => row.ocmf.includes(name));

/** Rows on this curve, the usual hash first. */
export const algorithmsOn = (curve: Curve): readonly Algorithm[] =>
  algorithms.filter((row) => row.curve === curve);

/** Identifiers of the rows that are not legacy: what a policy allows unless it says otherwise. */
export const defaultAlgorithms: readonly string[] = algorithms
  .filter((row) => !row.legacy)
  .map((row) => row.id);
