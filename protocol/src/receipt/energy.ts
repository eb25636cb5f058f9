// SPDX-License-Identifier: Apache-2.0
import { isLess } from '../encoding/decimal';
import type { Reading } from './receipt';

const ENERGY_UNIT = /^[kM]?Wh$/i;

/** Value group D = 8 is a time integral since the meter started (IEC 62056-6-1): a register that only counts up. */
const COUNTING_REGISTER = /^(?:[^:]*:)?[^.]+\.0*8(?:\.|$)/;

const countsUp = ({ unit, obis }: Reading): boolean =>
  ENERGY_UNIT.test(unit ?? '') && (obis === undefined || COUNTING_REGISTER.test(obis));

/**
 * True where a register that only counts up reads less than before, exactly compared; readings in the order in
 * which they were taken, registers told apart by OBIS code and unit.
 */
export function energyFalls(readings: readonly Reading[]): boolean {
  const last = new Map<string, string>();
  return readings.filter(countsUp).some(({ obis, unit, value }) => {
    if (value === undefined) return false;
    const register = JSON.stringify([obis, unit]);
    const before = last.get(register);
    last.set(register, value);
    return before !== undefined && isLess(value, before);
  });
}
