// SPDX-License-Identifier: Apache-2.0
import { toHex } from '../../encoding/bytes';
import type { Alias } from '../../records/alias';

/** First octets of a server ID that holds the identification of a device (DIN 43863-5). */
const DEVICE: readonly number[] = [0x09, 0x0a];
const LETTERS = /^[A-Z]{3}$/;

/** The form on the meter's nameplate: medium, manufacturer, two digits of block, eight of number. */
function printedForm(serverId: Uint8Array): string | undefined {
  const bytes = Buffer.from(serverId);
  const manufacturer = bytes.toString('latin1', 2, 5);
  const [block, number] = [bytes.readUInt8(5), bytes.readUInt32BE(6)];
  const [kind = 0, medium = 0] = bytes;
  const fits = medium <= 9 && block <= 99 && number <= 99_999_999;
  if (!DEVICE.includes(kind) || !fits || !LETTERS.test(manufacturer)) return undefined;
  return `${medium}${manufacturer}${String(block).padStart(2, '0')}${String(number).padStart(8, '0')}`;
}

/**
 * Search terms out of the ten octets of an EDL40 server ID: the identification as printed on the meter
 * (DIN 43863-5, `1EMH0008357808`), and the octets as upper-case hex, which some registers list.
 */
export function serverIdAliases(serverId: Uint8Array): Alias[] {
  const printed = printedForm(serverId);
  const hex: Alias = { kind: 'MS', text: toHex(serverId).toUpperCase() };
  return printed === undefined ? [hex] : [{ kind: 'MS', text: printed }, hex];
}
