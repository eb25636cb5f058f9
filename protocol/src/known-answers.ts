// SPDX-License-Identifier: Apache-2.0

/** A message with a good signature: SPKI and signature (r and s, fixed length) as hex. */
export interface KnownAnswer {
  readonly spki: string;
  readonly message: string;
  readonly signature: string;
}

/**
 * One answer per algorithm, by its identifier. Private key: SHA-256 of "meterpki known answer 1"; signatures
 * after RFC 6979.
 */
export const knownAnswers: Readonly<Record<string, KnownAnswer>> = {
  'ECDSA-secp256r1-SHA256': {
    spki: '3059301306072a8648ce3d020106082a8648ce3d030107034200041fa53fc5b8d31d516380a91b6139db03a19eca5c44b5ce62a9b331a9c3256f0284bff6403862ebd3a2d9033d1bf45992abc3cfaddace049c0f63add697b9211f',
    message: 'meterpki known answer ECDSA-secp256r1-SHA256',
    signature:
      '82e823ca054b83fd385584b14c672dd1449973c5b7723543dd8bf793257546fd7835fc7ebbc3da23fb1b9479e9c81a479ff12eb2cd81f8ea711e0daac4af1ee2',
  },
};
