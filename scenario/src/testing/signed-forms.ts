// SPDX-License-Identifier: Apache-2.0
import { concat, instantOf, toHex, toUtf8, writeEdl40 } from '@meterpki/protocol';
import type { Instrument } from '../story/instrument';
import { endReading, markers } from '../story/receipts';

/** Offset of the octets about the customer in an EDL40 block. */
const CUSTOMER = 128;

/** A compact JWS that names the meter by its serial, with one reading of this time. */
export const jwsReceipt = ({ meter }: Instrument, time: number): string =>
  meter.signJws({ begin: { time: instantOf(time), value: endReading }, pagination: 1 });

/** An EDL40 block of a meter whose serial has the printed form (`1MPK0000000042`), and its signature. */
export function edl40Parts(
  { meter }: Instrument,
  time: number,
): Readonly<Record<'block' | 'signature', Uint8Array>> {
  const { serial } = meter.nameplate;
  const block = Buffer.alloc(320);
  block.write(`090${serial.slice(0, 1)}${toHex(toUtf8(serial.slice(1, 4)))}`, 0, 'hex');
  block.writeUInt8(Number(serial.slice(4, 6)), 5);
  block.writeUInt32BE(Number(serial.slice(6)), 6);
  block.writeUInt32LE(Math.floor(time / 1000), 10);
  block.writeUInt32LE(1, 19);
  block.write('0100011100ff1eff', 23, 'hex');
  block.writeUInt32LE(89_872, 31);
  // The customer, in the octets that stations leave to it.
  block.write(markers.user, CUSTOMER, 'latin1');
  const logbook = Uint8Array.of(0, 1);
  return { block, signature: concat(meter.sign(block, 'p1363'), logbook) };
}

/** The same as it goes to the ledger. */
export function edl40Receipt(instrument: Instrument, time: number): string {
  const { block, signature } = edl40Parts(instrument, time);
  return writeEdl40(block, signature);
}
