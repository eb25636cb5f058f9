// SPDX-License-Identifier: Apache-2.0
import { algorithmById, provesByRecord, toHex, toUtf8, type Algorithm } from '@meterpki/protocol';
import { meterOf } from '../support/register';

const named = (id: string): Algorithm => {
  const algorithm = algorithmById(id);
  if (algorithm === undefined) throw new Error(id);
  return algorithm;
};
const algorithm = named('ECDSA-secp256r1-SHA256');
const meter = meterOf();
const nonce = 'ab'.repeat(32);
const fields = { spki: meter.spki, algorithm, nonce };

/** An OCMF record with this payload, signed by the meter. */
function recordOf(payload: string, signature: object = {}): string {
  const SD = toHex(meter.sign(toUtf8(payload)));
  return `OCMF|${payload}|${JSON.stringify({ SD, ...signature })}`;
}

const withId = (id: unknown): string => JSON.stringify({ FV: '1.0', PG: 'T1', ID: id, RD: [] });

describe('a record that shows possession', () => {
  it('carries the challenge in ID or TT, alone or among other words', () => {
    expect(provesByRecord(fields, recordOf(withId(nonce)))).toBe(true);
    expect(provesByRecord(fields, recordOf(withId(`check ${nonce}`)))).toBe(true);
    const tariff = JSON.stringify({ FV: '1.0', PG: 'T1', TT: nonce, RD: [] });
    expect(provesByRecord(fields, recordOf(tariff, { SA: 'ECDSA-secp256r1-SHA256' }))).toBe(true);
  });

  it.each([
    ['no challenge', recordOf(withId(''))],
    ['half of the challenge', recordOf(withId(nonce.slice(1)))],
    ['the challenge in a list', recordOf(withId([nonce]))],
    ['the challenge in upper case', recordOf(withId(nonce.toUpperCase()))],
    ['two challenges, so that it would serve two endorsers', recordOf(withId(`${nonce} ${'cd'.repeat(32)}`))],
    ['another algorithm named', recordOf(withId(nonce), { SA: 'ECDSA-secp256k1-SHA256' })],
    ['a signature that cannot be read', recordOf(withId(nonce), { SD: '00' })],
    ['no record', 'hello'],
    ['a changed payload', recordOf(withId(nonce)).replace('"T1"', '"T2"')],
  ])('fails with %s', (_what, text) => {
    expect(provesByRecord(fields, text)).toBe(false);
  });

  it('fails for another key, another curve, and bytes that are no key', () => {
    const text = recordOf(withId(nonce));
    expect(provesByRecord({ ...fields, spki: meterOf('other').spki }, text)).toBe(false);
    expect(provesByRecord({ ...fields, algorithm: named('ECDSA-secp384r1-SHA256') }, text)).toBe(false);
    expect(provesByRecord({ ...fields, spki: new Uint8Array(91) }, text)).toBe(false);
  });
});
