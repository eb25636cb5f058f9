// SPDX-License-Identifier: Apache-2.0
import { isCompromise } from '../records/revocation';
import { staysAttested, type Review } from './attested';
import type { CandidateKey } from './candidates';
import type { Match } from './match';
import { because, type Judgement, type Reason } from './verdicts';

/** Record times are the caller's clock, which peers hold to within 15 minutes. */
export const CLOCK_TOLERANCE_MS = 15 * 60 * 1000;

/** What the ledger knows of a receipt besides meter and key. */
export interface Circumstances {
  /** When the ledger first recorded a check of this receipt: milliseconds since 1970; absent for never. */
  readonly firstSeen?: number;
  /** Reviews of those who attested the key. */
  readonly reviews?: readonly Review[];
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

function isActive({ meter, record }: CandidateKey, reviews: readonly Review[]): boolean {
  return meter.status !== 'PENDING' && staysAttested(record, meter.keys, reviews);
}

/** True unless somebody else may have signed the receipt since the key was compromised. */
function isSeenBefore(match: Match, firstSeen: number | undefined): boolean {
  const compromised = compromisedSince(match);
  if (compromised === undefined) return true;
  return firstSeen !== undefined && firstSeen + CLOCK_TOLERANCE_MS <= compromised;
}

/**
 * The verdict table from `not-active` down, for a receipt that a key verified. The signing time is the
 * meter's claim; `firstSeen` matters only where the key is compromised and the claim lies before that: where the reason
 * without it is `not-seen-before-revocation`.
 */
export function judge(match: Match, { firstSeen, reviews = [] }: Circumstances = {}): Judgement {
  if (!isActive(match.candidate, reviews)) return because('not-active');
  const ended = endings(match);
  if (ended.length === 0) return { verdict: 'valid' };
  const claimed = match.receipt.claimed?.milliseconds;
  if (claimed === undefined) return because('time-unknown');
  const late = ended.find(({ at }) => claimed >= at);
  if (late !== undefined) return because(late.reason);
  return isSeenBefore(match, firstSeen) ? { verdict: 'valid' } : because('not-seen-before-revocation');
}
