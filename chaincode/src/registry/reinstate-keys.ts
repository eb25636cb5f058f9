// SPDX-License-Identifier: Apache-2.0
import type { Fault, KeyRecord, KeyState, MeterRecord, MeterStanding } from '@meterpki/protocol';
import { meterKey } from '../state/keys';
import type { Rules } from '../transaction/answer';
import type { LedgerTransaction } from '../transaction/transaction';
import { examineAll, ownMeter, requireAdministratorOrEndorser } from './own-meter';
import { standingOf, withKey } from './standing';

interface Reinstated {
  readonly meter: MeterRecord;
  readonly key: KeyRecord;
}

/** Where the key stood before the hold, or would stand without it. */
function stateBefore({ activated, superseded }: KeyRecord): KeyState {
  if (activated === undefined) return 'PENDING';
  return superseded === undefined ? 'ACTIVE' : 'SUPERSEDED';
}

/** The key without its hold, which stays on record; undefined where it is not on hold. */
function lifted({ caller, time }: LedgerTransaction, key: KeyRecord): KeyRecord | undefined {
  const { revocation, ...rest } = key;
  if (key.state !== 'ON_HOLD' || revocation?.reason !== 'certificateHold') return undefined;
  const by = `${caller.mspId}/${caller.identity}`;
  const holds = [...(key.holds ?? []), { from: revocation.invalidityDate, to: time, by }];
  return { ...rest, state: stateBefore(key), holds };
}

async function examine(
  transaction: LedgerTransaction,
  item: Readonly<{ meterId: string; key: string }>,
): Promise<Reinstated | Fault> {
  const meter = await ownMeter(transaction, item.meterId);
  if ('code' in meter) return meter;
  const key = meter.keys.find(({ fingerprint }) => fingerprint === item.key);
  if (key === undefined) return { path: 'key', code: 'KEY_UNKNOWN', text: `${item.meterId} has no such key` };
  const good = lifted(transaction, key);
  if (good === undefined)
    return { path: 'key', code: 'NOT_ON_HOLD', text: `is ${key.state}; nothing but a hold can be lifted` };
  return { meter, key: good };
}

/** ReinstateKeys: lifts `certificateHold`, and nothing else; receipts from the time of the hold are good again. */
export const reinstateKeys: Rules<'registry', 'ReinstateKeys'> = async (transaction, { keys }) => {
  await requireAdministratorOrEndorser(transaction);
  const reinstated = await examineAll(transaction, 'keys', keys, (item) => examine(transaction, item));
  const meters: MeterStanding[] = [];
  for (const { meter, key } of reinstated) {
    const final = withKey(meter, key);
    transaction.state.put(meterKey(meter.meterId), final);
    meters.push(standingOf(final, key));
  }
  return { meters };
};
