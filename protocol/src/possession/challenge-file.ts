// SPDX-License-Identifier: Apache-2.0
import * as v from 'valibot';
import { digest, instant, mspId, object, words } from '../transactions/shapes';
import { parseShape } from '../transactions/validate';

const challengeFile = object({
  schema: v.literal(1),
  challengeId: digest,
  nonce: digest,
  mspId,
  expires: instant,
  channel: words(250),
  chaincode: words(250),
});

/** A challenge with the ledger that it was opened on: all that a meter must be told, save its own ID and key. */
export type ChallengeFile = v.InferOutput<typeof challengeFile>;

/**
 * Reads a challenge file (JSON).
 * @throws Refusal INVALID_ARGUMENT with every fault
 */
export const parseChallengeFile = (text: string): ChallengeFile =>
  parseShape(challengeFile, text, 'challenge', 'INVALID_ARGUMENT');

/** When a challenge expires as the possession statement has it: whole seconds since 1970, rounded down. */
export const expirySeconds = ({ expires }: Pick<ChallengeFile, 'expires'>): number =>
  Math.floor(Date.parse(expires) / 1000);
