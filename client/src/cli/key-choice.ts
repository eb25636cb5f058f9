// SPDX-License-Identifier: Apache-2.0
import type { KeyState, MeterRecord } from '@meterpki/protocol';
import type { Session } from '../session';
import { UsageError } from './usage-error';

/** A key of a meter, by its fingerprint. */
export interface ChosenKey {
  readonly meterId: string;
  readonly key: string;
}

function onlyKey(meter: MeterRecord, states: readonly KeyState[]): string {
  const keys = meter.keys.filter(({ state }) => states.includes(state));
  const [only] = keys;
  if (only !== undefined && keys.length === 1) return only.fingerprint;
  const which = states.join(' or ');
  const found =
    keys.length === 0
      ? `has no key that is ${which}`
      : `has ${keys.length} keys that are ${which}: name one with --key-fingerprint`;
  throw new UsageError(`${meter.meterId} ${found}; meterpki meter show ${meter.meterId} lists its keys`);
}

/**
 * The keys that a command is about: that of the option, else the only one of each meter in one of these states.
 * @throws UsageError where the choice is not clear, and for meters that are not registered
 */
export async function chosenKeys(
  { society }: Session,
  meterIds: readonly string[],
  given: string | undefined,
  states: readonly KeyState[],
): Promise<ChosenKey[]> {
  const [first] = meterIds;
  if (given !== undefined && first !== undefined) {
    if (meterIds.length > 1) throw new UsageError('--key-fingerprint goes with one meter');
    return [{ meterId: first, key: given }];
  }
  const { meters, unknown } = await society.getMeters({ meterIds: [...meterIds] });
  if (unknown.length > 0) throw new UsageError(`the register has no meter ${unknown.join(', ')}`);
  const byId = new Map(meters.map((meter) => [meter.meterId, meter]));
  return meterIds.flatMap((meterId) => {
    const meter = byId.get(meterId);
    return meter === undefined ? [] : [{ meterId, key: onlyKey(meter, states) }];
  });
}
