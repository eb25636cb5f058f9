// SPDX-License-Identifier: Apache-2.0
import {
  algorithmById,
  fromBase64,
  provesByRecord,
  provesPossession,
  type ChallengeRecord,
  type KeyRecord,
  type MeterRecord,
  type PossessionPurpose,
} from '@meterpki/protocol';
import { isObject, itemsOf, type Change } from './change';

/** The item of the argument that is about a meter, whatever the transaction calls its list. */
export const itemFor = (change: Change, meterId: string): Record<string, unknown> | undefined =>
  ['meters', 'attestations', 'updates']
    .flatMap((list) => itemsOf(change, list))
    .find((item) => item.meterId === meterId);

const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function challengeOf({ argument, state, transaction: { time } }: Change): ChallengeRecord | undefined {
  const id = isObject(argument) ? textIn(argument.challengeId) : undefined;
  const challenge = state.get('challenge', id ?? '');
  return challenge !== undefined && time <= challenge.expires ? challenge : undefined;
}

/** A key of a meter, and what its proof is for. */
export interface ProofSubject {
  readonly meter: MeterRecord;
  readonly key: KeyRecord;
  readonly purpose: PossessionPurpose;
}

/** True where the argument proves that the meter holds the key: for this caller, this challenge and this purpose. */
export function isProved(change: Change, { meter, key, purpose }: ProofSubject): boolean {
  const challenge = challengeOf(change);
  const item = itemFor(change, meter.meterId);
  const algorithm = algorithmById(key.algorithm);
  const spki = fromBase64(key.spki);
  if (challenge === undefined || item === undefined || algorithm === undefined || spki === undefined)
    return false;
  const record = textIn(item.possessionRecord);
  if (record !== undefined) return provesByRecord({ spki, algorithm, nonce: challenge.nonce }, record);
  const proof = textIn(item.proof);
  return proof !== undefined && provesPossession(fieldsOf(change, challenge, { meter, key, purpose }), proof);
}

/** True where the key in use signed the same statement as the new one. */
export function isVouchedFor(change: Change, subject: ProofSubject, by: KeyRecord): boolean {
  const challenge = challengeOf(change);
  const proof = textIn(itemFor(change, subject.meter.meterId)?.previousProof);
  const [algorithm, spki] = [algorithmById(by.algorithm), fromBase64(by.spki)];
  if (challenge === undefined || proof === undefined || algorithm === undefined || spki === undefined)
    return false;
  return provesPossession(fieldsOf(change, challenge, subject), proof, { algorithm, spki });
}

function fieldsOf(
  { transaction, channel }: Change,
  { nonce, expires }: ChallengeRecord,
  { meter, key, purpose }: ProofSubject,
): Parameters<typeof provesPossession>[0] {
  const algorithm = algorithmById(key.algorithm);
  if (algorithm === undefined) throw new RangeError('the algorithm is known');
  const previous = meter.keys.find(({ sequence }) => sequence === key.sequence - 1)?.fingerprint;
  return {
    purpose,
    algorithm,
    channel,
    chaincode: transaction.chaincode,
    mspId: transaction.caller.mspId,
    meterId: meter.meterId,
    sequence: key.sequence,
    spki: fromBase64(key.spki) ?? new Uint8Array(),
    nonce,
    expires: Math.floor(Date.parse(expires) / 1000),
    ...(previous === undefined ? {} : { previous }),
  };
}
