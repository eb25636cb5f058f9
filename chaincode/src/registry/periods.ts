// SPDX-License-Identifier: Apache-2.0
import type { Instant, MeterAlias } from '@meterpki/protocol';

/** When something counts: from a moment on, up to another; without them, always. */
export type Period = Pick<MeterAlias, 'validFrom' | 'validTo'>;

/** A period in the words of the record. */
export const period = (validFrom: Instant | undefined, validTo: Instant | undefined): Period => ({
  ...(validFrom === undefined ? {} : { validFrom }),
  ...(validTo === undefined ? {} : { validTo }),
});

/** True where a period holds the moment. */
export const holdsAt = ({ validFrom, validTo }: Period, moment: Instant): boolean =>
  (validFrom === undefined || validFrom <= moment) && (validTo === undefined || moment < validTo);

/** True where two periods have a moment in common. */
export const overlaps = (one: Period, other: Period): boolean =>
  (one.validTo === undefined || other.validFrom === undefined || other.validFrom < one.validTo) &&
  (other.validTo === undefined || one.validFrom === undefined || one.validFrom < other.validTo);

/** How many of the periods hold one and the same moment at most. */
export function mostAtOnce(periods: readonly Period[]): number {
  // At the same moment what ends makes room for what begins.
  const steps = periods
    .flatMap(({ validFrom = '', validTo }) => [
      { at: validFrom, by: 1 },
      ...(validTo === undefined ? [] : [{ at: validTo, by: -1 }]),
    ])
    .sort((one, other) => (one.at === other.at ? one.by - other.by : one.at < other.at ? -1 : 1));
  let holding = 0;
  return steps.reduce((most, { by }) => Math.max(most, (holding += by)), 0);
}

/** The part of a period that lies in another one, which it overlaps. */
export const within = (period: Period, { validFrom, validTo }: Period): Period => {
  const from = [period.validFrom ?? '', validFrom ?? ''].sort()[1];
  const to = [period.validTo, validTo].filter((end) => end !== undefined).sort()[0];
  return { ...(from === undefined ? {} : { validFrom: from }), ...(to === undefined ? {} : { validTo: to }) };
};

/** True for a period that holds no moment. */
export const isEmpty = ({ validFrom, validTo }: Period): boolean =>
  validFrom !== undefined && validTo !== undefined && validTo <= validFrom;
