// SPDX-License-Identifier: Apache-2.0
import type { Moment, Surroundings } from './container';

/** What XML and OCPP call contexts, OCPP 2 event types, OCPI natures; every other name means something between. */
const moments = new Map<string, Moment>([
  ['transaction.begin', 'begin'],
  ['started', 'begin'],
  ['start', 'begin'],
  ['transaction.end', 'end'],
  ['ended', 'end'],
  ['end', 'end'],
]);

/** XML is written with any name for a place; only these tell of one within a transaction. */
const BETWEEN = /^(?:transaction\.(?!begin|end)|sample\.|updated$|intermediate$)/i;

/** The moment that a container's word tells, as a member; nothing for other words. */
export function momentOf(word: string | undefined): Pick<Surroundings, 'moment'> {
  const name = (word ?? '').trim();
  const moment = moments.get(name.toLowerCase()) ?? (BETWEEN.test(name) ? 'update' : undefined);
  return moment === undefined ? {} : { moment };
}
