// SPDX-License-Identifier: Apache-2.0
import { toBase64 } from '@meterpki/protocol';
import { genesisText } from '../support/genesis';
import { registration, type Challenge, type Registration } from '../support/meters';
import { challengeBy, grant, opened, register, type Scene } from '../support/scene';
import { TestMeter } from '../support/test-meter';

const REGISTER = ['registry', 'RegisterMeters'] as const;

async function sitting(
  genesis?: string,
): Promise<{ scene: Scene; challenge: Challenge; item: (name: string, meterId?: string) => Registration }> {
  const scene = await opened(genesis);
  const challenge = await challengeBy(scene, scene.who.ptbAnna);
  const item = (name: string, meterId = `ptb:${name}`): Registration =>
    registration(new TestMeter(name), scene.ledger, challenge, meterId);
  return { scene, challenge, item };
}

describe('RegisterMeters', () => {
  it('writes meter and key, pending with the first attestation', async () => {
    const { scene, challenge, item } = await sitting();
    const { ledger, who } = scene;
    const { challengeId } = challenge;
    const meter = new TestMeter('m1');
    const given = { ...item('m1'), typeApproval: 'DE-16-M-PTB-0042' };
    const { meters } = await ledger.submit(who.ptbAnna, REGISTER, { challengeId, meters: [given] });
    expect(meters).toEqual([
      { meterId: 'ptb:m1', status: 'PENDING', key: meter.fingerprint, keyState: 'PENDING' },
    ]);
    const { identity, mspId } = who.ptbAnna;
    const tx = ledger.last?.getTxID();
    expect(ledger.state.record('meter', 'meter/ptb/m1')).toEqual({
      schema: 1,
      meterId: 'ptb:m1',
      mspId: 'PTBMSP',
      manufacturer: 'EasyMeter',
      model: 'Q3A',
      typeApproval: 'DE-16-M-PTB-0042',
      status: 'PENDING',
      aliases: [],
      keys: [
        {
          sequence: 0,
          algorithm: meter.algorithm.id,
          fingerprint: meter.fingerprint,
          spki: toBase64(meter.spki),
          state: 'PENDING',
          possession: 'statement',
          attestations: [{ mspId, identity, challenge: challengeId, time: ledger.now, tx }],
        },
      ],
      registered: ledger.now,
    });
    expect(ledger.state.json(`key/${meter.fingerprint}`)).toEqual({ schema: 1, meterId: 'ptb:m1' });
  });

  it('registers a list under one challenge, and further lists under the same', async () => {
    const { scene, challenge, item } = await sitting();
    const { ledger, who } = scene;
    const { challengeId } = challenge;
    await ledger.submit(who.ptbAnna, REGISTER, { challengeId, meters: [item('m1'), item('m2')] });
    await ledger.submit(who.ptbAnna, REGISTER, { challengeId, meters: [item('m3')] });
    expect(ledger.state.keys('meter/')).toEqual(['meter/ptb/m1', 'meter/ptb/m2', 'meter/ptb/m3']);
    expect([...(ledger.last?.writes.keys() ?? [])]).not.toContain(`challenge/${challengeId}`);
  });

  it('makes the meter active at once where one attestation is the quorum', async () => {
    const { scene, challenge, item } = await sitting(genesisText({ quorum: { attestations: 1, nmis: 1 } }));
    const { ledger, who } = scene;
    const { challengeId } = challenge;
    const { meters } = await ledger.submit(who.ptbAnna, REGISTER, { challengeId, meters: [item('m1')] });
    expect(meters[0]).toMatchObject({ status: 'ACTIVE', keyState: 'ACTIVE' });
    expect(ledger.state.record('meter', 'meter/ptb/m1').keys[0]?.activated).toEqual({
      time: ledger.now,
      quorum: { attestations: 1, nmis: 1 },
    });
  });

  it('refuses a caller without a grant, with an expired one, and from outside', async () => {
    const { scene, challenge, item } = await sitting();
    const { ledger, who } = scene;
    await grant(scene, who.ptbAdmin, who.ptbClient, '2026-06-02T00:00:00.000Z');
    const argument = { challengeId: challenge.challengeId, meters: [item('m1')] };
    expect((await ledger.refuse(who.ptbAdmin, REGISTER, argument)).code).toBe('ENDORSER_NOT_GRANTED');
    expect((await ledger.refuse(who.society, REGISTER, argument)).code).toBe('NOT_A_MEMBER');
    ledger.pass({ days: 1 });
    expect((await ledger.refuse(who.ptbClient, REGISTER, argument)).code).toBe('ENDORSER_NOT_GRANTED');
  });

  it('refuses a challenge that is unknown, that another opened, and that has expired', async () => {
    const { scene, challenge, item } = await sitting();
    const { ledger, who } = scene;
    const { challengeId } = challenge;
    const unknown = await ledger.refuse(who.ptbAnna, REGISTER, {
      challengeId: 'f'.repeat(64),
      meters: [item('m1')],
    });
    expect(unknown.code).toBe('CHALLENGE_UNKNOWN');
    const foreign = await ledger.refuse(who.ptbBert, REGISTER, { challengeId, meters: [item('m1')] });
    expect(foreign.code).toBe('CHALLENGE_FOREIGN');
    ledger.milliseconds = Date.parse(challenge.expires) - 1000;
    await ledger.submit(who.ptbAnna, REGISTER, { challengeId, meters: [item('m1')] });
    const expired = await ledger.refuse(who.ptbAnna, REGISTER, { challengeId, meters: [item('m2')] });
    expect(expired.code).toBe('CHALLENGE_EXPIRED');
  });

  it("refuses another institute's prefix, an ID that is taken and a key that is bound", async () => {
    const { scene, challenge, item } = await sitting();
    const { ledger, who } = scene;
    await register(scene, 'old');
    await register(scene, 'abroad', { by: who.inmetroCarla });
    const before = ledger.state.get('meter/ptb/old');
    const meters = [
      item('a', 'inmetro:a'),
      item('b', 'ptb:old'),
      item('old', 'ptb:c'),
      item('abroad', 'ptb:d'),
    ];
    const { code, faults } = await ledger.refuse(who.ptbAnna, REGISTER, {
      challengeId: challenge.challengeId,
      meters,
    });
    expect(code).toBe('FOREIGN_PREFIX');
    expect(faults.map((fault) => `${fault.path} ${fault.code}`)).toEqual([
      'meters[0].meterId FOREIGN_PREFIX',
      'meters[1].meterId METER_EXISTS',
      'meters[2].key KEY_EXISTS',
      'meters[3].key KEY_EXISTS',
    ]);
    expect(ledger.state.get('meter/ptb/old')).toEqual(before);
  });

  it('refuses the same ID and the same key twice in one list, and writes none of it', async () => {
    const { scene, challenge, item } = await sitting();
    const { ledger, who } = scene;
    const meters = [item('a'), item('b', 'ptb:a'), item('a', 'ptb:c'), item('d')];
    const { faults } = await ledger.refuse(who.ptbAnna, REGISTER, {
      challengeId: challenge.challengeId,
      meters,
    });
    expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'meters[1].meterId METER_EXISTS',
      'meters[2].key KEY_EXISTS',
    ]);
    expect(ledger.state.keys('meter/')).toEqual([]);
  });

  it('refuses a second registration of the same meter with the same proof', async () => {
    const { scene, challenge, item } = await sitting();
    const { ledger, who } = scene;
    const argument = { challengeId: challenge.challengeId, meters: [item('a')] };
    await ledger.submit(who.ptbAnna, REGISTER, argument);
    const { faults } = await ledger.refuse(who.ptbAnna, REGISTER, argument);
    expect(faults.map(({ code }) => code)).toEqual(['METER_EXISTS', 'KEY_EXISTS']);
  });
});
