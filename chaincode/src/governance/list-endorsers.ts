// SPDX-License-Identifier: Apache-2.0
import type { EndorserRecord, ListedEndorser, ReviewRecord } from '@meterpki/protocol';
import { holds } from '../access/roles';
import { endOf, endorserPrefix, reviewKey } from '../state/keys';
import { pageOf } from '../state/page';
import type { Rules } from '../transaction/answer';

const EVERYBODY = 'pe/';

/** ListPermittedEndorsers: of one institute or of all, a page at a time, for evaluation only. */
export const listPermittedEndorsers: Rules<'governance', 'ListPermittedEndorsers'> = async (
  { state, milliseconds },
  { mspId, ...page },
) => {
  const prefix = mspId === undefined ? EVERYBODY : endorserPrefix(mspId);
  const { entries, next } = await pageOf<EndorserRecord>(state, { prefix, end: endOf(prefix) }, page);
  const endorsers: ListedEndorser[] = [];
  await state.readAll(entries.map(({ value }) => reviewKey(value.mspId, value.identity)));
  for (const { value: endorser } of entries) {
    const review = await state.get<ReviewRecord>(reviewKey(endorser.mspId, endorser.identity));
    const granted = holds(endorser, milliseconds);
    endorsers.push({ endorser, granted, ...(review === undefined ? {} : { review }) });
  }
  return { endorsers, ...next };
};
