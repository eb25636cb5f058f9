// SPDX-License-Identifier: Apache-2.0
import { toBase64, type Alias, type PossessionPurpose } from '@meterpki/protocol';
import type { ChallengeFields, Meter } from '../meter/meter';
import type { Nameplate } from '../meter/nameplate';

/** What a meter hands to a permitted endorser: what stands on its plate, its key, and its answer to a challenge. */
export interface Answer {
  readonly meterId: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly aliases: readonly Alias[];
  readonly purpose: PossessionPurpose;
  /** DER of the SubjectPublicKeyInfo, base64. */
  readonly key: string;
  readonly algorithm: string;
  /** By this key, base64. */
  readonly proof: string;
  /** By the key before it, over the same statement. */
  readonly previousProof?: string;
}

/** A meter behind a gateway is told from its neighbours by both numbers. */
const aliasOf = ({ serial, gatewaySerial }: Nameplate): Alias =>
  gatewaySerial === undefined
    ? { kind: 'MS', text: serial }
    : { kind: 'GS+MS', text: `${gatewaySerial}|${serial}` };

/**
 * Answers a challenge.
 * @param old - the meter with the key before this one, where it signs, too
 */
export function answerTo(meter: Meter, fields: ChallengeFields, old: Meter | undefined): Answer {
  const { spki, algorithm, nameplate } = meter;
  const subject = { spki, algorithm, ...fields };
  return {
    meterId: fields.meterId,
    manufacturer: nameplate.manufacturer,
    model: nameplate.model,
    aliases: [aliasOf(nameplate)],
    purpose: fields.purpose,
    key: toBase64(subject.spki),
    algorithm: subject.algorithm.id,
    proof: meter.prove(subject),
    ...(old === undefined ? {} : { previousProof: old.prove(subject) }),
  };
}
