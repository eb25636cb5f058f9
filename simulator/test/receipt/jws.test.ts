// SPDX-License-Identifier: Apache-2.0
import { algorithmById, readReceipt } from '@meterpki/protocol';
import { Meter } from '../../dist';
import { codeOf } from '../support/code-of';

const times = {
  begin: { time: '2026-01-31T12:00:00.000Z', value: '12.340' },
  end: { time: '2026-01-31T13:00:00.000Z', value: '15.1' },
};

describe('a meter that signs JSON web signatures', () => {
  it('names itself by its serial and counts the pagination up', () => {
    const meter = Meter.fromSeed('jws', { serial: '4711' });
    const paginations = [1, 2].map(() => {
      const read = readReceipt(meter.signJws(times));
      return read.kind === 'receipt' ? [read.receipt.aliases, read.receipt.pagination] : read.text;
    });
    const aliases = [{ kind: 'MS', text: '4711' }];
    expect(paginations).toEqual([
      [aliases, 'T1'],
      [aliases, 'T2'],
    ]);
  });

  it('refuses a reading that is no decimal text, and a curve that JWS has no name for', () => {
    const meter = Meter.fromSeed('jws', { serial: '4711' });
    const wrong = { ...times, begin: { ...times.begin, value: '12,3' } };
    expect(codeOf(() => meter.signJws(wrong))).toBe('FIELD_INVALID');
    const algorithm = algorithmById('ECDSA-brainpool256r1-SHA256');
    if (algorithm === undefined) throw new Error('no such algorithm');
    const brainpool = Meter.fromSeed('jws', { serial: '4711', algorithm });
    expect(codeOf(() => brainpool.signJws(times))).toBe('FIELD_INVALID');
  });

  it('writes OCMF as of version 1.0 or 1.3', () => {
    const meter = Meter.fromSeed('jws', { serial: '4711' });
    expect(meter.signOcmf(times)).toContain('"FV":"1.0"');
    expect(meter.signOcmf({ ...times, version: '1.3' })).toContain('"FV":"1.3"');
  });
});
