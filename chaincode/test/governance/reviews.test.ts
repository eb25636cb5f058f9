// SPDX-License-Identifier: Apache-2.0
import { check, verdict } from '../support/checks';
import { activate, attest, grant, keyRecord, opened, type Scene } from '../support/scene';
import { REVOKE, reason, revokeBert } from '../support/revocations';

describe('what an endorser attested, under review', () => {
  const BEFORE = '2026-05-01T00:00:00.000Z';
  const market = async ({ ledger, who }: Scene, meterId: string): Promise<unknown> =>
    (await ledger.submit(who.society, ['registry', 'MayBePlacedOnMarket'], { meterIds: [meterId] }))
      .answers[0];

  it('makes receipts of meters that it helped to activate indeterminate, and rewrites no meter', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    const receipt = { text: placed.meter.signRaw('1 kWh'), meterId: placed.meterId };
    expect(await verdict(scene, receipt)).toBe('valid');
    await revokeBert(scene, BEFORE);
    expect([...(scene.ledger.last?.writes.keys() ?? [])].filter((key) => key.startsWith('meter/'))).toEqual(
      [],
    );
    expect(await verdict(scene, receipt)).toBe('indeterminate not-active');
    expect(await market(scene, placed.meterId)).toMatchObject({ allowed: false, obstacle: 'not-active' });
  });

  it('leaves alone what was attested before it begins, and what others attested enough', async () => {
    const scene = await opened();
    const early = await activate(scene, 'early');
    const since = scene.ledger.now;
    scene.ledger.pass({ seconds: 60 });
    const attested = await activate(scene, 'attested');
    await revokeBert(scene, new Date(Date.parse(since) + 1000).toISOString());
    expect(await verdict(scene, { text: early.meter.signRaw('1'), meterId: early.meterId })).toBe('valid');
    expect(await verdict(scene, { text: attested.meter.signRaw('1'), meterId: attested.meterId })).toBe(
      'indeterminate not-active',
    );
  });

  it('is repaired by the word of another endorser, though the key is active', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    await revokeBert(scene, BEFORE);
    await attest(scene, scene.who.inmetroCarla, placed);
    const [outcome] = await check(scene, { text: placed.meter.signRaw('1'), meterId: placed.meterId });
    expect(outcome?.verdict).toBe('valid');
    expect(keyRecord(scene, placed).attestations).toHaveLength(3);
  });

  it('ends where the endorser is granted anew: what it attests from then on counts', async () => {
    const scene = await opened();
    const { who } = scene;
    const old = await activate(scene, 'old');
    await revokeBert(scene, BEFORE);
    await grant(scene, who.ptbAdmin, who.ptbBert);
    const fresh = await activate(scene, 'fresh');
    expect(await verdict(scene, { text: fresh.meter.signRaw('1'), meterId: fresh.meterId })).toBe('valid');
    expect(await verdict(scene, { text: old.meter.signRaw('1'), meterId: old.meterId })).toBe(
      'indeterminate not-active',
    );
    await revokeBert(scene, BEFORE);
    expect(await verdict(scene, { text: fresh.meter.signRaw('1'), meterId: fresh.meterId })).toBe(
      'indeterminate not-active',
    );
  });

  it('is not emptied by a new grant whose clock runs behind', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const since = ledger.now;
    const old = await activate(scene, 'old');
    await revokeBert(scene, since);
    ledger.pass({ seconds: -300 });
    await grant(scene, who.ptbAdmin, who.ptbBert);
    ledger.pass({ seconds: 600 });
    expect(await verdict(scene, { text: old.meter.signRaw('1'), meterId: old.meterId })).toBe(
      'indeterminate not-active',
    );
    const fresh = await activate(scene, 'fresh');
    expect(await verdict(scene, { text: fresh.meter.signRaw('1'), meterId: fresh.meterId })).toBe('valid');
  });

  it('may come a second time after another grant, and what fell the first time stays fallen', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const old = await activate(scene, 'old');
    await revokeBert(scene, BEFORE);
    await grant(scene, who.ptbAdmin, who.ptbBert);
    const between = await activate(scene, 'between');
    ledger.pass({ days: 1 });
    const since = ledger.now;
    const late = await activate(scene, 'late');
    await revokeBert(scene, since);
    const said = (placed: typeof old): Promise<string> =>
      verdict(scene, { text: placed.meter.signRaw('1'), meterId: placed.meterId });
    expect(await said(between)).toBe('valid');
    expect(await said(late)).toBe('indeterminate not-active');
    expect(await said(old)).toBe('indeterminate not-active');
    const review = ledger.state.record('review', `review/PTBMSP/${who.ptbBert.identity}`);
    expect(review).toMatchObject({ since, earlier: [{ since: BEFORE }] });
    await revokeBert(scene, BEFORE);
    expect(await said(between)).toBe('indeterminate not-active');
    const joined = ledger.state.record('review', `review/PTBMSP/${who.ptbBert.identity}`);
    expect(joined).toMatchObject({ since: BEFORE });
    expect(joined.earlier).toBeUndefined();
  });

  it('keeps thirty-two periods apart, and loses none', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const old = await activate(scene, 'old');
    for (let round = 0; round < 40; round++) {
      await revokeBert(scene, round === 0 ? BEFORE : ledger.now);
      await grant(scene, who.ptbAdmin, who.ptbBert);
      ledger.pass({ days: 1 });
    }
    const { earlier = [] } = ledger.state.record('review', `review/PTBMSP/${who.ptbBert.identity}`);
    expect(earlier).toHaveLength(32);
    expect(earlier[0]?.since).toBe(BEFORE);
    expect(await verdict(scene, { text: old.meter.signRaw('1'), meterId: old.meterId })).toBe(
      'indeterminate not-active',
    );
  });

  it('counts where more reviews are open than are read at once', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    const others = Array.from({ length: 70 }, (_, at) => `${String(at).padStart(64, '0')}-${'a'.repeat(64)}`);
    const { ledger, who } = scene;
    const validUntil = '2036-01-01T00:00:00.000Z';
    const endorsers = others.map((identity) => ({ identity, name: 'n', accreditation: 'a', validUntil }));
    await ledger.submit(who.ptbAdmin, ['governance', 'GrantPermittedEndorsers'], { endorsers });
    const revocations = others.map((identity) => ({ identity, reason, underReviewSince: BEFORE }));
    await ledger.submit(who.ptbAdmin, REVOKE, { revocations });
    const receipt = { text: placed.meter.signRaw('1'), meterId: placed.meterId };
    expect(await verdict(scene, receipt)).toBe('valid');
    await revokeBert(scene, BEFORE);
    expect(await verdict(scene, receipt)).toBe('indeterminate not-active');
  });
});
