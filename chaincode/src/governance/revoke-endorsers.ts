// SPDX-License-Identifier: Apache-2.0
import type { EndorserRecord, Fault, Instant, ReviewPeriod, ReviewRecord } from '@meterpki/protocol';
import { requireAdministrator } from '../access/roles';
import { endorserKey, grantAndReviewKeys, reviewKey } from '../state/keys';
import type { Rules } from '../transaction/answer';
import { refuseAny } from '../transaction/faults';
import type { LedgerTransaction } from '../transaction/transaction';

/** How many ended periods of review are kept apart. */
const MAX_PERIODS = 32;

interface Item {
  readonly identity: string;
  readonly reason: string;
  readonly underReviewSince?: Instant;
}

/** What is on the ledger of the endorser whose grant is to be taken back. */
interface Found {
  readonly grant: EndorserRecord;
  readonly review: ReviewRecord | undefined;
}

/** Why a review cannot begin there: while one is open, its beginning may move back, never forward. */
function sinceFault({ time }: LedgerTransaction, review: ReviewRecord | undefined, since?: Instant): Fault[] {
  const path = 'underReviewSince';
  if (since === undefined) return [];
  if (since > time) return [{ path, code: 'INVALID_ARGUMENT', text: 'must not lie in the future' }];
  if (review === undefined || review.until !== undefined || since <= review.since) return [];
  return [{ path, code: 'INVALID_ARGUMENT', text: `may only move back, from ${review.since}` }];
}

/** Whether a review that begins at `since` holds more than the one there is. */
const widens = (review: ReviewRecord | undefined, since: Instant | undefined): boolean =>
  since !== undefined && (since !== review?.since || review.until !== undefined);

async function examine(transaction: LedgerTransaction, item: Item): Promise<Found | Fault[]> {
  const { state, caller } = transaction;
  const { identity, underReviewSince: since } = item;
  const grant = await state.get<EndorserRecord>(endorserKey(caller.mspId, identity));
  if (grant === undefined)
    return [
      { path: 'identity', code: 'ENDORSER_UNKNOWN', text: `${caller.mspId} never granted it anything` },
    ];
  const review = await state.get<ReviewRecord>(reviewKey(caller.mspId, identity));
  const faults = sinceFault(transaction, review, since);
  if (faults.length > 0) return faults;
  const changes = grant.revoked === undefined || widens(review, since);
  return changes
    ? { grant, review }
    : [{ path: 'identity', code: 'ENDORSER_REVOKED', text: 'was revoked, and this changes nothing' }];
}

/** What is under review once another review begins at `since`: whatever was before stays so. */
function periodsWith(
  review: ReviewRecord | undefined,
  since: Instant,
): Pick<ReviewRecord, 'since' | 'earlier'> {
  if (review === undefined) return { since };
  const { until, earlier = [] } = review;
  const closed = until === undefined ? earlier : [...earlier, { since: review.since, until }];
  const touched = closed.filter((period) => period.until >= since);
  const apart = bounded(closed.filter((period) => period.until < since));
  const begins = [since, ...touched.map((period) => period.since)].sort()[0] ?? since;
  const first = until === undefined && review.since < begins ? review.since : begins;
  return { since: first, ...(apart.length === 0 ? {} : { earlier: apart }) };
}

/** Of more periods than are kept the two oldest become one, with the time between them. */
function bounded(periods: readonly ReviewPeriod[]): readonly ReviewPeriod[] {
  const [first, second, ...rest] = periods;
  if (periods.length <= MAX_PERIODS || first === undefined || second === undefined) return periods;
  return bounded([{ since: first.since, until: second.until }, ...rest]);
}

/** Puts what the endorser attested under review, or moves the beginning of a review back. */
function review(
  { state, caller, policy, time, id }: LedgerTransaction,
  { identity, underReviewSince: since }: Item,
  { review: before }: Found,
): void {
  if (since === undefined || !widens(before, since)) return;
  const { mspId } = caller;
  const by = `${mspId}/${caller.identity}`;
  const record: ReviewRecord = {
    schema: 1,
    mspId,
    identity,
    ...periodsWith(before, since),
    opened: before?.opened ?? time,
    by,
    tx: id,
  };
  const key = reviewKey(mspId, identity);
  if (before === undefined) state.create(key, record, { mspId, policy });
  else state.put(key, record);
}

function revoke(transaction: LedgerTransaction, item: Item, found: Found): void {
  const { state, caller, time, id } = transaction;
  const { grant } = found;
  if (grant.revoked === undefined) {
    const revoked = { time, by: `${caller.mspId}/${caller.identity}`, reason: item.reason, tx: id };
    state.put(endorserKey(caller.mspId, item.identity), { ...grant, revoked } as EndorserRecord);
  }
  review(transaction, item, found);
}

/** RevokePermittedEndorsers: an administrator takes grants of its own institute back, all of the list or nothing. */
export const revokePermittedEndorsers: Rules<'governance', 'RevokePermittedEndorsers'> = async (
  transaction,
  { revocations },
) => {
  requireAdministrator(transaction);
  const accepted: [Item, Found][] = [];
  const faults: Fault[] = [];
  const listed = new Set<string>();
  const named = revocations.map(({ identity }) => identity);
  await transaction.state.readAll(grantAndReviewKeys(transaction.caller.mspId, named));
  for (const [index, item] of revocations.entries()) {
    const twice: Fault[] = [{ path: 'identity', code: 'INVALID_ARGUMENT', text: 'stands in the list twice' }];
    const outcome = listed.has(item.identity) ? twice : await examine(transaction, item);
    listed.add(item.identity);
    if ('grant' in outcome) accepted.push([item, outcome]);
    else faults.push(...outcome.map((fault) => ({ ...fault, path: `revocations[${index}].${fault.path}` })));
  }
  refuseAny(faults);
  for (const [item, found] of accepted) revoke(transaction, item, found);
  return { revoked: [...listed] };
};
