// SPDX-License-Identifier: Apache-2.0
import { instantOf, refusal, type MeterRecord } from '@meterpki/protocol';
import { meterKey } from '../state/keys';
import type { Rules } from '../transaction/answer';

const DEFAULT_LIMIT = 100;

/**
 * GetHistory: every state of a meter's record, oldest first, from the ledger's own history; for evaluation only, since
 * it is in no read set. `start` counts states.
 */
export const getHistory: Rules<'registry', 'GetHistory'> = async (
  { state },
  { meterId, limit, start = '0' },
) => {
  if (!/^[0-9]{1,6}$/.test(start))
    throw refusal('INVALID_ARGUMENT', 'argument.start', 'must be the member next of the page before');
  const states = await state.history<MeterRecord>(meterKey(meterId));
  if (states.length === 0) throw refusal('METER_UNKNOWN', 'meterId', `${meterId} is not registered`);
  const first = Number(start);
  const end = first + (limit ?? DEFAULT_LIMIT);
  return {
    states: states
      .slice(first, end)
      .map(({ tx, milliseconds, value }) => ({ tx, time: instantOf(milliseconds), meter: value })),
    ...(end < states.length ? { next: String(end) } : {}),
  };
};
