// SPDX-License-Identifier: Apache-2.0
import type { KeyRecord, MeterRecord } from '@meterpki/protocol';
import type { AuditAlert, AuditPlace } from './finding';
import { rewritten, type Change } from './rules/change';

/** An alert that policy, code or configuration were changed: it concerns everybody. */
export const rulesAlert = (text: string, place: AuditPlace): AuditAlert => ({
  kind: 'alert',
  about: 'rules',
  text,
  ...place,
});

function keyText(before: KeyRecord | undefined, { fingerprint, state, revocation }: KeyRecord): string[] {
  const name = `key ${fingerprint.slice(0, 16)}…`;
  if (before === undefined) return [`${name} was added, ${state}`];
  if (before.state !== state)
    return [
      `${name} went from ${before.state} to ${state}${revocation === undefined ? '' : `: ${revocation.reason}`}`,
    ];
  return JSON.stringify(before.revocation) === JSON.stringify(revocation)
    ? []
    : [`the revocation of ${name} was changed`];
}

function meterText(before: MeterRecord | undefined, after: MeterRecord): string {
  const keys = after.keys.flatMap((key, at) => keyText(before?.keys[at], key));
  const status =
    before === undefined
      ? ['was registered']
      : before.status === after.status
        ? []
        : [`went from ${before.status} to ${after.status}`];
  const all = [...status, ...keys];
  return `${after.meterId} ${all.length === 0 ? 'was changed' : all.join('; ')}`;
}

/**
 * What owners want to hear of at once, by name of the caller.
 * @param watched - meter IDs and MSP IDs
 */
export function alertsOf(change: Change, watched: readonly string[], block: number): AuditAlert[] {
  const { caller } = change.transaction;
  const meters = rewritten(change, 'meter').flatMap(({ key, before, after }): AuditAlert[] => {
    if (!watched.includes(after.meterId) && !watched.includes(after.mspId)) return [];
    const text = `${meterText(before, after)}, by ${caller.mspId}`;
    return [{ kind: 'alert', about: 'meter', text, block, key }];
  });
  const policies = rewritten(change, 'policy').map(({ key, after }) =>
    rulesAlert(`the policy was changed to revision ${after.revision}`, { block, key }),
  );
  return [...meters, ...policies];
}
