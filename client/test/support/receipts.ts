// SPDX-License-Identifier: Apache-2.0
import { Meter } from '@meterpki/simulator';

/** A meter with a key that is the same in every run. */
export const meter = Meter.fromSeed('client tests', { serial: 'T-1' });

/** The key as hex, the form that most meters print. */
export const keyHex = Buffer.from(meter.spki).toString('hex');

/** A receipt of this meter over an hour of charging. */
export const signReceipt = (from: Meter = meter): string =>
  from.signOcmf({
    begin: { time: '2026-03-01T10:00:00.000Z', value: '1.230' },
    end: { time: '2026-03-01T11:00:00.000Z', value: '13.570' },
  });
