// SPDX-License-Identifier: Apache-2.0
import {
  algorithmById,
  fromBase64,
  provesByRecord,
  provesPossession,
  type ChallengeRecord,
  type Fault,
  type KeyRecord,
  type PossessionFields,
  type PossessionKind,
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

/** The statement of this very sitting, or undefined for an algorithm that is not built in. */
function statementFields(
  { channel, chaincode, caller }: LedgerTransaction,
  challenge: ChallengeRecord,
  subject: ProofSubject,
): PossessionFields | undefined {
  const algorithm = algorithmById(subject.algorithm);
  if (algorithm === undefined) return undefined;
  const expires = Math.floor(Date.parse(challenge.expires) / 1000);
  const context = { channel, chaincode, mspId: caller.mspId, nonce: challenge.nonce, expires };
  return { ...context, ...subject, algorithm };
}

/**
 * True when the statement of this very sitting was signed.
 * @param signer - the key that must have signed it; by default the one that it is about
 */
export function holdsKey(
  transaction: LedgerTransaction,
  challenge: ChallengeRecord,
  subject: ProofSubject,
  proof: string,
  signer?: Pick<KeyRecord, 'algorithm' | 'spki'>,
): boolean {
  const fields = statementFields(transaction, challenge, subject);
  if (fields === undefined) return false;
  if (signer === undefined) return provesPossession(fields, proof);
  const algorithm = algorithmById(signer.algorithm);
  const spki = fromBase64(signer.spki);
  return (
    algorithm !== undefined && spki !== undefined && provesPossession(fields, proof, { algorithm, spki })
  );
}

function showsByRecord(challenge: ChallengeRecord, subject: ProofSubject, record: string): boolean {
  const algorithm = algorithmById(subject.algorithm);
  if (algorithm === undefined) return false;
  return provesByRecord({ spki: subject.spki, algorithm, nonce: challenge.nonce }, record);
}

/** Which kind of proof was handed over, or undefined where it is none or both. */
function kindOf({ proof, possessionRecord }: ShownPossession): PossessionKind | undefined {
  if ((proof === undefined) === (possessionRecord === undefined)) return undefined;
  return proof === undefined ? 'ocmf' : 'statement';
}

const MISMATCH: Readonly<Record<PossessionKind, string>> = {
  statement:
    'is not the signature of this key over the possession statement of this challenge, endorser and meter',
  ocmf: 'is no OCMF record that this key signed and that carries the nonce of this challenge in ID or TT',
};

/** The kind in which possession was shown, or the fault of what was handed over. */
export function shownPossession(
  transaction: LedgerTransaction,
  challenge: ChallengeRecord,
  subject: ProofSubject,
  shown: ShownPossession,
): PossessionKind | Fault {
  const kind = kindOf(shown);
  if (kind === undefined)
    return {
      path: 'proof',
      code: 'INVALID_ARGUMENT',
      text: 'give exactly one of proof and possessionRecord',
    };
  const path = kind === 'statement' ? 'proof' : 'possessionRecord';
  const { possession } = transaction.policy;
  if (!possession.includes(kind))
    return { path, code: 'POSSESSION_NOT_ALLOWED', text: `the policy allows ${possession.join(', ')}` };
  const { proof = '', possessionRecord = '' } = shown;
  const good =
    kind === 'statement'
      ? holdsKey(transaction, challenge, subject, proof)
      : showsByRecord(challenge, subject, possessionRecord);
  return good ? kind : { path, code: 'POSSESSION_INVALID', text: MISMATCH[kind] };
}

/** The kind that a key is told by once it was shown in both: the one that proves less. */
export const weaker = (one: KeyRecord['possession'], other: PossessionKind): KeyRecord['possession'] =>
  one === 'statement' ? other : one;
