// SPDX-License-Identifier: Apache-2.0
import { readReceipt, toHex } from '@meterpki/protocol';
import { receiptIn, recordAround } from '../../support/ocmf';

const kindOf = (section: string): string => readReceipt(recordAround('{}', section)).kind;
const read = (section: string): ReturnType<typeof receiptIn> => receiptIn(recordAround('{}', section));

describe('the signature section', () => {
  it('means P-256 with SHA-256 and hex where it says nothing else', () => {
    const { algorithm, algorithmNamed, signature } = read('{"SD":"0aFF"}');
    expect(algorithm.id).toBe('ECDSA-secp256r1-SHA256');
    expect(algorithmNamed).toBe(false);
    expect(toHex(signature)).toBe('0aff');
  });

  it('may name the algorithm and base64', () => {
    const { algorithmNamed, signature } = read('{"SA":"ECDSA-secp256r1-SHA256","SE":"base64","SD":"Cv8="}');
    expect(algorithmNamed).toBe(true);
    expect(toHex(signature)).toBe('0aff');
  });

  it.each([
    ['a newer algorithm', '{"SA":"ML-DSA-65","SD":"00"}'],
    ['EdDSA', '{"SA":"EdDSA","SD":"00"}'],
    ['another case of the name', '{"SA":"ecdsa-secp256r1-sha256","SD":"00"}'],
    ['a name out of the prototype', '{"SA":"constructor","SD":"00"}'],
    ['an empty name', '{"SA":"","SD":"00"}'],
    ['another encoding', '{"SE":"base58","SD":"00"}'],
  ])('is unsupported with %s', (_name, section) => {
    expect(kindOf(section)).toBe('unsupported');
  });

  it.each([
    ['no data', '{}'],
    ['empty data', '{"SD":""}'],
    ['data that is no text', '{"SD":7}'],
    ['hex of an odd length', '{"SD":"abc"}'],
    ['hex with spaces', '{"SD":"ab cd"}'],
    ['base64 in place of hex', '{"SD":"Cv8="}'],
    ['base64 without padding', '{"SE":"base64","SD":"Cv8"}'],
    ['an algorithm that is no text', '{"SA":1,"SD":"00"}'],
    ['an encoding that is no text', '{"SE":null,"SD":"00"}'],
    ['a member twice', '{"SD":"00","SD":"01"}'],
    ['a trailing comma', '{"SD":"00",}'],
  ])('is malformed with %s', (_name, section) => {
    expect(kindOf(section)).toBe('malformed');
  });
});
