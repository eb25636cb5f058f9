// SPDX-License-Identifier: Apache-2.0
import {
  chainOf,
  staysAttested,
  type Attestation,
  type CandidateKey,
  type KeyRecord,
  type MeterRecord,
  type Review,
  type ReviewRecord,
} from '@meterpki/protocol';
import { REVIEW_PREFIX, endOf, reviewKey } from '../state/keys';
import type { LedgerTransaction } from '../transaction/transaction';

/** Up to so many reviews are read at once, which costs one call where there are none; of more, those that matter. */
const MAX_AT_ONCE = 64;

/** A key with its meter. */
type HeldKey = Pick<CandidateKey, 'record' | 'meter'>;

/** Attestations of a key, and of the keys that vouched for it. */
const attestationsOf = ({ record, meter }: HeldKey): readonly Attestation[] =>
  chainOf(record, meter.keys).flatMap(({ attestations }) => attestations);

/** Reviews that those who attested these keys, or the keys that vouched for them, may be under. */
export async function reviewsOf(
  { state }: LedgerTransaction,
  keys: readonly HeldKey[],
): Promise<readonly Review[]> {
  const attestations = keys.flatMap(attestationsOf);
  if (attestations.length === 0) return [];
  const all = await state.range<ReviewRecord>(REVIEW_PREFIX, endOf(REVIEW_PREFIX), MAX_AT_ONCE + 1);
  if (all.length <= MAX_AT_ONCE) return all.map(({ value }) => value);
  const wanted = new Set(attestations.map(({ mspId, identity }) => reviewKey(mspId, identity)));
  await state.readAll(wanted);
  return [...wanted]
    .map((key) => state.known(key) as ReviewRecord | undefined)
    .filter((review) => review !== undefined);
}

/** True where a key was made active and its attestations not under review still make it count. */
export const isAttested = async (
  transaction: LedgerTransaction,
  record: KeyRecord,
  meter: MeterRecord,
): Promise<boolean> => staysAttested(record, meter.keys, await reviewsOf(transaction, [{ record, meter }]));
