// SPDX-License-Identifier: Apache-2.0
import { ListWatch, toUtf8, type Judged } from '@meterpki/protocol';

const unmatched = (content: string, receiptId: string): Judged => ({
  receipt: { signedBytes: toUtf8(content), pagination: 'T1' },
  receiptId,
});
const judged = (content: string, receiptId: string, more: Partial<Judged> = {}): Judged => ({
  receipt: { signedBytes: toUtf8(content), pagination: 'T1' },
  receiptId,
  key: 'aa',
  ...more,
});

describe('within one list', () => {
  it('the same receipt again is a replay, whether a key verified it or not', () => {
    const watch = new ListWatch();
    expect(watch.note(judged('1', 'a'))).toEqual([]);
    expect(watch.note(judged('1', 'a'))).toEqual(['replay']);
    expect(watch.note(unmatched('1', 'z'))).toEqual([]);
    expect(watch.note(unmatched('1', 'z'))).toEqual(['replay']);
  });

  it('other content under the same key and pagination is equivocation', () => {
    const watch = new ListWatch();
    watch.note(judged('1', 'a'));
    expect(watch.note(judged('2', 'b'))).toEqual(['equivocation']);
    expect(watch.note(judged('1', 'c'))).toEqual([]);
    expect(watch.note(judged('3', 'd', { key: 'bb' }))).toEqual([]);
  });

  it('neither a receipt that no key verified nor one without pagination accuses anybody', () => {
    const watch = new ListWatch();
    watch.note(judged('1', 'a'));
    expect(watch.note(unmatched('2', 'b'))).toEqual([]);
    expect(watch.note(judged('3', 'c', { receipt: { signedBytes: toUtf8('3') } }))).toEqual([]);
    expect(watch.note(judged('4', 'd', { receipt: { signedBytes: toUtf8('4') } }))).toEqual([]);
  });
});
