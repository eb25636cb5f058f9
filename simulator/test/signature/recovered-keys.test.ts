// SPDX-License-Identifier: Apache-2.0
import { nodeBackend, toHex, toUtf8 } from '@meterpki/protocol';
import { recoveredKeys } from '@meterpki/simulator';
import { sampleMeter } from '../support/samples';

describe('the keys that a signature leads to', () => {
  it("are the meter's own and another one, and both verify it", () => {
    const meter = sampleMeter();
    const message = toUtf8('1 kWh');
    const signature = meter.sign(message, 'p1363');
    const keys = recoveredKeys(meter.algorithm, message, signature);
    expect(new Set(keys.map(toHex)).size).toBe(2);
    expect(keys.map(toHex)).toContain(toHex(meter.spki));
    for (const key of keys) expect(nodeBackend.verify(meter.algorithm, key, message, signature)).toBe(true);
  });
});
