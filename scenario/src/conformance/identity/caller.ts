// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { msp } from '@hyperledger/fabric-protos';
import { type HalfOfS, signatureOver } from './signature';

/** A certificate with its private key, as files. */
export interface KeyPairFiles {
  readonly certificate: string;
  readonly privateKey: string;
}

/** Somebody who calls: who it claims to be, and the key it signs with. */
export interface Caller {
  readonly mspId: string;
  /** `msp.SerializedIdentity`, or whatever a case sends instead. */
  readonly serialized: Uint8Array;
  readonly key: KeyObject;
}

/** A caller with a certificate. */
export function callerOf(mspId: string, certificate: Uint8Array, key: KeyObject): Caller {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(certificate);
  return { mspId, serialized: identity.serializeBinary(), key };
}

/** A caller whose certificate and key are in files. */
export const callerFrom = (mspId: string, files: KeyPairFiles): Caller =>
  callerOf(mspId, readFileSync(files.certificate), createPrivateKey(readFileSync(files.privateKey)));

/** Signs as a caller: ECDSA over SHA-256, DER. */
export const signAs = ({ key }: Caller, data: Uint8Array, half: HalfOfS = 'low'): Uint8Array =>
  signatureOver(data, key, half);
