// SPDX-License-Identifier: Apache-2.0
import { instantOf, millisecondsOf, type Instant } from '@meterpki/protocol';
import { SimulatorError } from '../errors';

/** No place on Earth is further from UTC, nor does the reader take more. */
const MAX_OFFSET_MINUTES = 14 * 60;

function offsetText(minutes: number): string {
  const digits = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${digits(size / 60)}${digits(size % 60)}`;
}

/**
 * A moment in the spelling of OCMF 1.0, such as `2018-07-24T13:22:04,000+0200 S`.
 * @throws {@link SimulatorError} FIELD_INVALID
 */
export function ocmfTime(time: Instant, offsetMinutes: number, clock: string): string {
  const milliseconds = millisecondsOf(time);
  if (milliseconds === undefined)
    throw new SimulatorError('FIELD_INVALID', 'give times as in 2026-01-31T12:00:00.000Z');
  if (!Number.isInteger(offsetMinutes) || Math.abs(offsetMinutes) > MAX_OFFSET_MINUTES)
    throw new SimulatorError('FIELD_INVALID', 'an offset has whole minutes and at most 14 hours');
  const local = instantOf(milliseconds + offsetMinutes * 60_000);
  return `${local.slice(0, 19)},${local.slice(20, 23)}${offsetText(offsetMinutes)} ${clock}`;
}
