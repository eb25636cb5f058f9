// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync } from 'node:crypto';
import { importSpki, nodeBackend, toHex } from '@meterpki/protocol';
import { ellipticBackend } from '@meterpki/simulator';
import { hostileKeys, smallKey } from '../support/hostile-keys';
import { meterOf } from '../support/register';
import { runProgram } from '../support/run-program';

describe.each([
  ['node', nodeBackend],
  ['elliptic', ellipticBackend],
])('the strict import with the %s backend', (_name, backend) => {
  it('takes a key of node:crypto and one of elliptic', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    for (const spki of [publicKey.export({ format: 'der', type: 'spki' }), meterOf().spki]) {
      const key = importSpki(spki, backend);
      expect(key?.curve.name).toBe('secp256r1');
      expect(toHex(key?.spki ?? new Uint8Array())).toBe(toHex(spki));
      expect(key?.fingerprint).toBe(createHash('sha256').update(spki).digest('hex'));
    }
  });

  it('takes a genuine key with small coordinates', () => {
    expect(importSpki(smallKey, backend)).toBeDefined();
  });

  it.each(hostileKeys)('refuses %s', (_what, spki) => {
    expect(importSpki(spki, backend)).toBeUndefined();
  });
});

describe('the point at infinity', () => {
  it('is refused by every door, and the process lives on', () => {
    const { code, signal, out } = runProgram('infinity-key');
    expect({ code, signal }).toEqual({ code: 0, signal: null });
    expect(JSON.parse(out)).toEqual([['refused', 'refused'], 'unreadable']);
  });
});
