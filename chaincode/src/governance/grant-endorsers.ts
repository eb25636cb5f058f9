// SPDX-License-Identifier: Apache-2.0
import type { EndorserRecord, Fault, ReviewRecord } from '@meterpki/protocol';
import { requireAdministrator, runs } from '../access/roles';
import { endorserKey, grantAndReviewKeys, reviewKey } from '../state/keys';
import type { Rules } from '../transaction/answer';
import { refuseAny } from '../transaction/faults';
import type { LedgerTransaction } from '../transaction/transaction';

/**
 * What is attested under the new grant counts, whatever is under review from the time of an earlier one. Where this
 * administrator's clock runs behind that of the one who opened the review, the review ends no earlier than the old grant.
 */
async function endReview(
  { state, time }: LedgerTransaction,
  { mspId, identity, revoked }: EndorserRecord,
): Promise<void> {
  const key = reviewKey(mspId, identity);
  const review = await state.get<ReviewRecord>(key);
  if (review === undefined || review.until !== undefined) return;
  const until = [time, review.since, revoked?.time ?? time].reduce((one, other) =>
    one > other ? one : other,
  );
  state.put(key, { ...review, until } as ReviewRecord);
}

/**
 * GrantPermittedEndorsers: an administrator names identities of its own institute. A grant that still holds
 * is not replaced; one that expired or was taken back may be given again.
 */
export const grantPermittedEndorsers: Rules<'governance', 'GrantPermittedEndorsers'> = async (
  transaction,
  argument,
) => {
  const { mspId } = requireAdministrator(transaction);
  const faults: Fault[] = [];
  const identities = new Set<string>();
  const named = argument.endorsers.map(({ identity }) => identity);
  await transaction.state.readAll(grantAndReviewKeys(mspId, named));
  for (const [index, { identity, validUntil }] of argument.endorsers.entries()) {
    const path = `endorsers[${index}]`;
    const before = await transaction.state.get<EndorserRecord>(endorserKey(mspId, identity));
    if (identities.has(identity) || (before !== undefined && runs(before, transaction.milliseconds))) {
      faults.push({ path: `${path}.identity`, code: 'ENDORSER_EXISTS', text: 'holds a grant already' });
    }
    if (Date.parse(validUntil) <= transaction.milliseconds) {
      faults.push({ path: `${path}.validUntil`, code: 'INVALID_ARGUMENT', text: 'must lie in the future' });
    }
    identities.add(identity);
  }
  refuseAny(faults);
  for (const endorser of argument.endorsers) {
    const record: EndorserRecord = {
      schema: 1,
      mspId,
      ...endorser,
      granted: transaction.time,
      tx: transaction.id,
    };
    const key = endorserKey(mspId, endorser.identity);
    const { state, policy } = transaction;
    const before = await state.get<EndorserRecord>(key);
    // A grant that is given again keeps the key-level policy of its first time.
    if (before === undefined) state.create(key, record, { mspId, policy });
    else {
      await endReview(transaction, before);
      state.put(key, record);
    }
  }
  return { granted: [...identities] };
};
