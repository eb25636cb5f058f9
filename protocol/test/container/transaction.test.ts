// SPDX-License-Identifier: Apache-2.0
import { transactionNotes, type Sample } from '@meterpki/protocol/containers';
import { receiptIn, recordAround } from '../support/ocmf';
import { signEdl40 } from '../support/signed-forms';

interface Said {
  readonly kinds: string;
  readonly values: readonly string[];
  readonly pagination?: string;
  readonly serial?: string;
  readonly hour?: string;
}

/** A receipt with one reading for each letter of `kinds`, and what a container says of it. */
function sample(
  { kinds, values, pagination = 'T1', serial = '1', hour = '12' }: Said,
  around: Omit<Sample, 'receipt'> = {},
): Sample {
  const RD = Array.from(kinds, (TX, at) => ({
    TX,
    RV: values[at],
    RU: 'kWh',
    TM: `2026-01-31T${hour}:00:00,000+0000 S`,
  }));
  return { receipt: receiptIn(recordAround(JSON.stringify({ PG: pagination, MS: serial, RD }))), ...around };
}

const inOne = { transaction: 'x' };
const begin = sample({ kinds: 'B', values: ['1'] }, inOne);
const end = sample({ kinds: 'E', values: ['2'], pagination: 'T2' }, inOne);
const findings = (...samples: readonly Sample[]): (readonly string[])[] =>
  transactionNotes(samples).map((notes) => notes.findings);

describe('a transaction', () => {
  it('is complete with begin and end, in either order, in one receipt or in two', () => {
    expect(transactionNotes([begin, end])).toEqual([
      { findings: [], complete: true },
      { findings: [], complete: true },
    ]);
    expect(findings(end, begin)).toEqual([[], []]);
    expect(findings(sample({ kinds: 'BE', values: ['1', '2'] }, inOne))).toEqual([[]]);
  });

  it('is complete where only the container says which is which', () => {
    const edl = receiptIn(signEdl40());
    const pair: Sample[] = [
      { receipt: edl, moment: 'begin' },
      { receipt: edl, moment: 'end' },
    ];
    expect(findings(...pair)).toEqual([[], []]);
  });

  it('lacks begin or end', () => {
    expect(findings(begin)).toEqual([['begin-end-incomplete']]);
    expect(findings(end)).toEqual([['begin-end-incomplete']]);
    expect(transactionNotes([begin])[0]?.complete).toBe(false);
  });

  it('is told apart from others, and from receipts that belong to none', () => {
    const other = { ...end, transaction: 'y' };
    const alone = sample({ kinds: 'C', values: ['1'] });
    expect(findings(begin, other, alone)).toEqual([['begin-end-incomplete'], ['begin-end-incomplete'], []]);
    expect(transactionNotes([alone])).toEqual([{ findings: [], complete: false }]);
  });

  it('shows energy that falls between begin and end', () => {
    const less = sample({ kinds: 'E', values: ['0.9'], pagination: 'T2' }, inOne);
    expect(findings(begin, less)).toEqual([['energy-difference'], ['energy-difference']]);
    expect(findings(less, begin)).toEqual([['energy-difference'], ['energy-difference']]);
  });

  it('is put in order by the container, then by kind, then by time', () => {
    const saidEnd = sample({ kinds: 'C', values: ['3'] }, { ...inOne, moment: 'end' });
    const early = sample({ kinds: 'C', values: ['1.5'], hour: '10' }, inOne);
    const late = sample({ kinds: 'C', values: ['1.7'], hour: '11' }, inOne);
    expect(findings(saidEnd, late, early, begin).flat()).toEqual([]);
    const untimed = { ...early, receipt: receiptIn(recordAround('{}')) };
    expect(findings(begin, end, untimed).flat()).toEqual([]);
  });

  it('counts the energy of each meter by itself', () => {
    const other = sample({ kinds: 'E', values: ['0.1'], serial: '2', pagination: 'T9' }, inOne);
    expect(findings(begin, end, other)).toEqual([[], [], []]);
    const unnamed = (value: string): Sample => ({
      ...inOne,
      receipt: receiptIn(recordAround(`{"RD":[{"TX":"B","RV":${value},"RU":"kWh"},{"TX":"E"}]}`)),
    });
    expect(findings(unnamed('2'), unnamed('1')).flat()).toEqual(['energy-difference', 'energy-difference']);
  });
});

describe('a gap in the pagination', () => {
  const paged = (...pages: readonly string[]): string[] => [
    ...new Set(
      findings(
        ...pages.map((pagination) => sample({ kinds: 'BE', values: ['1', '1'], pagination }, inOne)),
      ).flat(),
    ),
  ];

  it.each<[string, readonly string[], boolean]>([
    ['numbers that follow each other', ['T1', 'T2', 'T3'], false],
    ['the same in another order', ['T3', 'T1', 'T2'], false],
    ['a number twice', ['T1', 'T1'], false],
    ['a number left out', ['T1', 'T3'], true],
    ['a carry', ['T9', 'T10'], false],
    ['counters of two kinds', ['T1', 'F9'], false],
    ['numbers without a letter', ['40', '42'], true],
    ['something that is no pagination', ['T1', 'x-3', 'T99999999999999999999'], false],
  ])('%j: %j gives %s', (_name, pages, gap) => {
    expect(paged(...pages)).toEqual(gap ? ['pagination-gap'] : []);
  });

  it('is none where receipts carry no pagination', () => {
    const bare = { receipt: receiptIn(recordAround('{"RD":[{"TX":"B"},{"TX":"E"}]}')), ...inOne };
    expect(findings(bare, bare)).toEqual([[], []]);
  });
});
