// SPDX-License-Identifier: Apache-2.0
import { check, verdict } from '../support/checks';
import { activate, attest, opened, register, type Placed } from '../support/scene';

const end = '2026-06-05T00:00:00.000Z';

describe('CheckReceipts without a meter ID', () => {
  it('finds the meter by the serial number on the receipt', async () => {
    const scene = await opened();
    const { meter, meterId } = await activate(scene, 'm', [{ kind: 'MS', text: 'm' }]);
    const [outcome] = await check(scene, { text: meter.signOcmf({ end }) });
    expect(outcome).toMatchObject({ verdict: 'valid', meterId, key: meter.fingerprint });
    expect(outcome?.findings).not.toContain('alias-ambiguous');
  });

  it('tries every meter under the alias, and says that there were several', async () => {
    const scene = await opened();
    const aliases = [{ kind: 'MS' as const, text: '0815' }];
    const meters = [await activate(scene, 'a', aliases), await activate(scene, 'b', aliases)];
    const abroad = await register(scene, 'c', { by: scene.who.inmetroCarla, aliases });
    await attest(scene, scene.who.ptbAnna, abroad);
    for (const { meter, meterId } of [...meters, abroad]) {
      const [outcome] = await check(scene, { text: meter.signOcmf({ end, serial: '0815' }) });
      expect(outcome).toMatchObject({ verdict: 'valid', meterId });
      expect(outcome?.findings).toContain('alias-ambiguous');
    }
  });

  it('joins gateway and serial as the receipt writes them', async () => {
    const scene = await opened();
    const { meter, meterId } = await activate(scene, 'm', [{ kind: 'GS+MS', text: 'gw|m' }]);
    const [outcome] = await check(scene, { text: meter.signOcmf({ end, gateway: 'gw' }) });
    expect(outcome).toMatchObject({ verdict: 'valid', meterId });
    expect(await verdict(scene, { text: meter.signOcmf({ end }) })).toBe('indeterminate unknown-meter');
  });

  it('finds a signature that fits none of several meters invalid, and names none of them', async () => {
    const scene = await opened();
    const aliases = [{ kind: 'MS' as const, text: '0815' }];
    const { meter } = await activate(scene, 'a', aliases);
    await activate(scene, 'b', aliases);
    const text = meter.signOcmf({ end, serial: '0815' }).replace('1250.891', '9250.891');
    const [outcome] = await check(scene, { text });
    expect(outcome).toMatchObject({ verdict: 'invalid', reason: 'signature-mismatch' });
    expect(outcome).not.toHaveProperty('meterId');
    expect(outcome).not.toHaveProperty('key');
  });

  it('lets an explicit meter ID win over the aliases', async () => {
    const scene = await opened();
    const a = await activate(scene, 'a', [{ kind: 'MS', text: '0815' }]);
    const b = await activate(scene, 'b');
    const text = a.meter.signOcmf({ end, serial: '0815' });
    expect(await verdict(scene, { text, meterId: b.meterId })).toBe('invalid signature-mismatch');
    expect(await verdict(scene, { text, meterId: a.meterId })).toBe('valid');
  });

  it('tries the meter that carried the alias at the claimed time, from its first moment up to but without its last', async () => {
    const scene = await opened();
    const [moved, next] = ['2026-06-10T00:00:00.000Z', '2026-06-12T00:00:00.000Z'];
    const alias = { kind: 'MS' as const, text: '0815' };
    const before = await activate(scene, 'a', [{ ...alias, validTo: moved }]);
    const after = await activate(scene, 'b', [{ ...alias, validFrom: next }]);
    const outcome = async ({ meter }: Placed, time: string | undefined): Promise<string> => {
      const text = meter.signOcmf({ end: time, serial: '0815' });
      const [found] = await check(scene, { text });
      return (
        found?.reason ?? `${String(found?.meterId)} ${String(found?.findings.includes('alias-ambiguous'))}`
      );
    };
    expect(await outcome(before, '2026-06-09T23:59:59.999Z')).toBe('ptb:a false');
    expect(await outcome(before, moved)).toBe('unknown-meter');
    expect(await outcome(after, '2026-06-11T23:59:59.999Z')).toBe('unknown-meter');
    expect(await outcome(after, next)).toBe('ptb:b false');
    expect(await outcome(before, next)).toBe('signature-mismatch');
    // A receipt that claims no time is tried with those that carry the alias now.
    expect(await outcome(before, undefined)).toBe('ptb:a false');
    const late = { text: before.meter.signOcmf({ end: next, serial: '0815' }), meterId: before.meterId };
    expect(await verdict(scene, late)).toBe('valid');
  });

  it('takes a time beyond the years that an instant can write, and judges', async () => {
    const scene = await opened();
    const { meter } = await activate(scene, 'm', [{ kind: 'MS', text: 'm' }]);
    const text = meter.signOcmf({ end }).replaceAll(/\d{4}-\d\d-\d\dT[^ ]+/g, '0000-01-01T00:00:00,000+1400');
    expect(await verdict(scene, { text })).toBe('invalid signature-mismatch');
  });

  it('reads each meter and each alias once for a whole list', async () => {
    const scene = await opened();
    const { meter } = await activate(scene, 'm', [{ kind: 'MS', text: 'm' }]);
    await check(scene, ...Array.from({ length: 20 }, () => ({ text: meter.signOcmf({ end }) })));
    const { readKeys = [], ranges = [] } = scene.ledger.last ?? {};
    expect(readKeys.filter((key) => key.startsWith('meter/'))).toEqual(['meter/ptb/m']);
    expect(ranges.filter(([start]) => start.startsWith('alias/'))).toHaveLength(2);
  });
});
