// SPDX-License-Identifier: Apache-2.0
import {
  algorithmById,
  provesPossession,
  type ChallengeRecord,
  type PossessionPurpose,
} from '@meterpki/protocol';
import type { LedgerTransaction } from '../transaction/transaction';

/** What a proof is about; everything else that it binds comes from the transaction's own context. */
export interface ProofSubject {
  readonly purpose: PossessionPurpose;
  readonly algorithm: string;
  readonly meterId: string;
  readonly sequence: number;
  readonly spki: Uint8Array;
  readonly previous?: string;
}

/** How a caller shows that the meter holds its key: exactly one of the two. */
export interface ShownPossession {
  /** Signature over the possession statement, base64. */
  readonly proof?: string;
  /** An OCMF record that carries the challenge. */
  readonly possessionRecord?: string;
}

/** True when the meter signed the possession statement of this very sitting. */
export function holdsKey(
  { channel, chaincode, caller }: LedgerTransaction,
  challenge: ChallengeRecord,
  subject: ProofSubject,
  proof: string | undefined,
): boolean {
  const algorithm = algorithmById(subject.algorithm);
  if (algorithm === undefined || proof === undefined) return false;
  const expires = Math.floor(Date.parse(challenge.expires) / 1000);
  const context = { channel, chaincode, mspId: caller.mspId, nonce: challenge.nonce, expires };
  return provesPossession({ ...context, ...subject, algorithm }, proof);
}
