// SPDX-License-Identifier: Apache-2.0
import {
  UNCONFIRMED_BACKDATING_MS,
  isCompromise,
  type ErrorCode,
  type Fault,
  type Instant,
  type KeyRecord,
  type Revocation,
  type RevocationReason,
} from '@meterpki/protocol';

/** A wish to revoke a key. */
export interface RevocationRequest {
  readonly reason: RevocationReason;
  readonly invalidityDate: Instant;
  /** When it is asked, and by whom. */
  readonly time: Instant;
  readonly by: string;
}

const fault = (path: string, code: ErrorCode, text: string): Fault => ({ path, code, text });

/** Dates that no revocation of the key can have. */
function dateFault(key: KeyRecord, { invalidityDate, reason, time }: RevocationRequest): Fault | undefined {
  if (invalidityDate > time) return fault('invalidityDate', 'REVOCATION_DATE', 'must not lie in the future');
  const activated = key.activated?.time;
  if (activated !== undefined && invalidityDate < activated) {
    return fault(
      'invalidityDate',
      'REVOCATION_DATE',
      `must not lie before the key became active at ${activated}`,
    );
  }
  const current = key.revocation;
  // A revocation may begin later than the hold before it, but a hold itself does not move forward.
  const endsHold = current?.reason === 'certificateHold' && reason !== 'certificateHold';
  return current !== undefined && !endsHold && invalidityDate > current.invalidityDate
    ? fault('invalidityDate', 'REVOCATION_DATE', `may only move back, from ${current.invalidityDate}`)
    : undefined;
}

/** The most holds of one key that are lifted; after that it is revoked for good. */
const MAX_HOLDS = 100;

/** A hold may become a revocation, and any reason a compromise; nothing may become milder. */
function allowsReason(current: Revocation | undefined, reason: RevocationReason): boolean {
  if (current === undefined || current.reason === reason) return true;
  return current.reason === 'certificateHold' || (isCompromise(reason) && !isCompromise(current.reason));
}

function changesNothing(current: Revocation | undefined, request: RevocationRequest): boolean {
  const dates = [current?.invalidityDate, current?.proposed?.invalidityDate];
  return current?.reason === request.reason && dates.includes(request.invalidityDate);
}

/** Why the key's own institute may not have this request, or undefined. */
function refusalOf(key: KeyRecord, request: RevocationRequest): Fault | undefined {
  const current = key.revocation;
  const refused = dateFault(key, request);
  if (refused !== undefined) return refused;
  if (!allowsReason(current, request.reason) || changesNothing(current, request)) {
    return fault(
      'reason',
      'ALREADY_REVOKED',
      `the key is revoked for ${current?.reason ?? ''}, and this changes nothing`,
    );
  }
  return request.reason === 'certificateHold' && (key.holds ?? []).length >= MAX_HOLDS
    ? fault('reason', 'TOO_MANY_HOLDS', 'revoke the key, and give the meter another one')
    : undefined;
}

/**
 * What a request of the key's own institute makes of its revocation. A date more than 30 days back waits for
 * another member: until then the key is revoked from now on, or from where it was.
 */
export function revise(key: KeyRecord, request: RevocationRequest): Revocation | Fault {
  const current = key.revocation;
  const refused = refusalOf(key, request);
  if (refused !== undefined) return refused;
  const { reason, invalidityDate, time, by } = request;
  const counting = current?.invalidityDate ?? time;
  const far = Date.parse(time) - Date.parse(invalidityDate) > UNCONFIRMED_BACKDATING_MS;
  // Later than a hold that it takes the place of, it takes back what was on record already.
  if (far && invalidityDate < counting)
    return { reason, invalidityDate: counting, time, by, proposed: { invalidityDate, by } };
  return { reason, invalidityDate, time, by, ...stillProposed(current, request) };
}

/** An earlier date that waits for another member goes on waiting while the reason stays the same. */
function stillProposed(
  current: Revocation | undefined,
  { reason, invalidityDate }: RevocationRequest,
): Pick<Revocation, 'proposed'> {
  const proposed = current?.reason === reason ? current.proposed : undefined;
  return proposed !== undefined && proposed.invalidityDate < invalidityDate ? { proposed } : {};
}

/** What another member's administrator makes of it by repeating reason and date. */
export function confirm(key: KeyRecord, request: RevocationRequest): Revocation | Fault {
  const current = key.revocation;
  const asked = current?.proposed?.invalidityDate;
  if (
    current === undefined ||
    asked === undefined ||
    asked !== request.invalidityDate ||
    current.reason !== request.reason
  ) {
    return fault('meterId', 'FOREIGN_METER', 'belongs to another institute, which asked for no such date');
  }
  return {
    reason: current.reason,
    invalidityDate: asked,
    time: current.time,
    by: current.by,
    confirmedBy: request.by,
  };
}
