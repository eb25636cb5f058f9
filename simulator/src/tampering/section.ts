// SPDX-License-Identifier: Apache-2.0
import { toHex } from '@meterpki/protocol';
import { Meter } from '../meter/meter';
import type { Parts } from './parts';

/** The record with another signature section. */
const withSection = ({ signed }: Parts, section: string): string => `OCMF|${signed}|${section}`;

const withoutAlgorithm = (section: string): string => section.replace(/"SA"\s*:\s*"[^"]*"\s*,?/, '');

/** An algorithm that no version of the protocol has built in. */
export const unknownAlgorithm = (parts: Parts): string =>
  withSection(parts, withoutAlgorithm(parts.section).replace('{', '{"SA":"ECDSA-secp521r1-SHA512",'));

/** The signature section without its data. */
export const missingSignature = (parts: Parts): string =>
  withSection(parts, parts.section.replace(/"SD"(\s*:\s*)/, '"XD"$1'));

/** A fourth section with a stranger's key: it is shown, never trusted, so the receipt stays what it was. */
export function embeddedKey(parts: Parts): string {
  const stranger = Meter.fresh({ serial: 'stranger', algorithm: parts.receipt.algorithm });
  const own = parts.section.slice(0, parts.section.lastIndexOf('}') + 1);
  return withSection(parts, `${own}|${toHex(stranger.spki)}`);
}

/** Words behind the record. */
export const trailingText = (parts: Parts): string => withSection(parts, `${parts.section} paid`);
