// SPDX-License-Identifier: Apache-2.0
import { proofOf, record, transientOf, verdict } from '../support/checks';
import { registration } from '../support/meters';
import { attest, keyRecord, meterRecord, type Placed, type Scene } from '../support/scene';
import { TestMeter } from '../support/test-meter';
import { update } from '../support/updates';
import { restored, storedReceipts, storedScene, versions } from './stored';

const placed = (name: string): Placed => ({ meter: new TestMeter(name), meterId: `ptb:${name}` });

describe.each(versions)('what version %s wrote', (version) => {
  const stored = storedScene(version);
  let scene: Scene;

  beforeEach(async () => {
    scene = await restored(version);
  });

  it('belongs to the people of these tests', () => {
    for (const [name, { mspId, identity }] of Object.entries(stored.people))
      expect(scene.who[name as keyof Scene['who']]).toMatchObject({ mspId, identity });
  });

  it.each(Object.entries(storedReceipts(version)))(
    'judges a receipt as it was judged: %s',
    async (_what, { receipt, outcome }) => {
      const { ledger, who } = scene;
      const { outcomes } = await ledger.submit(
        who.society,
        ['receipts', 'CheckReceipts'],
        {},
        transientOf([receipt]),
      );
      expect(outcomes).toEqual([outcome]);
    },
  );

  it('is evidence: a receipt seen in a list is valid by its inclusion proof', async () => {
    const { ledger, who } = scene;
    const { receipt } = storedReceipts(version)['compromised, seen in a list before'] ?? {};
    const evidence = [proofOf(stored.checks.list, 1)];
    const { outcomes } = await ledger.submit(
      who.society,
      ['receipts', 'CheckReceipts'],
      { evidence },
      transientOf(receipt === undefined ? [] : [receipt]),
    );
    expect(outcomes.map((outcome) => outcome.verdict)).toEqual(['valid']);
  });

  it('attests a meter that waited', async () => {
    await attest(scene, scene.who.ptbBert, placed('pending'));
    expect(keyRecord(scene, placed('pending'))).toMatchObject({ state: 'ACTIVE', attestations: [{}, {}] });
    const { receipt } = storedReceipts(version).pending ?? {};
    expect(await verdict(scene, receipt ?? { text: '' })).toBe('valid');
  });

  it('approves an import that waited', async () => {
    const { importId, hash } = stored.imports.waiting;
    const { ledger, who } = scene;
    await ledger.submit(who.inmetroAdmin, ['registry', 'ApproveImport'], { importId, hash });
    expect(meterRecord(scene, placed('import-pending')).status).toBe('ACTIVE');
  });

  it('registers with a challenge that was open', async () => {
    const { ledger, who } = scene;
    ledger.milliseconds = Date.parse(stored.challenge.expires) - 60_000;
    const meters = [registration(new TestMeter('new'), ledger, stored.challenge, 'ptb:new')];
    const { challengeId } = stored.challenge;
    await ledger.submit(who.ptbBert, ['registry', 'RegisterMeters'], { challengeId, meters });
    expect(meterRecord(scene, placed('new')).status).toBe('PENDING');
  });

  it('takes a key over for ever: its meter, its ID and its key are taken', async () => {
    const { ledger, who } = scene;
    const again = { ...placed('active'), challenge: stored.challenge };
    ledger.milliseconds = Date.parse(stored.challenge.expires) - 60_000;
    const meters = [registration(again.meter, ledger, stored.challenge, again.meterId)];
    const { challengeId } = stored.challenge;
    const { faults } = await ledger.refuse(who.ptbBert, ['registry', 'RegisterMeters'], {
      challengeId,
      meters,
    });
    expect(faults.map(({ code }) => code)).toEqual(expect.arrayContaining(['METER_EXISTS', 'KEY_EXISTS']));
  });

  it('revokes, lifts a hold, and confirms a date that waited for another member', async () => {
    const { ledger, who } = scene;
    const revoke = ['registry', 'RevokeKeys'] as const;
    const key = ({ meter, meterId }: Placed): { meterId: string; key: string } => ({
      meterId,
      key: meter.fingerprint,
    });
    await ledger.submit(who.ptbAnna, revoke, {
      revocations: [{ ...key(placed('active')), reason: 'superseded' }],
    });
    await ledger.submit(who.ptbAdmin, ['registry', 'ReinstateKeys'], { keys: [key(placed('on-hold'))] });
    const invalidityDate = '2026-06-02T00:00:00.000Z';
    await ledger.submit(who.inmetroAdmin, revoke, {
      revocations: [{ ...key(placed('backdated')), reason: 'keyCompromise', invalidityDate }],
    });
    expect(keyRecord(scene, placed('active')).state).toBe('REVOKED');
    expect(keyRecord(scene, placed('on-hold')).state).toBe('ACTIVE');
    expect(keyRecord(scene, placed('backdated')).revocation).toMatchObject({ invalidityDate });
  });

  it('never un-revokes, and moves no date forward', async () => {
    const { ledger, who } = scene;
    const { meter, meterId } = placed('compromised');
    const item = { meterId, key: meter.fingerprint };
    const lift = await ledger.refuse(who.ptbAdmin, ['registry', 'ReinstateKeys'], { keys: [item] });
    const later = { ...item, reason: 'keyCompromise', invalidityDate: '2026-06-15T00:00:00.000Z' };
    const forward = await ledger.refuse(who.ptbAdmin, ['registry', 'RevokeKeys'], { revocations: [later] });
    expect([lift.code, forward.code]).toEqual(['NOT_ON_HOLD', 'REVOCATION_DATE']);
  });

  it('updates a key, names a meter anew, retires and restamps it', async () => {
    const { ledger, who } = scene;
    const active = placed('active');
    await update(scene, active, new TestMeter('active, second key'), { previous: active.meter });
    const aliases = [
      { kind: 'MS' as const, text: 'active' },
      { kind: 'EVSE-ID' as const, text: 'DE*1' },
    ];
    await ledger.submit(who.ptbAnna, ['registry', 'SetAliases'], {
      meters: [{ meterId: active.meterId, aliases }],
    });
    await ledger.submit(who.ptbAdmin, ['registry', 'RestampMeters'], {
      meterIds: [active.meterId],
      identities: [who.ptbAnna.identity],
    });
    expect(ledger.last?.policies.size).toBe(4);
    await ledger.submit(who.ptbAnna, ['registry', 'DecommissionMeters'], { meterIds: [active.meterId] });
    const meter = meterRecord(scene, active);
    expect(meter.status).toBe('DECOMMISSIONED');
    expect(meter.keys.map(({ state }) => state)).toEqual(['SUPERSEDED', 'ACTIVE']);
    expect(meter.aliases.map(({ text, validTo }) => [text, validTo !== undefined])).toEqual([
      ['gw|active', true],
      ['active', false],
      ['DE*1', false],
    ]);
  });

  it('finds meters by alias, by key and by institute', async () => {
    const { ledger, who } = scene;
    const { meters } = await ledger.submit(who.society, ['registry', 'GetMeters'], {
      aliases: [{ kind: 'MS', text: 'active' }],
      keys: [placed('revoked').meter.fingerprint],
    });
    expect(meters.map(({ meterId }) => meterId).sort()).toEqual([
      'inmetro:abroad',
      'ptb:active',
      'ptb:revoked',
    ]);
    const found = await ledger.submit(who.society, ['registry', 'FindMeters'], { mspId: 'PTBMSP' });
    expect(found.meters).toHaveLength(8);
    const history = await ledger.submit(who.society, ['registry', 'GetHistory'], { meterId: 'ptb:active' });
    expect(history.states).toHaveLength(1);
  });

  it('says what may be sold', async () => {
    const { ledger, who } = scene;
    const { answers } = await ledger.submit(who.society, ['registry', 'MayBePlacedOnMarket'], {
      meterIds: ['active', 'pending', 'revoked', 'on-hold', 'import-approved'].map((name) => `ptb:${name}`),
    });
    expect(answers.map(({ allowed }) => allowed)).toEqual([true, false, false, false, true]);
  });

  it('gives and lists recorded checks', async () => {
    const { ledger, who } = scene;
    const { singleInvalid, singleValid, list } = stored.checks;
    const get = async (key = ''): Promise<unknown> =>
      ledger.submit(who.society, ['receipts', 'GetCheck'], { key });
    expect(await get(singleValid.check)).toMatchObject({ verdict: 'valid', record: singleValid.record });
    expect(await get(singleInvalid.check)).toMatchObject({ verdict: 'invalid' });
    expect(await get(list.record)).toMatchObject({ root: list.root, counts: { valid: 2 } });
    const check = ['receipts', 'ListChecks'] as const;
    const byTime = await ledger.submit(who.society, check, { by: 'time' });
    expect(byTime.checks.map(({ key }) => key)).toEqual(
      [singleValid, singleInvalid, list].map((one) => one.record),
    );
    const byMeter = await ledger.submit(who.society, check, { by: 'meter', meterId: 'ptb:active' });
    expect(byMeter.checks.map(({ key }) => key)).toEqual([singleInvalid.check]);
    const { receiptId = '' } = storedReceipts(version)['compromised, seen before']?.outcome ?? {};
    const byReceipt = await ledger.submit(who.society, check, { by: 'receipt', receiptId });
    expect(byReceipt.checks.map(({ key }) => key)).toEqual([singleValid.check]);
  });

  it('lists endorsers, and counts none whose grant ran out; grants them anew, and revokes', async () => {
    const { ledger, who } = scene;
    const { endorsers } = await ledger.submit(who.society, ['governance', 'ListPermittedEndorsers'], {});
    const granted = endorsers.filter((row) => row.granted).map(({ endorser }) => endorser.identity);
    expect(granted.sort()).toEqual(
      [who.ptbAnna, who.ptbBert, who.inmetroCarla].map((one) => one.identity).sort(),
    );
    const { identity } = who.ptbClient;
    const grant = {
      identity,
      name: 'again',
      accreditation: 'DE-M 17',
      validUntil: '2030-01-01T00:00:00.000Z',
    };
    await ledger.submit(who.ptbAdmin, ['governance', 'GrantPermittedEndorsers'], { endorsers: [grant] });
    const underReviewSince = '2026-01-01T00:00:00.000Z';
    await ledger.submit(who.ptbAdmin, ['governance', 'RevokePermittedEndorsers'], {
      revocations: [{ identity: who.ptbAnna.identity, reason: 'withdrawn', underReviewSince }],
    });
    const { receipt } = storedReceipts(version).active ?? {};
    expect(await verdict(scene, receipt ?? { text: '' })).toBe('indeterminate not-active');
  });

  it('records further checks of its meters', async () => {
    const { receipt } = storedReceipts(version).active ?? {};
    const { check } = await record(scene, receipt === undefined ? [] : [receipt]);
    expect(check).toMatch(/^check\/ptb:active\//);
  });
});
