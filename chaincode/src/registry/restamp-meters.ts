// SPDX-License-Identifier: Apache-2.0
import {
  isUnapproved,
  type EndorserRecord,
  type Fault,
  type MeterRecord,
  type ReviewRecord,
} from '@meterpki/protocol';
import { requireAdministrator } from '../access/roles';
import { endorserKey, grantAndReviewKeys, keyKey, meterKey, reviewKey } from '../state/keys';
import type { Rules } from '../transaction/answer';
import { refuseAny } from '../transaction/faults';
import type { LedgerTransaction } from '../transaction/transaction';
import { examineAll, ownMeter } from './own-meter';

/** Keys of a grant, and of the review beside it. */
async function grantKeys(
  { state, caller }: LedgerTransaction,
  identities: readonly string[],
): Promise<string[]> {
  const keys: string[] = [];
  await state.readAll(grantAndReviewKeys(caller.mspId, identities));
  const faults: Fault[] = [];
  for (const [index, identity] of identities.entries()) {
    const grant = endorserKey(caller.mspId, identity);
    if ((await state.get<EndorserRecord>(grant)) === undefined) {
      const path = `identities[${index}]`;
      faults.push({ path, code: 'ENDORSER_UNKNOWN', text: `${caller.mspId} never granted it anything` });
      continue;
    }
    const review = reviewKey(caller.mspId, identity);
    keys.push(grant, ...((await state.get<ReviewRecord>(review)) === undefined ? [] : [review]));
  }
  refuseAny(faults);
  return keys;
}

const keysOf = ({ meterId, keys }: MeterRecord): string[] => [
  meterKey(meterId),
  ...keys.filter((key) => !isUnapproved(key)).map(({ fingerprint }) => keyKey(fingerprint)),
];

/**
 * RestampMeters: after the members changed, an administrator renews who must endorse changes of its own institute's
 * meters, keys, grants and reviews. The transaction itself must still satisfy the old policy.
 */
export const restampMeters: Rules<'registry', 'RestampMeters'> = async (
  transaction,
  { meterIds = [], identities = [] },
) => {
  const { mspId } = requireAdministrator(transaction);
  const { state, policy } = transaction;
  const items = meterIds.map((meterId) => ({ meterId }));
  const meters = await examineAll(transaction, 'meterIds', items, ({ meterId }) =>
    ownMeter(transaction, meterId),
  );
  const keys = [...meters.flatMap(keysOf), ...(await grantKeys(transaction, [...new Set(identities)]))];
  for (const key of keys) state.restamp(key, { mspId, policy });
  return { meterIds: meters.map(({ meterId }) => meterId), identities: [...new Set(identities)] };
};
