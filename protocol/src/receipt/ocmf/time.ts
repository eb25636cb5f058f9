// SPDX-License-Identifier: Apache-2.0
import { utcMilliseconds } from '../../encoding/instant';
import type { ClaimedTime } from '../receipt';

const FORM = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)[,.](\d{3})([+-])(\d\d)(\d\d)(?: ([A-Z]))?$/;

/**
 * A time of OCMF 1.x section "reading": ISO 8601 with milliseconds behind a comma, an offset, and the clock
 * status (`2018-07-24T13:22:04,000+0200 S`).
 */
export function readOcmfTime(text: string): ClaimedTime {
  const [, seconds, fraction, sign, hours, minutes, status] = FORM.exec(text) ?? [];
  const clock = status === undefined ? {} : { clock: status };
  const local = seconds === undefined ? undefined : utcMilliseconds(`${seconds}.${fraction ?? ''}`);
  if (local === undefined || Number(hours) > 14 || Number(minutes) > 59) return { text, ...clock };
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return { text, milliseconds: sign === '-' ? local + offset : local - offset, ...clock };
}
