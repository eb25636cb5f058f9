// SPDX-License-Identifier: Apache-2.0
import { toBase64, toHex, toUtf8, type ArgumentOf } from '@meterpki/protocol';
import { genesisText } from '../support/genesis';
import { importItem, registration, statement, type Challenge } from '../support/meters';
import { verdict } from '../support/checks';
import type { Person } from '../support/people';
import { challengeBy, keyRecord, opened, register, type Scene } from '../support/scene';
import { TestMeter } from '../support/test-meter';

const REGISTER = ['registry', 'RegisterMeters'] as const;
const ATTEST = ['registry', 'AttestMeters'] as const;
const allowed = genesisText({ possession: ['statement', 'ocmf'] });

type Registration = ArgumentOf<'registry', 'RegisterMeters'>['meters'][number];

/** An OCMF record with these fields of the user, signed by the meter. */
function recordOf(meter: TestMeter, fields: object): string {
  const payload = JSON.stringify({ FV: '1.0', PG: 'T1', MS: meter.name, ...fields, RD: [] });
  return `OCMF|${payload}|${JSON.stringify({ SD: toHex(meter.sign(toUtf8(payload))) })}`;
}

const byRecord = (meter: TestMeter, possessionRecord: string): Registration => ({
  ...importItem(meter, `ptb:${meter.name}`),
  possessionRecord,
});

const codes = async (scene: Scene, challenge: Challenge, item: Registration): Promise<string[]> => {
  const { challengeId } = challenge;
  const { faults } = await scene.ledger.refuse(scene.who.ptbAnna, REGISTER, { challengeId, meters: [item] });
  return faults.map(({ path, code }) => `${path.replace('meters[0].', '')} ${code}`);
};

describe('an OCMF record that carries the challenge', () => {
  it.each(['ID', 'TT'])(
    'in %s shows possession where the policy allows it, and is told by its name',
    async (field) => {
      const scene = await opened(allowed);
      const meter = new TestMeter('m');
      const challenge = await challengeBy(scene, scene.who.ptbAnna);
      const item = byRecord(meter, recordOf(meter, { [field]: challenge.nonce }));
      const { challengeId } = challenge;
      await scene.ledger.submit(scene.who.ptbAnna, REGISTER, { challengeId, meters: [item] });
      expect(keyRecord(scene, { meterId: 'ptb:m' })).toMatchObject({ possession: 'ocmf', state: 'PENDING' });
    },
  );

  it('repairs no key by itself that a review took the word from', async () => {
    const lenient = genesisText({ possession: ['statement', 'ocmf'], quorum: { attestations: 1, nmis: 1 } });
    const scene = await opened(lenient);
    const { ledger, who } = scene;
    const { meter, meterId } = await register(scene, 'm', { by: who.ptbBert });
    await ledger.submit(who.ptbAdmin, ['governance', 'RevokePermittedEndorsers'], {
      revocations: [
        { identity: who.ptbBert.identity, reason: 'r', underReviewSince: '2026-05-01T00:00:00.000Z' },
      ],
    });
    const receipt = { text: meter.signRaw('1'), meterId };
    const attestWith = async (by: Person): Promise<void> => {
      const { challengeId, nonce } = await challengeBy(scene, by);
      const possessionRecord = recordOf(meter, { ID: nonce });
      const attestations = [{ meterId, key: meter.fingerprint, possessionRecord }];
      await ledger.submit(by, ATTEST, { challengeId, attestations });
    };
    await attestWith(who.ptbAnna);
    expect(await verdict(scene, receipt)).toBe('indeterminate not-active');
    await attestWith(who.inmetroCarla);
    expect(await verdict(scene, receipt)).toBe('valid');
  });

  it('needs two endorsers whatever the quorum', async () => {
    const lenient = genesisText({
      possession: ['statement', 'ocmf'],
      quorum: { attestations: 1, nmis: 1 },
    });
    const scene = await opened(lenient);
    const { ledger, who } = scene;
    const [weak, strong] = [new TestMeter('weak'), new TestMeter('strong')];
    const challenge = await challengeBy(scene, who.ptbAnna);
    const { challengeId } = challenge;
    const meters = [
      byRecord(weak, recordOf(weak, { ID: challenge.nonce })),
      registration(strong, ledger, challenge, 'ptb:strong'),
    ];
    await ledger.submit(who.ptbAnna, REGISTER, { challengeId, meters });
    expect(keyRecord(scene, { meterId: 'ptb:strong' }).state).toBe('ACTIVE');
    expect(keyRecord(scene, { meterId: 'ptb:weak' }).state).toBe('PENDING');
    const second = await challengeBy(scene, who.ptbBert);
    const fields = statement(weak, ledger, second, 'ptb:weak', { purpose: 'attest' });
    const attestation = { meterId: 'ptb:weak', key: weak.fingerprint, proof: weak.prove(fields) };
    await ledger.submit(who.ptbBert, ATTEST, {
      challengeId: second.challengeId,
      attestations: [attestation],
    });
    expect(keyRecord(scene, { meterId: 'ptb:weak' })).toMatchObject({
      state: 'ACTIVE',
      possession: 'ocmf',
      activated: { quorum: { attestations: 2, nmis: 1 } },
    });
  });

  it('marks a key that was registered by statement, once it is attested by a record', async () => {
    const scene = await opened(allowed);
    const { ledger, who } = scene;
    const meter = new TestMeter('m');
    const first = await challengeBy(scene, who.ptbAnna);
    const meters = [registration(meter, ledger, first, 'ptb:m')];
    await ledger.submit(who.ptbAnna, REGISTER, { challengeId: first.challengeId, meters });
    const { challengeId, nonce } = await challengeBy(scene, who.ptbBert);
    const possessionRecord = recordOf(meter, { TT: `verification ${nonce}` });
    const attestations = [{ meterId: 'ptb:m', key: meter.fingerprint, possessionRecord }];
    await ledger.submit(who.ptbBert, ATTEST, { challengeId, attestations });
    expect(keyRecord(scene, { meterId: 'ptb:m' })).toMatchObject({ state: 'ACTIVE', possession: 'ocmf' });
  });

  it('is refused where the policy does not allow it, and so is a statement where it allows records alone', async () => {
    const scene = await opened();
    const meter = new TestMeter('m');
    const challenge = await challengeBy(scene, scene.who.ptbAnna);
    const item = byRecord(meter, recordOf(meter, { ID: challenge.nonce }));
    expect(await codes(scene, challenge, item)).toEqual(['possessionRecord POSSESSION_NOT_ALLOWED']);
    const other = await opened(genesisText({ possession: ['ocmf'] }));
    const opening = await challengeBy(other, other.who.ptbAnna);
    const stated = registration(meter, other.ledger, opening, 'ptb:m');
    expect(await codes(other, opening, stated)).toEqual(['proof POSSESSION_NOT_ALLOWED']);
  });

  it('is refused without the challenge, with it elsewhere, from another sitting, changed, or by another key', async () => {
    const scene = await opened(allowed);
    const [meter, thief] = [new TestMeter('m'), new TestMeter('thief')];
    const stale = await challengeBy(scene, scene.who.ptbAnna);
    const challenge = await challengeBy(scene, scene.who.ptbAnna);
    const good = recordOf(meter, { ID: challenge.nonce });
    const bad = [
      recordOf(meter, {}),
      recordOf(meter, { GV: challenge.nonce }),
      recordOf(meter, { ID: stale.nonce }),
      recordOf(meter, { ID: [challenge.nonce] }),
      good.replace('"PG":"T1"', '"PG":"T2"'),
      recordOf(thief, { ID: challenge.nonce }),
      'hello',
    ];
    for (const record of bad)
      expect(await codes(scene, challenge, byRecord(meter, record))).toEqual([
        'possessionRecord POSSESSION_INVALID',
      ]);
  });

  it('stands in for a statement, not beside it', async () => {
    const scene = await opened(allowed);
    const meter = new TestMeter('m');
    const challenge = await challengeBy(scene, scene.who.ptbAnna);
    const stated = registration(meter, scene.ledger, challenge, 'ptb:m');
    const both = { ...stated, possessionRecord: recordOf(meter, { ID: challenge.nonce }) };
    expect(await codes(scene, challenge, both)).toEqual(['proof INVALID_ARGUMENT']);
    const neither = { ...stated, key: toBase64(meter.spki) };
    delete neither.proof;
    expect(await codes(scene, challenge, neither)).toEqual(['proof INVALID_ARGUMENT']);
  });
});
