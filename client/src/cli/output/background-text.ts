// SPDX-License-Identifier: Apache-2.0
import type { Attestation, MeterRecord } from '@meterpki/protocol';
import { moment } from '../language/figures';
import type { Words } from '../language/words';
import type { Background, NamedAttestation } from '../register-facts';
import { printable } from './printable';
import { receiptLine } from './style';

const instrument = ({ manufacturer, model }: MeterRecord): string => printable(`${manufacturer}, ${model}`);

/** Who saw the meter and its key, and when. */
export function attestationText(
  { mspId, time }: Pick<Attestation, 'mspId' | 'time'>,
  { name }: Pick<NamedAttestation, 'name'>,
  { language }: Words,
): string {
  const who = name === undefined ? mspId : `${name} (${mspId})`;
  return printable(`${who}, ${moment(time, language)}`);
}

function attestedLines(attestations: readonly NamedAttestation[], words: Words): string[] {
  if (attestations.length === 0) return [receiptLine(words, 'attested', words.imported)];
  return attestations.map((entry) =>
    receiptLine(words, 'attested', attestationText(entry.attestation, entry, words)),
  );
}

/** The instrument, the key that verified, and who attested it. */
export function backgroundLines(
  { meter, attestations }: Background,
  key: string | undefined,
  words: Words,
): string[] {
  return [
    ...(meter === undefined ? [] : [receiptLine(words, 'instrument', instrument(meter))]),
    ...(key === undefined ? [] : [receiptLine(words, 'key', printable(key))]),
    ...(attestations === undefined ? [] : attestedLines(attestations, words)),
  ];
}

/** The meters that answer to what the receipt says of itself, where they are several. */
export const candidateLines = ({ candidates = [] }: Background, words: Words): string[] =>
  candidates.map((meter) =>
    receiptLine(words, 'candidate', `${printable(meter.meterId)}: ${instrument(meter)}, ${meter.status}`),
  );
