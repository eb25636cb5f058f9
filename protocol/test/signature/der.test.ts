// SPDX-License-Identifier: Apache-2.0
import { curves, decodeSignature, toHex, type SignatureEncoding } from '@meterpki/protocol';
import { hex } from '../support/bytes';

const curve = curves.secp256r1;
const fixed = (r: string, s: string): string => r.padStart(64, '0') + s.padStart(64, '0');
const decoded = (bytes: string, ...allowed: SignatureEncoding[]): string | undefined => {
  const found = decodeSignature(hex(bytes), allowed, curve);
  return found === undefined ? undefined : `${found.encoding} ${toHex(found.fixed)}`;
};

/** Positive 32-byte integers without and with a high bit. */
const LOW = '7f' + '11'.repeat(31);
const HIGH = '80' + '11'.repeat(31);

describe('strict DER', () => {
  it.each([
    ['one byte each', '3006020101020102', fixed('01', '02')],
    ['zero', '3006020100020100', fixed('', '')],
    ['a high bit behind its zero', '300702020080020101', fixed('80', '01')],
    ['full length', `3044${'0220' + LOW}${'0220' + LOW}`, LOW + LOW],
    ['full length with high bits', `3046${'022100' + HIGH}${'022100' + HIGH}`, HIGH + HIGH],
  ])('reads %s', (_name, der, expected) => {
    expect(decoded(der, 'der')).toBe(`der ${expected}`);
  });

  it.each([
    ['nothing', ''],
    ['one byte', '30'],
    ['an empty sequence', '3000'],
    ['one integer only', '3003020101'],
    ['three integers', '3009020101020102020103'],
    ['another tag for the sequence', '3106020101020102'],
    ['another tag for r', '3006030101020102'],
    ['another tag for s', '3006020101030102'],
    ['a byte behind the sequence', '300602010102010200'],
    ['a byte behind s inside the sequence', '300702010102010200'],
    ['a length that is too short', '3005020101020102'],
    ['a length that is too long', '3007020101020102'],
    ['the long form for the sequence', '308106020101020102'],
    ['the long form with two octets', '30820006020101020102'],
    ['the long form for r', '300702810101020102'],
    ['the long form for s', '300702010102810102'],
    ['the indefinite form', '30800201010201020000'],
    ['an empty r', '30050200020102'],
    ['an empty s', '30050201010200'],
    ['a negative r', '3006020180020102'],
    ['a negative s', '3006020101020180'],
    ['a needless zero before r', '300702020001020102'],
    ['a needless zero before s', '300702010102020001'],
    ['a zero written as two', '300702020000020102'],
    ['r one byte too long for the curve', `3026${'0221' + '01' + LOW}020101`],
    ['s one byte too long for the curve', `3026020101${'0221' + '01' + LOW}`],
    ['r that runs over the end', '3006020501020102'],
    ['s that runs over the end', '3006020101020202'],
  ])('refuses %s', (_name, der) => {
    expect(decoded(der, 'der')).toBeUndefined();
  });
});

describe('DER with unpadded integers', () => {
  it('reads a high bit without its zero as unsigned', () => {
    const der = `3044${'0220' + HIGH}${'0220' + LOW}`;
    expect(decoded(der, 'der')).toBeUndefined();
    expect(decoded(der, 'unpadded-der')).toBe(`unpadded-der ${HIGH + LOW}`);
  });

  it.each([
    ['a byte behind the sequence', '300602010102010200'],
    ['a byte behind s', '300702010102010200'],
    ['the long form', '308106020101020180'],
    ['an empty integer', '30050200020180'],
  ])('still refuses %s', (_name, der) => {
    expect(decoded(der, 'unpadded-der')).toBeUndefined();
  });
});

describe('r and s side by side', () => {
  it('has exactly twice the length of the field', () => {
    expect(decoded(LOW + HIGH, 'p1363')).toBe(`p1363 ${LOW + HIGH}`);
    expect(decoded(LOW + HIGH + '00', 'p1363')).toBeUndefined();
    expect(decoded((LOW + HIGH).slice(2), 'p1363')).toBeUndefined();
    expect(decoded('', 'p1363')).toBeUndefined();
  });
});

describe('the order of attempts', () => {
  it('prefers the first that fits', () => {
    expect(decoded('3006020101020102', 'der', 'p1363', 'unpadded-der')).toMatch(/^der /);
    expect(decoded(LOW + LOW, 'der', 'p1363', 'unpadded-der')).toMatch(/^p1363 /);
    expect(decoded('3006020180020102', 'der', 'p1363', 'unpadded-der')).toMatch(/^unpadded-der /);
  });

  it('reads 64 bytes that happen to be DER as DER', () => {
    const thirty = '11'.repeat(30);
    const der = `303e${'021e' + thirty}${'021c' + '11'.repeat(28)}`;
    expect(hex(der)).toHaveLength(64);
    expect(decoded(der, 'der', 'p1363')).toMatch(/^der /);
    expect(decoded(der, 'p1363')).toMatch(/^p1363 /);
  });

  it('takes nothing where nothing is allowed', () => {
    expect(decoded('3006020101020102')).toBeUndefined();
  });
});
