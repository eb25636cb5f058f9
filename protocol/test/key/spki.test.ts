// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import {
  algorithms,
  allCurves,
  importSpki,
  importSpkiText,
  nodeBackend,
  toBase64,
  toHex,
  verifySignature,
  type Curve,
} from '@meterpki/protocol';
import { ellipticBackend } from '@meterpki/simulator';
import { foreignKeys, hostileKeysOn, keyOn, otherForms, smallKey } from '../support/hostile-keys';
import { runProgram } from '../support/run-program';

const [P256] = allCurves as [Curve];

const backends = [
  ['node', nodeBackend],
  ['elliptic', ellipticBackend],
] as const;

describe.each(backends)('the strict import with the %s backend', (_name, backend) => {
  describe.each(allCurves.map((curve) => [curve.name, curve] as const))('on %s', (name, curve) => {
    it('takes a key of node:crypto and one of elliptic', () => {
      const { publicKey } = generateKeyPairSync('ec', { namedCurve: curve.openssl });
      for (const spki of [publicKey.export({ format: 'der', type: 'spki' }), keyOn(curve)]) {
        const key = importSpki(spki, backend);
        expect(key?.curve.name).toBe(name);
        expect(toHex(key?.spki ?? new Uint8Array())).toBe(toHex(spki));
        expect(key?.fingerprint).toBe(createHash('sha256').update(spki).digest('hex'));
      }
    });

    it('takes a genuine key with small coordinates', () => {
      expect(importSpki(smallKey(curve), backend)).toBeDefined();
    });

    it.each([...otherForms(curve), ...hostileKeysOn(curve)])('refuses %s', (_what, spki) => {
      expect(importSpki(spki, backend)).toBeUndefined();
    });
  });

  it.each(foreignKeys)('refuses %s', (_what, spki) => {
    expect(importSpki(spki, backend)).toBeUndefined();
  });

  it('keeps a copy: what becomes of the bytes that it was given changes no key', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const spki = publicKey.export({ format: 'der', type: 'spki' });
    const text = toBase64(spki);
    const key = importSpki(spki, backend);
    spki.fill(0);
    const message = Buffer.from('1 kWh');
    const signature = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    const [algorithm] = algorithms;
    if (key === undefined || algorithm === undefined) throw new Error('there are both');
    expect(toBase64(key.spki)).toBe(text);
    expect(verifySignature(algorithm, key, message, signature, backend)).toBe(true);
    expect(importSpkiText(text, backend)).toEqual(key);
  });

  it('takes a key as records hold it in one spelling only', () => {
    const text = toBase64(keyOn(P256));
    expect(importSpkiText(text, backend)).toEqual(importSpki(keyOn(P256), backend));
    for (const other of [` ${text}`, text.replace(/=+$/, ''), `${text}=`, text.slice(4), ''])
      expect(importSpkiText(other, backend)).toBeUndefined();
  });
});

describe('the hostile keys', () => {
  it('hold an unreduced coordinate for every curve whose field leaves room for one', () => {
    const tested = allCurves.filter((curve) =>
      hostileKeysOn(curve).some(([what]) => what.startsWith('x + p')),
    );
    expect(tested).toEqual(allCurves);
  });
});

describe('the point at infinity', () => {
  it('of every curve is refused by every door, and the process lives on', () => {
    const { code, signal, out } = runProgram('infinity-key');
    expect({ code, signal }).toEqual({ code: 0, signal: null });
    const answer = [['refused', 'refused'], 'unreadable'];
    expect(JSON.parse(out)).toEqual([answer, ...allCurves.map(() => answer)]);
  });
});
