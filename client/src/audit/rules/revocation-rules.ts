// SPDX-License-Identifier: Apache-2.0
import {
  UNCONFIRMED_BACKDATING_MS,
  isCompromise,
  type KeyRecord,
  type MeterRecord,
  type Revocation,
} from '@meterpki/protocol';
import { callerName, isGranted, isMembersAdministrator, itemsOf, sameText, type Change } from './change';

/** A key of a meter before and after a transaction. */
export interface KeyChange {
  readonly meter: MeterRecord;
  /** undefined for a key that is new. */
  readonly before: KeyRecord | undefined;
  readonly after: KeyRecord;
}

/** Nothing becomes milder: a hold may become any revocation, any other reason a compromise. */
const keepsReason = (before: Revocation | undefined, { reason }: Revocation): boolean =>
  before === undefined ||
  before.reason === reason ||
  before.reason === 'certificateHold' ||
  (isCompromise(reason) && !isCompromise(before.reason));

/** A date moves back only, save where a revocation takes the place of a hold; far back one member alone moves none. */
function isDateGood(before: Revocation | undefined, after: Revocation, asked: unknown): boolean {
  const counting = before?.invalidityDate ?? after.time;
  const { invalidityDate, time } = after;
  if (invalidityDate === counting) return true;
  const endsHold = before?.reason === 'certificateHold' && after.reason !== 'certificateHold';
  const far = Date.parse(time) - Date.parse(invalidityDate) > UNCONFIRMED_BACKDATING_MS;
  const moves = invalidityDate < counting ? !far : endsHold && invalidityDate <= time;
  return moves && invalidityDate === (asked ?? time);
}

/** A date that waits for another member is what this caller asked for, or was there before. */
const isProposalGood = (
  change: Change,
  before: Revocation | undefined,
  { proposed }: Revocation,
  asked: unknown,
): boolean =>
  proposed === undefined ||
  sameText(proposed, before?.proposed) ||
  (proposed.by === callerName(change) && proposed.invalidityDate === asked);

/** What an administrator of another member may do: repeat the date that waits. */
function isConfirmation(change: Change, before: Revocation | undefined, after: Revocation): boolean {
  const date = before?.proposed?.invalidityDate;
  return (
    before !== undefined &&
    date !== undefined &&
    isMembersAdministrator(change) &&
    after.proposed === undefined &&
    sameText(
      [after.reason, after.invalidityDate, after.time, after.by, after.confirmedBy],
      [before.reason, date, before.time, before.by, callerName(change)],
    )
  );
}

/** What the institute of the meter may do. */
const isRevised = (
  change: Change,
  before: Revocation | undefined,
  after: Revocation,
  asked: unknown,
): boolean =>
  (isMembersAdministrator(change) || isGranted(change)) &&
  after.time === change.transaction.time &&
  after.by === callerName(change) &&
  keepsReason(before, after) &&
  isDateGood(before, after, asked) &&
  isProposalGood(change, before, after, asked);

function isRevocation(
  change: Change,
  { meter, before, after: { fingerprint, revocation } }: KeyChange,
): boolean {
  const { called, caller } = change.transaction;
  const item = itemsOf(change, 'revocations').find(
    ({ meterId, key }) => meterId === meter.meterId && key === fingerprint,
  );
  if (called !== 'registry:RevokeKeys' || item === undefined) return false;
  if (revocation === undefined || item.reason !== revocation.reason) return false;
  return meter.mspId === caller.mspId
    ? isRevised(change, before?.revocation, revocation, item.invalidityDate)
    : isConfirmation(change, before?.revocation, revocation);
}

/** Nothing but a hold is lifted, by the institute of the meter. */
const isLifted = (change: Change, { meter, before, after }: KeyChange): boolean =>
  change.transaction.called === 'registry:ReinstateKeys' &&
  before?.revocation?.reason === 'certificateHold' &&
  after.revocation === undefined &&
  meter.mspId === change.transaction.caller.mspId &&
  (isMembersAdministrator(change) || isGranted(change)) &&
  itemsOf(change, 'keys').some(({ meterId, key }) => meterId === meter.meterId && key === after.fingerprint);

/** True where the revocation of a key stays, or changes as the caller asked and as it may. */
export const keepsRevocation = (change: Change, key: KeyChange): boolean =>
  sameText(key.before?.revocation, key.after.revocation) ||
  isRevocation(change, key) ||
  isLifted(change, key);
