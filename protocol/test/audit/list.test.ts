// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { leafBytes, readLeaves, toBase64, toHex, writeLeaves, type Leaf } from '@meterpki/protocol';
import { hex } from '../support/bytes';

const leaves = fc.array(
  fc.record(
    {
      verdict: fc.constantFrom('valid' as const, 'invalid' as const, 'indeterminate' as const),
      receiptId: fc.stringMatching(/^[0-9a-f]{64}$/).filter((id) => !/^0+$/.test(id)),
      meterId: fc.stringMatching(/^[a-z][a-z0-9]{0,15}:[A-Za-z0-9._-]{1,64}$/),
    },
    { requiredKeys: ['verdict'] },
  ),
);

describe('the compact list of leaves', () => {
  it('gives any leaves back', () => {
    fc.assert(
      fc.property(leaves, (list) => {
        expect(readLeaves(writeLeaves(list))).toEqual(list);
      }),
    );
  });

  it('names each meter once', () => {
    const leaf: Leaf = { verdict: 'valid', meterId: 'ptb:1', receiptId: 'ab'.repeat(32) };
    const sizes = [[leaf], [leaf, leaf]].map((list) => Buffer.from(writeLeaves(list), 'base64').length);
    expect(sizes).toEqual([2 + 6 + 35, 2 + 6 + 70]);
  });

  it('is this text for ever', () => {
    const list: Leaf[] = [
      { verdict: 'invalid', meterId: 'ptb:1', receiptId: 'ab'.repeat(32) },
      { verdict: 'indeterminate' },
    ];
    const expected = `0001057074623a31000001${'ab'.repeat(32)}ffff02${'00'.repeat(32)}`;
    expect(toHex(Buffer.from(writeLeaves(list), 'base64'))).toBe(expected);
  });

  it.each([
    ['no base64', 'ä'],
    ['nothing', ''],
    ['one byte', toBase64(hex('00'))],
    ['a name that runs over the end', toBase64(hex('000105aa'))],
    ['a missing name', toBase64(hex('0001'))],
    ['an entry that is too short', toBase64(hex(`0000ffff00${'00'.repeat(31)}`))],
    ['a meter that is not in the list', toBase64(hex(`0000000000${'00'.repeat(32)}`))],
    ['an unknown verdict', toBase64(hex(`0000ffff03${'00'.repeat(32)}`))],
  ])('is not read from %s', (_name, text) => {
    expect(readLeaves(text)).toBeUndefined();
  });

  it('answers any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const list = readLeaves(toBase64(bytes));
        expect(list === undefined || Array.isArray(list)).toBe(true);
      }),
    );
  });
});

describe('the bytes of a leaf', () => {
  it('hold receipt ID, verdict and meter', () => {
    const id = 'cd'.repeat(32);
    expect(toHex(leafBytes({ receiptId: id, verdict: 'indeterminate', meterId: 'ptb:1' }))).toBe(
      `${id}027074623a31`,
    );
    expect(toHex(leafBytes({ verdict: 'valid' }))).toBe('00'.repeat(33));
  });

  it('differ for leaves that differ', () => {
    fc.assert(
      fc.property(leaves, leaves, ([a], [b]) => {
        if (a === undefined || b === undefined) return;
        const same = a.verdict === b.verdict && a.receiptId === b.receiptId && a.meterId === b.meterId;
        expect(toHex(leafBytes(a)) === toHex(leafBytes(b))).toBe(same);
      }),
    );
  });
});
