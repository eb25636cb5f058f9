// SPDX-License-Identifier: Apache-2.0
import type { KeyRecord, MeterRecord } from '@meterpki/protocol';
import { printable } from './printable';
import { headline, labelled } from './style';

const possessions: Readonly<Record<string, string>> = {
  statement: 'shown: the meter signed a challenge',
  imported: 'not shown: taken over from an older register',
};

function keyLines({ sequence, state, algorithm, fingerprint, ...key }: KeyRecord): string[] {
  const { revocation, superseded, attestations, possession } = key;
  const witnesses = attestations.map(({ mspId, time }) => `${mspId} ${time}`).join(', ');
  return [
    labelled(`key ${sequence}`, `${state}, ${printable(algorithm)}`),
    labelled('', printable(fingerprint)),
    labelled('', `possession ${possessions[possession] ?? printable(possession)}`),
    ...(witnesses === '' ? [] : [labelled('', `attested by ${printable(witnesses, 1000)}`)]),
    ...(superseded === undefined ? [] : [labelled('', `superseded ${printable(superseded)}`)]),
    ...(revocation === undefined
      ? []
      : [labelled('', printable(`revoked from ${revocation.invalidityDate} on: ${revocation.reason}`))]),
  ];
}

/** A meter and its keys, the newest first, for people. */
export function meterLines(meter: MeterRecord): string[] {
  const { typeApproval, decommissioned } = meter;
  return [
    `${headline(printable(meter.meterId))}  ${meter.status}`,
    labelled('manufacturer', printable(meter.manufacturer)),
    labelled('model', printable(meter.model)),
    ...(typeApproval === undefined ? [] : [labelled('type approval', printable(typeApproval))]),
    labelled('institute', printable(meter.mspId)),
    labelled('registered', printable(meter.registered)),
    ...(decommissioned === undefined ? [] : [labelled('retired', printable(decommissioned))]),
    ...meter.aliases.map(({ kind, text }) => labelled('alias', `${kind}:${printable(text)}`)),
    ...[...meter.keys].reverse().flatMap(keyLines),
  ];
}
