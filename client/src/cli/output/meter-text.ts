// SPDX-License-Identifier: Apache-2.0
import type { Attestation, KeyRecord, MeterAlias, MeterRecord } from '@meterpki/protocol';
import { english } from '../language/english';
import { endorserKey } from '../register-facts';
import { attestationText } from './background-text';
import { printable } from './printable';
import { headline, labelled } from './style';

const possessions: Readonly<Record<string, string>> = {
  statement: 'shown: the meter signed a challenge',
  ocmf: 'shown: an OCMF record carries the challenge',
  imported: 'not shown: taken over from an older register',
};

function aliasText({ kind, text, validFrom, validTo }: MeterAlias): string {
  const from = validFrom === undefined ? '' : ` from ${validFrom}`;
  const to = validTo === undefined ? '' : ` until ${validTo}`;
  return printable(`${kind}:${text}${from}${to}`);
}

/** Names of endorsers, as `endorserNames` gives them. */
type Names = ReadonlyMap<string, string>;

const witness = (attestation: Attestation, names: Names): string => {
  const name = names.get(endorserKey(attestation));
  return attestationText(attestation, name === undefined ? {} : { name }, english);
};

function keyLines(names: Names, { sequence, state, algorithm, fingerprint, ...key }: KeyRecord): string[] {
  const { revocation, superseded, attestations, possession } = key;
  return [
    labelled(`key ${sequence}`, `${state}, ${printable(algorithm)}`),
    labelled('', printable(fingerprint)),
    labelled('', `possession ${possessions[possession] ?? printable(possession)}`),
    ...attestations.map((attestation) => labelled('', `attested by ${witness(attestation, names)}`)),
    ...(superseded === undefined ? [] : [labelled('', `superseded ${printable(superseded)}`)]),
    ...(revocation === undefined
      ? []
      : [labelled('', printable(`revoked from ${revocation.invalidityDate} on: ${revocation.reason}`))]),
  ];
}

/**
 * A meter and its keys, the newest first, for people.
 * @param names - of those who attested, as `endorserNames` gives them
 */
export function meterLines(meter: MeterRecord, names: Names = new Map()): string[] {
  const { typeApproval, decommissioned } = meter;
  return [
    `${headline(printable(meter.meterId))}  ${meter.status}`,
    labelled('manufacturer', printable(meter.manufacturer)),
    labelled('model', printable(meter.model)),
    ...(typeApproval === undefined ? [] : [labelled('type approval', printable(typeApproval))]),
    labelled('institute', printable(meter.mspId)),
    labelled('registered', printable(meter.registered)),
    ...(decommissioned === undefined ? [] : [labelled('retired', printable(decommissioned))]),
    ...meter.aliases.map((alias) => labelled('alias', aliasText(alias))),
    ...[...meter.keys].reverse().flatMap((key) => keyLines(names, key)),
  ];
}
