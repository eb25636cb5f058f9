// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, type KeyObject, sign } from 'node:crypto';

import { msp } from '@hyperledger/fabric-protos';

import { toLowS } from './der-signature.js';

/** A key pair of the ledger itself: a peer that endorses, or the orderer that signs blocks. */
export class Signer {
  readonly mspId: string;
  /** `msp.SerializedIdentity` of the signer. */
  readonly serialized: Uint8Array;
  readonly #key: KeyObject;
  readonly #curve: string;

  /**
   * @param mspId - MSP of the signer
   * @param certificate - PEM
   * @param privateKey - PKCS #8, PEM
   */
  constructor(mspId: string, certificate: string, privateKey: string) {
    const identity = new msp.SerializedIdentity();
    identity.setMspid(mspId);
    identity.setIdBytes(Buffer.from(certificate));
    this.mspId = mspId;
    this.serialized = identity.serializeBinary();
    this.#key = createPrivateKey(privateKey);
    this.#curve = this.#key.asymmetricKeyDetails?.namedCurve ?? '';
  }

  /**
   * Signs with ECDSA over SHA-256.
   *
   * @returns DER with low s
   */
  sign(data: Uint8Array): Uint8Array {
    return toLowS(sign('sha256', data, this.#key), this.#curve);
  }
}
