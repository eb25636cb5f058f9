// SPDX-License-Identifier: Apache-2.0
import type { Algorithm } from '@meterpki/protocol';
import { Meter, type OcmfOptions } from '@meterpki/simulator';

/** The same meter in every run. */
export const sampleMeter = (algorithm?: Algorithm): Meter =>
  Meter.fromSeed('sample', {
    serial: '4711',
    manufacturer: 'Sample',
    model: 'S 1',
    gatewaySerial: 'G-9',
    ...(algorithm === undefined ? {} : { algorithm }),
  });

/** A whole transaction. */
export const transaction: OcmfOptions = {
  begin: { time: '2026-01-31T12:00:00.000Z', value: '0.0000000000000000010' },
  end: { time: '2026-01-31T13:30:00.250Z', value: '12.340' },
  userId: '04A1B2C3',
};
