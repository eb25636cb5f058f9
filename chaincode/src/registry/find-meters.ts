// SPDX-License-Identifier: Apache-2.0
import { refusal, type MeterRecord, type Policy } from '@meterpki/protocol';
import { endOf, meterPrefix } from '../state/keys';
import { pageOf } from '../state/page';
import type { Rules } from '../transaction/answer';

/** The most records that a page is searched in. */
const MAX_SEARCHED = 500;

function prefixOf({ members, former = [] }: Policy, mspId: string): string {
  const member = [...members, ...former].find((other) => other.mspId === mspId);
  if (member === undefined)
    throw refusal('INVALID_ARGUMENT', 'argument.mspId', `${mspId} is and was no member of the policy`);
  return meterPrefix(member.prefix);
}

/**
 * FindMeters: meters of an institute by ID, for evaluation only. A filter that fits little gives short pages, even empty
 * ones: `next` tells where to go on.
 */
export const findMeters: Rules<'registry', 'FindMeters'> = async ({ state, policy }, wanted) => {
  const { mspId, status, manufacturer, limit = 100, start } = wanted;
  const prefix = prefixOf(policy, mspId);
  const range = { prefix, end: endOf(prefix) };
  const isFiltered = status !== undefined || manufacturer !== undefined;
  const page = { limit: isFiltered ? MAX_SEARCHED : limit, ...(start === undefined ? {} : { start }) };
  const { entries, next } = await pageOf<MeterRecord>(state, range, page);
  const fitting = entries.filter(
    ({ value: meter }) =>
      (status ?? meter.status) === meter.status &&
      (manufacturer ?? meter.manufacturer) === meter.manufacturer,
  );
  const meters = fitting.slice(0, limit).map(({ value }) => value);
  const beyond = fitting[limit]?.key;
  return { meters, ...(beyond === undefined ? next : { next: beyond }) };
};
