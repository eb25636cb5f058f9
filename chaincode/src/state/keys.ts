// SPDX-License-Identifier: Apache-2.0
import { parseMeterId, toHex, toUtf8, type Alias } from '@meterpki/protocol';

// Simple keys joined with '/', since range reads over composite keys cost a call per record.

/** The policy in force, once the members changed the first one. */
export const POLICY_KEY = 'policy';

/** A permitted endorser's grant. */
export const endorserKey = (mspId: string, identity: string): string => `pe/${mspId}/${identity}`;

/** Every grant of an institute. */
export const endorserPrefix = (mspId: string): string => `pe/${mspId}/`;

/** Every review. */
export const REVIEW_PREFIX = 'review/';

/** A review of what a permitted endorser attested. */
export const reviewKey = (mspId: string, identity: string): string => `${REVIEW_PREFIX}${mspId}/${identity}`;

/** Every proposal. */
export const PROPOSAL_PREFIX = 'proposal/';

/** A proposal of another policy. */
export const proposalKey = (proposalId: string): string => `${PROPOSAL_PREFIX}${proposalId}`;

/** A challenge. */
export const challengeKey = (challengeId: string): string => `challenge/${challengeId}`;

/** An import. */
export const importKey = (importId: string): string => `import/${importId}`;

/** Every meter of an institute, by the prefix of its IDs. */
export const meterPrefix = (prefix: string): string => `meter/${prefix}/`;

/** A meter; the ID is a valid one. */
export function meterKey(meterId: string): string {
  const parts = parseMeterId(meterId);
  return `meter/${parts?.prefix ?? ''}/${parts?.id ?? ''}`;
}

/** Which meter a key belongs to. */
export const keyKey = (fingerprint: string): string => `key/${fingerprint}`;

/** Keys of grants, and of the reviews beside them. */
export const grantAndReviewKeys = (mspId: string, identities: readonly string[]): string[] =>
  identities.flatMap((identity) => [endorserKey(mspId, identity), reviewKey(mspId, identity)]);

/** Everything under an alias; texts go as hex, so that none can reach into another. */
export const aliasPrefix = ({ kind, text }: Alias): string => `alias/${kind}/${toHex(toUtf8(text))}/`;

/** One meter under an alias. */
export function aliasKey(alias: Alias, meterId: string): string {
  const parts = parseMeterId(meterId);
  return `${aliasPrefix(alias)}${parts?.prefix ?? ''}/${parts?.id ?? ''}`;
}

/** Recorded checks of a meter. */
export const checkPrefix = (meterId: string): string => `check/${meterId}/`;

/** When a receipt was seen. */
export const seenPrefix = (receiptId: string): string => `seen/${receiptId}/`;

/** Audit records by time. */
export const RECORD_PREFIX = 'record/';

/** The end of a range that holds everything under a prefix: '0' comes right behind '/'. */
export const endOf = (prefix: string): string => `${prefix.slice(0, -1)}0`;
