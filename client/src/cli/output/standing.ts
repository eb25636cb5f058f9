// SPDX-License-Identifier: Apache-2.0
import type { MeterStanding } from '@meterpki/protocol';
import { printable } from './printable';
import type { Written } from './written';

/** Where a meter and its key stand after a transaction. */
export const standingWritten = (standing: MeterStanding): Written => ({
  json: { ...standing },
  name: printable(standing.meterId),
  text: `${standing.status}, key ${printable(standing.key)} ${standing.keyState}`,
});

/** The command to try next, after meters were registered, attested or given new keys. */
export function afterStanding(standings: readonly MeterStanding[]): string[] {
  const waiting = standings.find(({ keyState }) => keyState === 'PENDING');
  const [first] = standings;
  if (waiting !== undefined) {
    return [
      `Next: another permitted endorser opens a challenge and attests: meterpki meter attest --help`,
      `      meterpki meter show ${printable(waiting.meterId)} shows who attested so far.`,
    ];
  }
  return first === undefined ? [] : [`Next: meterpki meter show ${printable(first.meterId)}`];
}
