// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync } from 'node:crypto';
import { allCurves, importSpki, nodeBackend, toHex } from '@meterpki/protocol';
import { ellipticBackend } from '@meterpki/simulator';
import { foreignKeys, hostileKeysOn, keyOn, otherForms, smallKey } from '../support/hostile-keys';
import { runProgram } from '../support/run-program';

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
