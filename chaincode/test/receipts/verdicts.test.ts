// SPDX-License-Identifier: Apache-2.0
import { tamper } from '@meterpki/simulator';
import { genesisText } from '../support/genesis';
import { check, record, revoke, verdict } from '../support/checks';
import { importItem } from '../support/meters';
import { activate, meterRecord, opened, register, type Placed, type Scene } from '../support/scene';
import { TestMeter } from '../support/test-meter';

const [before, since, after] = [
  '2026-06-05T00:00:00.000Z',
  '2026-06-10T00:00:00.000Z',
  '2026-06-15T00:00:00.000Z',
] as const;

/** An active meter; the clock stands behind all the dates above. */
async function active(): Promise<Placed & { scene: Scene }> {
  const scene = await opened();
  const placed = await activate(scene, 'm');
  scene.ledger.milliseconds = Date.parse('2026-06-20T00:00:00.000Z');
  return { ...placed, scene };
}

describe('CheckReceipts on a good key', () => {
  it('finds an OCMF receipt and a raw one valid, and names meter, key and receipt', async () => {
    const { scene, meter, meterId } = await active();
    const outcomes = await check(
      scene,
      { text: meter.signOcmf({ end: before }), meterId },
      { text: meter.signRaw('42 kWh'), meterId },
    );
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ verdict: 'valid', meterId, key: meter.fingerprint });
      expect(outcome.receiptId).toMatch(/^[0-9a-f]{64}$/);
      expect(outcome.reason).toBeUndefined();
    }
    expect(scene.ledger.last?.writes.size).toBe(0);
  });

  it('notes what stands beside the verdict', async () => {
    const { scene, meter, meterId } = await active();
    const early = meter.signOcmf({ end: '2026-05-01T00:00:00.000Z', clock: 'U' });
    const [outcome] = await check(scene, { text: early, meterId });
    expect(outcome?.verdict).toBe('valid');
    expect(outcome?.findings).toEqual(
      expect.arrayContaining(['clock-not-synchronised', 'before-registration']),
    );
  });

  it("finds a changed reading and a stranger's signature invalid", async () => {
    const { scene, meter, meterId } = await active();
    const changed = meter.signOcmf({ end: before }).replace('1250.891', '1250.892');
    expect(await verdict(scene, { text: changed, meterId })).toBe('invalid signature-mismatch');
    const foreign = new TestMeter('stranger').signOcmf({ end: before, serial: 'm' });
    expect(await verdict(scene, { text: foreign, meterId })).toBe('invalid signature-mismatch');
  });

  it('cannot judge what it cannot read', async () => {
    const { scene, meter, meterId } = await active();
    const good = meter.signOcmf({ end: before });
    expect(await verdict(scene, { text: '', meterId })).toBe('indeterminate unsupported');
    expect(await verdict(scene, { text: 'OCMF|{', meterId })).toBe('indeterminate malformed');
    expect(await verdict(scene, { text: good, format: 'pdf', meterId })).toBe('indeterminate unsupported');
    expect(await verdict(scene, { text: good, format: 'raw', meterId })).toBe('indeterminate malformed');
    const other = good.replace('ECDSA-secp256r1-SHA256', 'ECDSA-secp521r1-SHA512');
    expect(await verdict(scene, { text: other, meterId })).toBe('indeterminate unsupported');
    expect(await verdict(scene, { text: `${good.slice(0, -4)}"}`, meterId })).toBe('indeterminate malformed');
  });

  it('does not know a meter that nobody registered', async () => {
    const { scene, meter } = await active();
    const text = meter.signOcmf({ end: before });
    expect(await verdict(scene, { text, meterId: 'ptb:x' })).toBe('indeterminate unknown-meter');
    expect(await verdict(scene, { text })).toBe('indeterminate unknown-meter');
  });

  it('names the key of a meter that is of another algorithm than the policy allows any more', async () => {
    const { scene, meter, meterId } = await active();
    const stored = meterRecord(scene, { meterId });
    const keys = stored.keys.map((key) => ({ ...key, algorithm: 'ECDSA-secp384r1-SHA384' }));
    const changed = Buffer.from(JSON.stringify({ ...stored, keys }));
    scene.ledger.state.apply(new Map([['meter/ptb/m', changed]]));
    const text = meter.signOcmf({ end: before });
    expect(await verdict(scene, { text, meterId })).toBe('invalid algorithm-mismatch');
  });
});

describe('CheckReceipts on a key that is not good', () => {
  it('waits while meter or import is pending', async () => {
    const scene = await opened(genesisText({ imports: true }));
    const placed = await register(scene, 'a');
    const meters = [importItem(new TestMeter('b'), 'ptb:b')];
    await scene.ledger.submit(scene.who.ptbAdmin, ['registry', 'ImportMeters'], { source: 's', meters });
    const imported = { meter: new TestMeter('b'), meterId: 'ptb:b' };
    for (const { meter, meterId } of [placed, imported]) {
      const text = meter.signOcmf({ end: before });
      expect(await verdict(scene, { text, meterId })).toBe('indeterminate not-active');
    }
    const [outcome] = await check(scene, { text: imported.meter.signRaw('x'), meterId: 'ptb:b' });
    expect(outcome?.findings).toContain('possession-unproven');
  });

  it('holds a receipt from the revocation on invalid, an earlier one valid: key retired', async () => {
    const { scene, meter, meterId } = await active();
    await revoke(scene, { meter, meterId }, 'superseded', since);
    const at = (end: string): Promise<string> => verdict(scene, { text: meter.signOcmf({ end }), meterId });
    expect(await at(after)).toBe('invalid key-revoked');
    expect(await at(since)).toBe('invalid key-revoked');
    expect(await at('2026-06-09T23:59:59.999Z')).toBe('valid');
  });

  it('needs a time as soon as the key is not good today', async () => {
    const { scene, meter, meterId } = await active();
    await revoke(scene, { meter, meterId }, 'superseded', since);
    expect(await verdict(scene, { text: meter.signRaw('x'), meterId })).toBe('indeterminate time-unknown');
    const timeless = meter.signOcmf({});
    expect(await verdict(scene, { text: timeless, meterId })).toBe('indeterminate time-unknown');
  });

  it('is on hold from the hold on, and valid before', async () => {
    const { scene, meter, meterId } = await active();
    await revoke(scene, { meter, meterId }, 'certificateHold', since);
    const at = (end: string): Promise<string> => verdict(scene, { text: meter.signOcmf({ end }), meterId });
    expect(await at(after)).toBe('indeterminate on-hold');
    expect(await at(before)).toBe('valid');
  });

  it('knows retired meters and replaced keys', async () => {
    const { scene, meter, meterId } = await active();
    const stored = meterRecord(scene, { meterId });
    const put = (changed: object): void => {
      scene.ledger.state.apply(new Map([['meter/ptb/m', Buffer.from(JSON.stringify(changed))]]));
    };
    const at = (end: string): Promise<string> => verdict(scene, { text: meter.signOcmf({ end }), meterId });
    put({ ...stored, status: 'DECOMMISSIONED', decommissioned: since });
    expect([await at(before), await at(after)]).toEqual(['valid', 'invalid meter-decommissioned']);
    const keys = stored.keys.map((key) => ({ ...key, state: 'SUPERSEDED', superseded: since }));
    put({ ...stored, keys });
    expect([await at(before), await at(after)]).toEqual(['valid', 'invalid key-superseded']);
  });
});

describe('CheckReceipts on a compromised key', () => {
  const compromised = async (recordedAt?: string): Promise<string> => {
    const { scene, meter, meterId } = await active();
    const { ledger } = scene;
    const text = meter.signOcmf({ end: before });
    const now = ledger.milliseconds;
    if (recordedAt !== undefined) {
      ledger.milliseconds = Date.parse(recordedAt) - 1000;
      await record(scene, [{ text, meterId }]);
    }
    ledger.milliseconds = now;
    await revoke(scene, { meter, meterId }, 'keyCompromise', since);
    return await verdict(scene, { text, meterId });
  };

  it('does not believe an earlier time that nothing supports', async () => {
    expect(await compromised()).toBe('indeterminate not-seen-before-revocation');
  });

  it('believes it where the ledger recorded the receipt 15 minutes before, to the millisecond', async () => {
    expect(await compromised('2026-06-09T23:45:00.000Z')).toBe('valid');
    expect(await compromised('2026-06-09T23:45:00.001Z')).toBe('indeterminate not-seen-before-revocation');
  });

  it('holds a claim from the compromise on invalid, recorded or not', async () => {
    const { scene, meter, meterId } = await active();
    const text = meter.signOcmf({ end: after });
    await record(scene, [{ text, meterId }]);
    await revoke(scene, { meter, meterId }, 'keyCompromise', since);
    expect(await verdict(scene, { text, meterId })).toBe('invalid key-revoked');
  });

  it('takes the earliest of several records, and none of a receipt that no key verified', async () => {
    const { scene, meter, meterId } = await active();
    const { ledger } = scene;
    const text = meter.signOcmf({ end: before });
    const forged = meter.signOcmf({ end: before }).replace('1250.891', '1250.890');
    ledger.milliseconds = Date.parse('2026-06-06T00:00:00.000Z');
    await record(scene, [{ text, meterId }]);
    await record(scene, [{ text: forged, meterId }]);
    ledger.milliseconds = Date.parse('2026-06-20T00:00:00.000Z');
    await record(scene, [{ text, meterId }]);
    await revoke(scene, { meter, meterId }, 'keyCompromise', since);
    expect(await verdict(scene, { text, meterId })).toBe('valid');
    expect(await verdict(scene, { text: forged, meterId })).toBe('invalid signature-mismatch');
  });

  it('knows a receipt again by the other of its two signatures', async () => {
    const { scene, meter, meterId } = await active();
    const text = meter.signOcmf({ end: before });
    scene.ledger.milliseconds = Date.parse('2026-06-06T00:00:00.000Z');
    await record(scene, [{ text, meterId }]);
    scene.ledger.milliseconds = Date.parse('2026-06-20T00:00:00.000Z');
    await revoke(scene, { meter, meterId }, 'keyCompromise', since);
    expect(await verdict(scene, { text: tamper('high-s-twin', text), meterId })).toBe('valid');
  });
});
