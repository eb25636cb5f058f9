// SPDX-License-Identifier: Apache-2.0
import type { MeterRecord } from '@meterpki/protocol';
import { requireEndorser } from '../access/roles';
import { meterKey } from '../state/keys';
import type { Rules } from '../transaction/answer';
import { examineAll, ownLivingMeter } from './own-meter';

/** DecommissionMeters: retires meters for ever; receipts from before stay as good as they were. */
export const decommissionMeters: Rules<'registry', 'DecommissionMeters'> = async (transaction, argument) => {
  await requireEndorser(transaction);
  const { time } = transaction;
  const items = argument.meterIds.map((meterId) => ({ meterId }));
  const meters = await examineAll(transaction, 'meterIds', items, ({ meterId }) =>
    ownLivingMeter(transaction, meterId),
  );
  for (const meter of meters) {
    const retired: MeterRecord = { ...meter, status: 'DECOMMISSIONED', decommissioned: time };
    transaction.state.put(meterKey(meter.meterId), retired);
  }
  return { meterIds: meters.map(({ meterId }) => meterId), time };
};
