// SPDX-License-Identifier: Apache-2.0
import { challengeNonce, instantOf, refusal, toHex, type ChallengeRecord } from '@meterpki/protocol';
import { requireEndorser } from '../access/roles';
import { challengeKey } from '../state/keys';
import type { Rules } from '../transaction/answer';
import type { LedgerTransaction } from '../transaction/transaction';

const DEFAULT_LIFETIME_SECONDS = 60 * 60;

/** IssueChallenge: a permitted endorser opens a sitting. The record is never written again. */
export const issueChallenge: Rules<'registry', 'IssueChallenge'> = async (transaction, argument) => {
  const { mspId } = await requireEndorser(transaction);
  const { id, channel, time, milliseconds, caller, state } = transaction;
  const seconds = argument.lifetimeSeconds ?? DEFAULT_LIFETIME_SECONDS;
  const record: ChallengeRecord = {
    schema: 1,
    challengeId: id,
    nonce: toHex(challengeNonce(channel, id)),
    mspId,
    identity: caller.identity,
    opened: time,
    expires: instantOf(milliseconds + seconds * 1000),
  };
  state.put(challengeKey(id), record);
  return { challengeId: id, nonce: record.nonce, mspId, expires: record.expires };
};

/**
 * The caller's own challenge that still runs.
 * @throws Refusal CHALLENGE_UNKNOWN, CHALLENGE_FOREIGN, CHALLENGE_EXPIRED
 */
export async function requireChallenge(
  transaction: LedgerTransaction,
  challengeId: string,
): Promise<ChallengeRecord> {
  const { state, caller, milliseconds } = transaction;
  const challenge = await state.get<ChallengeRecord>(challengeKey(challengeId));
  if (challenge === undefined) throw refusal('CHALLENGE_UNKNOWN', 'challengeId', 'open a challenge first');
  if (challenge.mspId !== caller.mspId || challenge.identity !== caller.identity) {
    throw refusal('CHALLENGE_FOREIGN', 'challengeId', 'use a challenge that you opened yourself');
  }
  if (milliseconds > Date.parse(challenge.expires)) {
    throw refusal('CHALLENGE_EXPIRED', 'challengeId', `expired at ${challenge.expires}; open a new one`);
  }
  return challenge;
}
