// SPDX-License-Identifier: Apache-2.0
import type { KeyRecord, MeterRecord } from '@meterpki/protocol';
import { sameText, type Change, type Rewritten } from './change';
import { keepsRevocation, type KeyChange } from './revocation-rules';

/** A key may have been shown by a record since, which proves less; what was imported stays so, and nothing becomes it. */
const keepsPossession = (before: KeyRecord, after: KeyRecord): boolean =>
  before.possession === after.possession ||
  (before.possession === 'statement' && after.possession === 'ocmf');

/** How a key came to count stays; once a record was shown for it, two must have seen it. */
function keepsActivation(before: KeyRecord, after: KeyRecord): boolean {
  const [old, now] = [before.activated, after.activated];
  if (old === undefined || sameText(old, now)) return true;
  const attestations = Math.max(2, old.quorum.attestations);
  const raised = { ...old, quorum: { ...old.quorum, attestations } };
  return after.possession === 'ocmf' && sameText(raised, now);
}

/** A key is superseded once, at the time at which another one comes to count. */
function keepsSuperseded({ transaction }: Change, { before, after }: KeyChange, activates: boolean): boolean {
  if (before?.superseded === after.superseded) return true;
  return before?.superseded === undefined && activates && after.superseded === transaction.time;
}

/** What a key keeps for ever: what it is, the words that were given, and how it came to count and ceased to. */
function keepsKey(before: KeyRecord, after: KeyRecord): boolean {
  const fixed = ({ fingerprint, spki, algorithm, import: by }: KeyRecord): unknown[] => [
    fingerprint,
    spki,
    algorithm,
    by,
  ];
  return (
    sameText(fixed(before), fixed(after)) &&
    sameText(after.attestations.slice(0, before.attestations.length), before.attestations) &&
    keepsPossession(before, after) &&
    keepsActivation(before, after)
  );
}

const isNewlyActivated = (before: KeyRecord | undefined, after: KeyRecord): boolean =>
  before?.activated === undefined && after.activated !== undefined;

/** True where a meter keeps who registered it and when, its keys, and everything that decides verdicts. */
export function keepsThePast(change: Change, { before, after }: Rewritten<MeterRecord>): boolean {
  const old = before?.keys ?? [];
  const active = after.keys.filter((now, at) => isNewlyActivated(old[at], now));
  const kept = after.keys.every((now, at) => {
    const key: KeyChange = { meter: after, before: old[at], after: now };
    return (
      now.sequence === at &&
      (key.before === undefined || keepsKey(key.before, now)) &&
      keepsRevocation(change, key) &&
      keepsSuperseded(
        change,
        key,
        active.some(({ sequence }) => sequence !== at),
      )
    );
  });
  const fixed = (meter: MeterRecord): unknown => [meter.meterId, meter.mspId, meter.registered];
  return (
    kept &&
    after.keys.length >= old.length &&
    (before === undefined || sameText(fixed(before), fixed(after))) &&
    (before?.decommissioned ?? after.decommissioned) === after.decommissioned
  );
}
