// SPDX-License-Identifier: Apache-2.0
import { algorithmById, concat, toBase64Url, toUtf8, writeEdl40, type Algorithm } from '@meterpki/protocol';
import { Meter } from '@meterpki/simulator';
import { meterOf } from './register';

/** The built-in algorithm with this identifier. */
export function algorithm(id: string): Algorithm {
  const row = algorithmById(id);
  if (row === undefined) throw new Error(id);
  return row;
}

/** A part of a compact JWS. */
export const part = (value: unknown): string => toBase64Url(toUtf8(JSON.stringify(value)));

/** The claims of a whole transaction, as `docs/receipts.md` describes them. */
export const claims = {
  aliases: { MS: '4711', 'EVSE-ID': 'DE*ABC*E1' },
  time: '2026-01-31T13:00:00.000Z',
  clock: 'S',
  pagination: 'T7',
  readings: [
    { time: '2026-01-31T12:00:00Z', transaction: 'B', value: '1.10', unit: 'kWh', obis: '1-0:1.8.0' },
    { time: '2026-01-31T13:00:00Z', transaction: 'E', value: '2.20', unit: 'kWh', obis: '1-0:1.8.0' },
  ],
};

/** A compact JWS over these claims. */
export function signJws(meter: Meter, payload: unknown = claims, header: object = {}): string {
  const input = `${part({ alg: meter.algorithm.jws, ...header })}.${part(payload)}`;
  return `${input}.${toBase64Url(meter.sign(toUtf8(input), 'p1363'))}`;
}

/** A meter as EDL40 asks for. */
export const edl40Meter = (seed = 'edl40', id = 'ECDSA-secp192r1-SHA256'): Meter =>
  meterOf(seed, algorithm(id));

interface Fields {
  readonly seconds?: number;
  readonly pagination?: number;
  readonly value?: bigint;
  readonly scaler?: number;
  readonly unit?: number;
  readonly serverId?: string;
}

/** The block of 320 bytes that an EDL40 meter signs. */
export function edl40Block(fields: Fields = {}): Uint8Array {
  const block = Buffer.alloc(320);
  block.write(fields.serverId ?? '0901454d4800007f87b0', 0, 'hex');
  block.writeUInt32LE(fields.seconds ?? 1_769_864_400, 10);
  block.writeUInt32LE(fields.pagination ?? 40, 19);
  block.write('0100011100ff', 23, 'hex');
  block.writeUInt8(fields.unit ?? 30, 29);
  block.writeInt8(fields.scaler ?? -1, 30);
  block.writeBigUInt64LE(fields.value ?? 89_872n, 31);
  return block;
}

/** Two octets of the logbook, as meters put them behind r and s. */
export const LOGBOOK = Uint8Array.of(0, 0x1a);

/** An EDL40 signature in the form that goes to the ledger. */
export const signEdl40 = (meter: Meter = edl40Meter(), block = edl40Block()): string =>
  writeEdl40(block, concat(meter.sign(block, 'p1363'), LOGBOOK));
