// SPDX-License-Identifier: Apache-2.0
import { scaledText } from '../../encoding/decimal';
import type { ClaimedTime, Reading } from '../receipt';

/** Octets of the block that an EDL40 meter signs. */
export const BLOCK_LENGTH = 320;

/** Offsets of the fields; numbers are little-endian. */
const SERVER_ID = { at: 0, end: 10 } as const;
const SECONDS = 10;
const PAGINATION = 19;
const OBIS = { at: 23, end: 29 } as const;
const UNIT = 29;
const SCALER = 30;
const VALUE = 31;

/** Units of COSEM registers (IEC 62056-6-2, type enum) that meters of this kind use. */
const units: Readonly<Record<number, string>> = {
  27: 'W',
  28: 'VA',
  29: 'var',
  30: 'Wh',
  31: 'VAh',
  32: 'varh',
};

/** What stands in a block. */
export interface Edl40Block {
  readonly serverId: Uint8Array;
  readonly pagination: string;
  readonly time: ClaimedTime;
  readonly reading: Reading;
}

function obisText(octets: Uint8Array): string {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = octets;
  return `${a}-${b}:${c}.${d}.${e}*${f}`;
}

/**
 * Reads the block of an EDL40 signature. Its time is that of the meter's local clock, and the offset to UTC is
 * not in it: it is told as text and names no point in time.
 * @param bytes - exactly {@link BLOCK_LENGTH} octets
 */
export function readBlock(bytes: Uint8Array): Edl40Block {
  const block = Buffer.from(bytes);
  const time = { text: new Date(block.readUInt32LE(SECONDS) * 1000).toISOString().slice(0, 19) };
  const unit = block.readUInt8(UNIT);
  const scaler = block.readInt8(SCALER);
  const value = block.readBigUInt64LE(VALUE);
  return {
    serverId: block.subarray(SERVER_ID.at, SERVER_ID.end),
    pagination: String(block.readUInt32LE(PAGINATION)),
    time,
    reading: {
      time,
      // An exponent beyond 99 is no scaler of any register: the reading then has no value.
      ...(Math.abs(scaler) > 99 ? {} : { value: scaledText(value, scaler) }),
      unit: units[unit] ?? `unit ${unit}`,
      obis: obisText(block.subarray(OBIS.at, OBIS.end)),
    },
  };
}
