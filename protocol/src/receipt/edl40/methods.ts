// SPDX-License-Identifier: Apache-2.0

/** One way in which EDL40 meters sign. */
export interface Edl40Method {
  /** What the XML of the stations calls it (`signatureMethod`). */
  readonly name: string;
  /** Octets of r and s together; no two methods have the same. */
  readonly length: number;
  /** Identifier of the algorithm. */
  readonly algorithm: string;
}

/** The methods met, one row each. */
export const edl40Methods: readonly Edl40Method[] = [
  { name: 'ECDSA192SHA256', length: 48, algorithm: 'ECDSA-secp192r1-SHA256' },
  { name: 'ECDSA256SHA256', length: 64, algorithm: 'ECDSA-secp256r1-SHA256' },
];
