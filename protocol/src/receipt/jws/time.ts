// SPDX-License-Identifier: Apache-2.0
import { utcMilliseconds } from '../../encoding/instant';
import type { ClaimedTime } from '../receipt';

const FORM = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;

/** Milliseconds by which the local time is ahead of UTC, or undefined where the text is no offset. */
function offsetOf(zone: string): number | undefined {
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4))];
  if (hours > 23 || minutes > 59) return undefined;
  const offset = (hours * 60 + minutes) * 60_000;
  return zone.startsWith('-') ? -offset : offset;
}

/** Reads a time of RFC 3339; digits beyond the milliseconds stay in the text alone. */
export function readWebTime(text: string): ClaimedTime {
  const [, seconds = '', fraction = '', zone = ''] = FORM.exec(text) ?? [];
  const local = utcMilliseconds(`${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}`);
  const offset = offsetOf(zone);
  return local === undefined || offset === undefined ? { text } : { text, milliseconds: local - offset };
}
