// SPDX-License-Identifier: Apache-2.0
import type { Moment, Surroundings } from './container';

/**
 * What XML and OCPP call contexts, OCPP 2 event types, and OCPI natures. People add words of their own behind the
 * contexts of XML, or write the name of a place.
 */
const words: readonly (readonly [RegExp, Moment])[] = [
  [/^(?:transaction\.begin|start(?:ed)?$)/i, 'begin'],
  [/^(?:transaction\.end|end(?:ed)?$)/i, 'end'],
  [/^(?:transaction\.|sample\.|updated$|intermediate$)/i, 'update'],
];

/** The moment that a container's word tells, as a member; nothing for other words. */
export function momentOf(word = ''): Pick<Surroundings, 'moment'> {
  const [, moment] = words.find(([form]) => form.test(word.trim())) ?? [];
  return moment === undefined ? {} : { moment };
}
