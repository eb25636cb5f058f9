// SPDX-License-Identifier: Apache-2.0

/** What an audit finds; a closed list. */
export const findingTexts = {
  BLOCK_TAMPERED: 'the data of the block is not what its header says',
  CHAIN_BROKEN: 'the block does not follow the one before it',
  TRANSACTION_UNREADABLE: 'the transaction cannot be read',
  CALLER_UNPROVEN: 'the transaction is not signed by a member of an institute',
  ENDORSEMENT_MISSING: 'the transaction counts without the institutes that must sign it',
  ENDORSEMENT_FORGED: 'an endorsement is not by a peer of an institute, over what the block holds',
  VALIDATION_WRONG: 'the peer counts a transaction that does not count, or the reverse',
  CODE_UNKNOWN: 'the transaction ran by a version of the chaincode that is not trusted',
  POSSESSION_UNPROVEN: 'a key was registered without a proof that the meter holds it',
  ATTESTATION_FORGED: 'an attestation is not the word of a permitted endorser who gave it',
  ACTIVATION_UNFOUNDED: 'a key counts without the attestations or approvals that it needs',
  VOTE_FORGED: 'a vote or an approval is not the word of an administrator who gave it',
  POLICY_UNFOUNDED: 'the policy was changed without a majority',
  GRANT_FORGED: 'a grant or a review was written by nobody who may',
  RECORD_REWRITTEN: 'what must stay for ever was changed or removed',
  LIST_INCONSISTENT: 'the record of a list of checks is not that of what the block says was judged',
  VERDICT_WRONG: 'the rules give another verdict than the one recorded',
  RECORD_HIDDEN: 'a peer does not show what stands in its blocks',
  RECORD_DIFFERS: 'a peer shows something else than what stands in its blocks',
} as const;

/** A code of {@link findingTexts}. */
export type FindingCode = keyof typeof findingTexts;

/** Where something was found. */
export interface AuditPlace {
  readonly block: number;
  /** 64 hex digits. */
  readonly transactionId?: string;
  /** Key in state. */
  readonly key?: string;
}

/** Something that must not be. */
export interface AuditFinding extends Partial<AuditPlace> {
  readonly kind: 'finding';
  readonly code: FindingCode;
  /** What was found here. */
  readonly text: string;
}

/** Something that an owner wants to hear of at once. */
export interface AuditAlert extends AuditPlace {
  readonly kind: 'alert';
  /** `meter`: a watched meter or one of its keys changed. `rules`: policy, chaincode or configuration did. */
  readonly about: 'meter' | 'rules';
  readonly text: string;
}

/** One of both. */
export type AuditNote = AuditFinding | AuditAlert;

/** What was found where, as one text: the same for the same finding. */
export const placeOf = ({ code, key, text }: AuditFinding): string => `${code} ${key ?? ''} ${text}`;

/** A finding at a place. */
export const found = (code: FindingCode, text: string, place: Partial<AuditPlace> = {}): AuditFinding => ({
  kind: 'finding',
  code,
  text,
  ...place,
});
