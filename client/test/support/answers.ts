// SPDX-License-Identifier: Apache-2.0
import { toBase64, type ChallengeFile } from '@meterpki/protocol';
import type { Meter } from '@meterpki/simulator';

/** 64 hex digits that are all the same. */
export const digest = (digit: string): string => digit.repeat(64);

/** A challenge as `meterpki challenge open` writes it. */
export const challenge: ChallengeFile = {
  schema: 1,
  challengeId: digest('c'),
  nonce: digest('d'),
  mspId: 'TestMSP',
  expires: '2026-03-01T12:00:00.500Z',
  channel: 'nmichannel',
  chaincode: 'meterpki',
};

/** What a meter answers, as `meterpki-sim prove --challenge` prints it; the proof is not looked at before the ledger. */
export const answerOf = (meter: Meter, purpose: string, meterId = 'ptb:T-1'): Record<string, unknown> => ({
  meterId,
  manufacturer: 'Maker',
  model: 'Model',
  aliases: [{ kind: 'MS', text: 'T-1' }],
  purpose,
  key: toBase64(meter.spki),
  algorithm: meter.algorithm.id,
  proof: 'AAAA',
  challengeId: challenge.challengeId,
});
