// SPDX-License-Identifier: Apache-2.0
import type { PossessionFields } from '@meterpki/protocol';
import type { Refused } from '../support/ledger';
import { statement } from '../support/meters';
import type { Person } from '../support/people';
import {
  activate,
  attest,
  challengeBy,
  grant,
  keyRecord,
  meterRecord,
  opened,
  register,
  type Placed,
  type Scene,
} from '../support/scene';
import { TestMeter } from '../support/test-meter';

const ATTEST = ['registry', 'AttestMeters'] as const;

interface Item {
  meterId: string;
  key: string;
  proof: string;
}

/** Attests with some fields of the statement told wrong; it must be refused. */
async function refused(
  scene: Scene,
  by: Person,
  { meter, meterId }: Placed,
  wrong: Partial<PossessionFields> = {},
  change: Partial<Item> = {},
): Promise<Refused> {
  const challenge = await challengeBy(scene, by);
  const fields = statement(meter, scene.ledger, challenge, meterId, { purpose: 'attest', ...wrong });
  const item = { meterId, key: meter.fingerprint, proof: meter.prove(fields), ...change };
  return await scene.ledger.refuse(by, ATTEST, {
    challengeId: challenge.challengeId,
    attestations: [item],
  });
}

const texts = ({ faults }: Refused): string[] => faults.map(({ path, code }) => `${path} ${code}`);

describe('AttestMeters', () => {
  it('makes key and meter active with the word of a second endorser', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const placed = await register(scene, 'm');
    await attest(scene, who.ptbBert, placed);
    const key = keyRecord(scene, placed);
    expect(meterRecord(scene, placed).status).toBe('ACTIVE');
    expect(key).toMatchObject({
      state: 'ACTIVE',
      activated: { time: ledger.now, quorum: { attestations: 2, nmis: 1 } },
    });
    expect(key.attestations.map(({ identity }) => identity)).toEqual([
      who.ptbAnna.identity,
      who.ptbBert.identity,
    ]);
    expect([...(ledger.last?.writes.keys() ?? [])]).toEqual(['meter/ptb/m']);
  });

  it("counts another institute's endorser where the quorum asks for no certain institute", async () => {
    const scene = await opened();
    const placed = await register(scene, 'm');
    await attest(scene, scene.who.inmetroCarla, placed);
    expect(keyRecord(scene, placed).state).toBe('ACTIVE');
  });

  it('refuses the endorser who registered the meter', async () => {
    const scene = await opened();
    const placed = await register(scene, 'm');
    expect(texts(await refused(scene, scene.who.ptbAnna, placed))).toEqual([
      'attestations[0].key ALREADY_ATTESTED',
    ]);
    expect(keyRecord(scene, placed).state).toBe('PENDING');
  });

  it('does not count an endorser whose grant has expired by now', async () => {
    const scene = await opened();
    const { who, ledger } = scene;
    await grant(scene, who.ptbAdmin, who.ptbClient, '2026-06-02T00:00:00.000Z');
    const placed = await register(scene, 'm', { by: who.ptbClient });
    ledger.pass({ days: 2 });
    await attest(scene, who.ptbAnna, placed);
    expect(keyRecord(scene, placed).state).toBe('PENDING');
    expect(texts(await refused(scene, who.ptbAnna, placed))).toEqual([
      'attestations[0].key ALREADY_ATTESTED',
    ]);
    await attest(scene, who.ptbBert, placed);
    expect(keyRecord(scene, placed)).toMatchObject({ state: 'ACTIVE' });
    expect(keyRecord(scene, placed).attestations).toHaveLength(3);
  });

  it('refuses proofs for another purpose, institute, sequence and challenge', async () => {
    const scene = await opened();
    const placed = await register(scene, 'm');
    const wrongs: Partial<PossessionFields>[] = [
      { purpose: 'register' },
      { purpose: 'update' },
      { mspId: 'InmetroMSP' },
      { sequence: 1 },
      { nonce: 'a'.repeat(64) },
      { meterId: 'ptb:n' },
    ];
    for (const wrong of wrongs) {
      expect(texts(await refused(scene, scene.who.ptbBert, placed, wrong))).toEqual([
        'attestations[0].proof POSSESSION_INVALID',
      ]);
    }
    expect(keyRecord(scene, placed).state).toBe('PENDING');
  });

  it('refuses a meter that is unknown, a key that is not its own, and one that is active', async () => {
    const scene = await opened();
    const { ptbBert, inmetroCarla } = scene.who;
    const [placed, active] = [await register(scene, 'm'), await activate(scene, 'n')];
    const stranger = { meter: new TestMeter('x'), meterId: 'ptb:x' };
    expect(texts(await refused(scene, ptbBert, stranger))).toEqual(['attestations[0].meterId METER_UNKNOWN']);
    expect(texts(await refused(scene, ptbBert, placed, {}, { key: active.meter.fingerprint }))).toEqual([
      'attestations[0].key KEY_UNKNOWN',
    ]);
    expect(texts(await refused(scene, inmetroCarla, active))).toEqual(['attestations[0].key NOT_PENDING']);
  });

  it('refuses callers without a grant and challenges of others', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const { meter, meterId } = await register(scene, 'm');
    const challenge = await challengeBy(scene, who.ptbBert);
    const proof = meter.prove(statement(meter, ledger, challenge, meterId, { purpose: 'attest' }));
    const argument = {
      challengeId: challenge.challengeId,
      attestations: [{ meterId, key: meter.fingerprint, proof }],
    };
    expect((await ledger.refuse(who.inmetroCarla, ATTEST, argument)).code).toBe('CHALLENGE_FOREIGN');
    expect((await ledger.refuse(who.ptbAdmin, ATTEST, argument)).code).toBe('ENDORSER_NOT_GRANTED');
    expect((await ledger.refuse(who.society, ATTEST, argument)).code).toBe('NOT_A_MEMBER');
  });

  it('attests all of a list or nothing, and refuses a meter that stands in it twice', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const placed = [await register(scene, 'a'), await register(scene, 'b')];
    const challenge = await challengeBy(scene, who.ptbBert);
    const items = placed.map(({ meter, meterId }) => {
      const fields = statement(meter, ledger, challenge, meterId, { purpose: 'attest' });
      return { meterId, key: meter.fingerprint, proof: meter.prove(fields) };
    });
    const { challengeId } = challenge;
    const [first] = items;
    const bad = await ledger.refuse(who.ptbBert, ATTEST, {
      challengeId,
      attestations: [...items, first, { ...first, meterId: 'ptb:c' }],
    });
    expect(texts(bad)).toEqual([
      'attestations[2].meterId INVALID_ARGUMENT',
      'attestations[3].meterId METER_UNKNOWN',
    ]);
    const { meters } = await ledger.submit(who.ptbBert, ATTEST, { challengeId, attestations: items });
    expect(meters.map(({ meterId, status }) => `${meterId} ${status}`)).toEqual([
      'ptb:a ACTIVE',
      'ptb:b ACTIVE',
    ]);
  });
});
