// SPDX-License-Identifier: Apache-2.0
import type { ResultOf } from '@meterpki/protocol';
import { registration, statement } from '../support/meters';
import {
  activate,
  attest,
  challengeBy,
  grant,
  keyRecord,
  opened,
  register,
  type Scene,
} from '../support/scene';
import { REVOKE, reason, revokeBert } from '../support/revocations';
import { TestMeter } from '../support/test-meter';
import { change } from '../support/policies';

describe('RevokePermittedEndorsers', () => {
  it('ends the right to register at once, and says when, by whom and why', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    expect(await revokeBert(scene)).toEqual({ revoked: [who.ptbBert.identity] });
    const record = ledger.state.record('pe', `pe/PTBMSP/${who.ptbBert.identity}`);
    expect(record.revoked).toMatchObject({ time: ledger.now, by: `PTBMSP/${who.ptbAdmin.identity}`, reason });
    const { code } = await ledger.refuse(who.ptbBert, ['registry', 'IssueChallenge'], {});
    expect(code).toBe('ENDORSER_NOT_GRANTED');
  });

  it('takes the word of an endorser who was revoked before the quorum was met', async () => {
    const scene = await opened();
    const placed = await register(scene, 'm', { by: scene.who.ptbBert });
    await revokeBert(scene);
    await attest(scene, scene.who.ptbAnna, placed);
    expect(keyRecord(scene, placed).state).toBe('PENDING');
    await attest(scene, scene.who.inmetroCarla, placed);
    expect(keyRecord(scene, placed).state).toBe('ACTIVE');
  });

  it('each refusal has its code and place, and nothing is written', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    await revokeBert(scene, '2026-05-01T00:00:00.000Z');
    const item = { identity: who.ptbBert.identity, reason };
    const refusals = async (...revocations: object[]): Promise<string[]> => {
      const { faults } = await ledger.refuse(who.ptbAdmin, REVOKE, { revocations });
      return faults.map(({ path, code }) => `${path} ${code}`);
    };
    const foreign = { identity: who.inmetroCarla.identity, reason };
    const future = { ...item, underReviewSince: '2030-01-01T00:00:00.000Z' };
    const later = { ...item, underReviewSince: '2026-05-02T00:00:00.000Z' };
    expect(await refusals(item, foreign, item)).toEqual([
      'revocations[0].identity ENDORSER_REVOKED',
      'revocations[1].identity ENDORSER_UNKNOWN',
      'revocations[2].identity INVALID_ARGUMENT',
    ]);
    expect(await refusals(future)).toEqual(['revocations[0].underReviewSince INVALID_ARGUMENT']);
    expect(await refusals(later)).toEqual(['revocations[0].underReviewSince INVALID_ARGUMENT']);
    expect((await ledger.refuse(who.ptbAnna, REVOKE, { revocations: [item] })).code).toBe('ACCESS_DENIED');
  });

  it('a grant may be given again, and is then the only one that counts', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    await revokeBert(scene);
    await grant(scene, who.ptbAdmin, who.ptbBert);
    expect(ledger.state.record('pe', `pe/PTBMSP/${who.ptbBert.identity}`).revoked).toBeUndefined();
    await expect(challengeBy(scene, who.ptbBert)).resolves.toBeDefined();
  });

  it('an endorser who lost its grant and got another may give its word anew, which counts once', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    await change(scene, { quorum: { attestations: 3, nmis: 1 } });
    const placed = await register(scene, 'm', { by: who.ptbBert });
    await revokeBert(scene);
    await attest(scene, who.ptbAnna, placed);
    await grant(scene, who.ptbAdmin, who.ptbBert);
    await attest(scene, who.ptbBert, placed);
    expect(keyRecord(scene, placed)).toMatchObject({ state: 'PENDING' });
    expect(keyRecord(scene, placed).attestations).toHaveLength(3);
    const challenge = await challengeBy(scene, who.ptbBert);
    const fields = statement(placed.meter, ledger, challenge, placed.meterId, { purpose: 'attest' });
    const again = {
      meterId: placed.meterId,
      key: placed.meter.fingerprint,
      proof: placed.meter.prove(fields),
    };
    const argument = { challengeId: challenge.challengeId, attestations: [again] };
    const { code } = await ledger.refuse(who.ptbBert, ['registry', 'AttestMeters'], argument);
    expect(code).toBe('ALREADY_ATTESTED');
    await attest(scene, who.inmetroCarla, placed);
    expect(keyRecord(scene, placed).state).toBe('ACTIVE');
  });
});

describe('a word given under a grant that ended', () => {
  const quorumOfThree = async (): Promise<{ scene: Scene; placed: Awaited<ReturnType<typeof register>> }> => {
    const scene = await opened();
    await change(scene, { quorum: { attestations: 3, nmis: 1 } });
    return { scene, placed: await register(scene, 'm', { by: scene.who.ptbBert }) };
  };

  it.each([
    ['revoked', undefined],
    ['put under review', '2026-05-01T00:00:00.000Z'],
  ])('does not come back with the next grant: %s', async (_name, since) => {
    const { scene, placed } = await quorumOfThree();
    const { who } = scene;
    await attest(scene, who.ptbAnna, placed);
    await revokeBert(scene, since);
    await grant(scene, who.ptbAdmin, who.ptbBert);
    await attest(scene, who.inmetroCarla, placed);
    expect(keyRecord(scene, placed).state).toBe('PENDING');
    await attest(scene, who.ptbBert, placed);
    expect(keyRecord(scene, placed).state).toBe('ACTIVE');
  });

  it('does not come back with the next grant: expired', async () => {
    const { scene, placed } = await quorumOfThree();
    const { ledger, who } = scene;
    await revokeBert(scene);
    const soon = new Date(ledger.milliseconds + 60_000).toISOString();
    await grant(scene, who.ptbAdmin, who.ptbBert, soon);
    await attest(scene, who.ptbBert, placed);
    ledger.pass({ seconds: 90 });
    await grant(scene, who.ptbAdmin, who.ptbBert);
    await attest(scene, who.ptbAnna, placed);
    await attest(scene, who.inmetroCarla, placed);
    expect(keyRecord(scene, placed).state).toBe('PENDING');
  });
});

describe('a grant of an administrator whose clock runs ahead', () => {
  it('counts from the time that it was given at, and is not given twice', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    await revokeBert(scene);
    await grant(scene, who.ptbAdmin, who.ptbBert);
    ledger.pass({ seconds: -120 });
    const refused = await ledger.refuse(who.ptbBert, ['registry', 'IssueChallenge'], {});
    expect(refused.code).toBe('ENDORSER_NOT_GRANTED');
    const { identity } = who.ptbBert;
    const endorsers = [{ identity, name: 'n', accreditation: 'a', validUntil: '2036-01-01T00:00:00.000Z' }];
    const again = await ledger.refuse(who.ptbAdmin, ['governance', 'GrantPermittedEndorsers'], { endorsers });
    expect(again.code).toBe('ENDORSER_EXISTS');
    ledger.pass({ seconds: 120 });
    await expect(challengeBy(scene, who.ptbBert)).resolves.toBeDefined();
  });
});

describe('ListPermittedEndorsers', () => {
  it('tells of each whether the grant holds, and of reviews, by institute and page by page', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    await revokeBert(scene, '2026-05-01T00:00:00.000Z');
    const list = (query: object): Promise<ResultOf<'governance', 'ListPermittedEndorsers'>> =>
      ledger.submit(who.society, ['governance', 'ListPermittedEndorsers'], query);
    const all = await list({});
    expect(all.endorsers).toHaveLength(3);
    const bert = all.endorsers.find(({ endorser }) => endorser.identity === who.ptbBert.identity);
    expect(bert).toMatchObject({ granted: false, review: { since: '2026-05-01T00:00:00.000Z' } });
    const { endorsers } = await list({ mspId: 'InmetroMSP' });
    expect(endorsers.map(({ endorser, granted }) => [endorser.identity, granted])).toEqual([
      [who.inmetroCarla.identity, true],
    ]);
    const first = await list({ limit: 2 });
    const second = await list({ limit: 2, start: first.next ?? '' });
    expect([...first.endorsers, ...second.endorsers]).toEqual(all.endorsers);
    expect(second.next).toBeUndefined();
  });
});

describe('a quorum of two institutes', () => {
  it('is not met by two endorsers of one', async () => {
    const scene = await opened();
    await change(scene, { quorum: { attestations: 2, nmis: 2 } });
    const placed = await activate(scene, 'm');
    expect(keyRecord(scene, placed).state).toBe('PENDING');
    await attest(scene, scene.who.inmetroCarla, placed);
    expect(keyRecord(scene, placed)).toMatchObject({
      state: 'ACTIVE',
      activated: { quorum: { attestations: 2, nmis: 2 } },
    });
  });

  it('is not met by a registration alone', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const challenge = await challengeBy(scene, who.ptbAnna);
    const meters = [registration(new TestMeter('m'), ledger, challenge, 'ptb:m')];
    const { challengeId } = challenge;
    const result = await ledger.submit(who.ptbAnna, ['registry', 'RegisterMeters'], { challengeId, meters });
    expect(result.meters).toEqual([expect.objectContaining({ status: 'PENDING' })]);
  });
});
