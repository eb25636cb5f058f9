// SPDX-License-Identifier: Apache-2.0
import { instantOf } from '@meterpki/protocol';
import { tamper } from '@meterpki/simulator';
import type { Instrument } from './instrument';

const MINUTE_MS = 60_000;

/**
 * What receipts of stories say. None of it occurs by chance, so that a scan of the ledger finds whatever of it was kept:
 * `scanLedger`. The first digits of readings are left to stories that change an amount.
 */
export const markers = {
  begin: '3951.8264013',
  end: '3987.4620519',
  user: 'A7F3C0DE9B1E55ED0B5E',
  tariff: 'night tariff 4q7x, 0.3871 EUR/kWh',
} as const;

/** The reading at the end of a session, as receipts of stories write it. */
export const endReading = `7${markers.end}`;

/** A charging session that ended at this time, signed by the meter. */
export function chargingReceipt({ meter }: Instrument, endedAt: number): string {
  return meter.signOcmf({
    begin: { time: instantOf(endedAt - 30 * MINUTE_MS), value: `7${markers.begin}` },
    end: { time: instantOf(endedAt), value: endReading },
    userId: markers.user,
    tariff: markers.tariff,
  });
}

/** The receipt with another amount under the same signature. */
export const withChangedAmount = (receipt: string): string => tamper('changed-amount', receipt);
