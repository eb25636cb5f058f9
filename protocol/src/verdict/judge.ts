// SPDX-License-Identifier: Apache-2.0
import { isCompromise } from '../records/revocation';
import type { Match } from './match';
import { because, type Judgement, type Reason } from './verdicts';

/** Record times are the caller's clock, which peers hold to within 15 minutes. */
export const CLOCK_TOLERANCE_MS = 15 * 60 * 1000;

/** When the ledger first recorded a check of this receipt: milliseconds since 1970, or undefined for never. */
export type FirstSeen = number | undefined;

/** What the register knows besides the record of the meter. */
export interface Circumstances {
  /** Matters only where the key is compromised and the claim lies before that. */
  readonly firstSeen: FirstSeen;
  /** Whether the key's attestations not under review meet the quorum that made it active: {@link staysAttested}. */
  readonly attested: boolean;
}

/** An event in the life of key or meter, and what a receipt that claims a later time is. */
interface Event {
  readonly at: number;
  readonly reason: Reason;
}

const event = (at: string | undefined, reason: Reason): Event[] =>
  at === undefined ? [] : [{ at: Date.parse(at), reason }];

/** What ended the key's use, in the order in which it is told. */
function endings({ candidate: { meter, record } }: Match): Event[] {
  const { revocation } = record;
  const onHold = revocation?.reason === 'certificateHold';
  return [
    ...event(onHold ? undefined : revocation?.invalidityDate, 'key-revoked'),
    ...event(record.superseded, 'key-superseded'),
    ...event(meter.decommissioned, 'meter-decommissioned'),
    ...event(onHold ? revocation.invalidityDate : undefined, 'on-hold'),
  ];
}

/** The moment since when somebody else may hold the key, or undefined. */
export function compromisedSince({ candidate: { record } }: Match): number | undefined {
  const { revocation } = record;
  return revocation !== undefined && isCompromise(revocation.reason)
    ? Date.parse(revocation.invalidityDate)
    : undefined;
}

const isActivated = ({ candidate: { meter, record } }: Match): boolean =>
  meter.status !== 'PENDING' && record.activated !== undefined;

/**
 * The verdict table from `not-active` down, for a receipt that a key verified. The signing time is the
 * meter's claim.
 */
export function judge(match: Match, { firstSeen, attested }: Circumstances): Judgement {
  if (!attested || !isActivated(match)) return because('not-active');
  const ended = endings(match);
  if (ended.length === 0) return { verdict: 'valid' };
  const claimed = match.receipt.claimed?.milliseconds;
  if (claimed === undefined) return because('time-unknown');
  const late = ended.find(({ at }) => claimed >= at);
  if (late !== undefined) return because(late.reason);
  const compromised = compromisedSince(match);
  const seenBefore =
    compromised === undefined || (firstSeen !== undefined && firstSeen + CLOCK_TOLERANCE_MS <= compromised);
  return seenBefore ? { verdict: 'valid' } : because('not-seen-before-revocation');
}
