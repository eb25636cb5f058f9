// SPDX-License-Identifier: Apache-2.0
import { instantOf } from '@meterpki/protocol';
import { tamper } from '@meterpki/simulator';
import type { Instrument } from './instrument';

const MINUTE_MS = 60_000;

/** A charging session that ended at this time, signed by the meter. */
export function chargingReceipt({ meter }: Instrument, endedAt: number): string {
  return meter.signOcmf({
    begin: { time: instantOf(endedAt - 30 * MINUTE_MS), value: '1042.500' },
    end: { time: instantOf(endedAt), value: '1063.250' },
    userId: '04A1B2C3D4E5F6',
    tariff: '0.39 EUR/kWh',
  });
}

/** The receipt with another amount under the same signature. */
export const withChangedAmount = (receipt: string): string => tamper('changed-amount', receipt);
