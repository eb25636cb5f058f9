// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '@meterpki/protocol';
import { receiptIn, recordAround } from '../../support/ocmf';

interface Change {
  readonly general?: Readonly<Record<string, unknown>>;
  readonly end?: Readonly<Record<string, unknown>>;
  readonly readings?: readonly unknown[];
}

/** Findings of a complete record with changes. */
function findingsWith({ general, end, readings }: Change = {}): readonly Finding[] {
  const begin = { TM: '2026-01-31T12:00:00,000+0000 S', TX: 'B', RV: 1, EF: '', ST: 'G' };
  const last = { ...begin, TM: '2026-01-31T13:00:00,000+0000 S', TX: 'E', ...end };
  const payload = { FV: '1.0', PG: 'T1', MS: '4711', IS: false, RD: readings ?? [begin, last], ...general };
  return receiptIn(recordAround(JSON.stringify(payload))).findings;
}

const falling = {
  TM: '2026-01-31T12:00:00,000+0000 S',
  TX: 'B',
  RI: '1-b:1.8.0',
  RU: 'kWh',
  EF: '',
  ST: 'G',
};

describe('the findings of a record', () => {
  it('are none for a complete one', () => {
    expect(findingsWith()).toEqual([]);
  });

  it.each<[string, Change, Finding[]]>([
    ['version 1.4', { general: { FV: '1.4' } }, []],
    ['version 1.5', { general: { FV: '1.5' } }, ['newer-version']],
    ['version 2.0', { general: { FV: '2.0' } }, ['newer-version']],
    ['version 1.10', { general: { FV: '1.10' } }, ['newer-version']],
    ['version 0.9 as a number', { general: { FV: 0.9 } }, []],
    ['no version', { general: { FV: undefined } }, []],
    ['no serial', { general: { MS: undefined } }, ['missing-mandatory-field']],
    ['an empty serial', { general: { MS: '' } }, ['missing-mandatory-field']],
    ['no pagination', { general: { PG: undefined } }, ['missing-mandatory-field']],
    ['no user assignment', { general: { IS: undefined } }, ['missing-mandatory-field']],
    ['an unknown clock', { end: { TM: '2026-01-31T13:00:00,000+0000 U' } }, ['clock-not-synchronised']],
    ['an earlier unsynchronised time', { end: { TM: '2026-01-31T11:00:00,000+0000 U' } }, []],
    ['a flag on the time', { end: { EF: 't' } }, ['time-flagged']],
    ['a flag on the energy', { end: { EF: 'E' } }, ['energy-flagged']],
    ['both flags', { end: { EF: 'Et' } }, ['time-flagged', 'energy-flagged']],
    [
      'energy that falls in one register',
      {
        readings: [
          { ...falling, RV: 2 },
          { ...falling, TX: 'E', RV: 1 },
        ],
      },
      ['energy-difference'],
    ],
    ['no end', { end: { TX: 'C' } }, ['begin-end-incomplete']],
    ['an end by power failure', { end: { TX: 'P' } }, []],
    ['no end in a fiscal record', { general: { PG: 'F1' }, end: { TX: 'C' } }, []],
    [
      'no readings',
      { readings: [] },
      ['missing-mandatory-field', 'clock-not-synchronised', 'begin-end-incomplete'],
    ],
  ])('with %s', (_name, change, expected) => {
    expect(findingsWith(change)).toEqual(expected);
  });
});
