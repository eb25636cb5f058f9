// SPDX-License-Identifier: Apache-2.0
import { inspect } from 'node:util';
import {
  algorithms,
  fingerprintOf,
  importSpki,
  provesPossession,
  toHex,
  toUtf8,
  type Algorithm,
} from '@meterpki/protocol';
import { Meter, type ChallengeFields } from '@meterpki/simulator';
import { codeOf } from '../support/code-of';
import { sampleMeter } from '../support/samples';

const challenge: ChallengeFields = {
  purpose: 'register',
  channel: 'nmichannel',
  chaincode: 'meterpki',
  mspId: 'PTBMSP',
  meterId: 'ptb:4711',
  sequence: 0,
  nonce: 'ab'.repeat(32),
  expires: 1_800_000_000,
};
const own = (meter: Meter): { spki: Uint8Array; algorithm: Meter['algorithm'] } => ({
  spki: meter.spki,
  algorithm: meter.algorithm,
});

describe('a meter', () => {
  it('has a key that the strict import takes', () => {
    const { spki, fingerprint, curve } = Meter.fresh({ serial: '1' });
    expect(importSpki(spki)?.curve).toBe(curve);
    expect(fingerprint).toBe(fingerprintOf(spki));
  });

  it('has another key than the next fresh one, and the same as the next one from the same seed', () => {
    expect(Meter.fresh({ serial: '1' }).fingerprint).not.toBe(Meter.fresh({ serial: '1' }).fingerprint);
    expect(sampleMeter().fingerprint).toBe(sampleMeter().fingerprint);
    expect(Meter.fromSeed('other', { serial: '1' }).fingerprint).not.toBe(sampleMeter().fingerprint);
  });

  it('shows its private key neither in JSON nor when it is inspected', () => {
    const scalar = '1f'.repeat(32);
    const meter = Meter.fromPrivateKey(scalar, { serial: '1' });
    const shown = JSON.stringify(meter) + inspect(meter, { depth: 10, showHidden: true });
    expect(shown).not.toContain(scalar);
    expect(shown).not.toContain(BigInt(`0x${scalar}`).toString());
  });

  it('refuses a private key outside 1 to n - 1 without repeating it', () => {
    const order = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551';
    for (const scalar of ['00'.repeat(32), order, 'ab', 'zz'.repeat(32), '']) {
      const make = (): Meter => Meter.fromPrivateKey(scalar, { serial: '1' });
      expect(codeOf(make)).toBe('PRIVATE_KEY_INVALID');
      if (scalar !== '') expect(make).not.toThrow(scalar);
    }
  });

  it('refuses to be made without a serial', () => {
    expect(codeOf(() => Meter.fresh({ serial: '' }))).toBe('FIELD_INVALID');
  });

  it('signs the same bytes the same way twice', () => {
    const meter = sampleMeter();
    expect(toHex(meter.sign(toUtf8('m')))).toBe(toHex(meter.sign(toUtf8('m'))));
  });
});

describe.each(algorithms.map((row): [string, Algorithm] => [row.id, row]))(
  'a meter with %s',
  (id, algorithm) => {
    const meter = Meter.fromSeed('sample', { serial: '1', algorithm });

    it('has a key on its curve and proves that it holds it', () => {
      expect(importSpki(meter.spki)?.curve).toBe(algorithm.curve);
      expect(meter.algorithm.id).toBe(id);
      const proof = meter.prove(challenge);
      expect(provesPossession({ ...challenge, ...own(meter) }, proof)).toBe(true);
      const others = algorithms.filter((row) => row !== algorithm);
      for (const other of others)
        expect(provesPossession({ ...challenge, ...own(meter), algorithm: other }, proof)).toBe(false);
    });

    it('refuses private keys outside 1 to n - 1 of its own curve', () => {
      const order = algorithm.curve.order.toString(16);
      for (const scalar of ['0'.repeat(order.length), order, order.slice(2), `00${order}`])
        expect(codeOf(() => Meter.fromPrivateKey(scalar, { serial: '1', algorithm }))).toBe(
          'PRIVATE_KEY_INVALID',
        );
    });
  },
);

describe('a possession proof', () => {
  it('holds for exactly the challenge that was answered', () => {
    const meter = sampleMeter();
    const proof = meter.prove(challenge);
    expect(provesPossession({ ...challenge, ...own(meter) }, proof)).toBe(true);
    expect(provesPossession({ ...challenge, ...own(meter), mspId: 'InmetroMSP' }, proof)).toBe(false);
  });

  it('holds for the own key alone', () => {
    const proof = sampleMeter().prove(challenge);
    expect(provesPossession({ ...challenge, ...own(Meter.fresh({ serial: '2' })) }, proof)).toBe(false);
  });

  it('lets an old key sign the statement about its successor', () => {
    const [old, next] = [sampleMeter(), Meter.fresh({ serial: '4711' })];
    const update = { ...challenge, purpose: 'update', sequence: 1, previous: old.fingerprint } as const;
    const fields = { ...update, ...own(next) };
    expect(next.prove(update)).toBe(next.prove(fields));
    expect(old.prove(fields)).not.toBe(old.prove(update));
  });

  it('is refused with a code where a field does not fit', () => {
    for (const fields of [
      { nonce: 'ab' },
      { sequence: -1 },
      { sequence: 2 ** 32 },
      { channel: 'c'.repeat(70_000) },
    ]) {
      expect(codeOf(() => sampleMeter().prove({ ...challenge, ...fields }))).toBe('FIELD_INVALID');
    }
  });
});
