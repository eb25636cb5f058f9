// SPDX-License-Identifier: Apache-2.0
import { algorithmById, toBase64 } from '@meterpki/protocol';
import { Meter } from '@meterpki/simulator';
import { check, revoke, verdict } from '../support/checks';
import { statement } from '../support/meters';
import { change } from '../support/policies';
import {
  activate,
  challengeBy,
  meterRecord,
  opened,
  register,
  type Placed,
  type Scene,
} from '../support/scene';
import { TestMeter } from '../support/test-meter';
import { attestKey, update, updateOf, type UpdateOptions } from '../support/updates';

const UPDATE = ['registry', 'UpdateKeys'] as const;
const next = new TestMeter('next');

const states = (scene: Scene, placed: Placed): string[] =>
  meterRecord(scene, placed).keys.map(({ state }) => state);

/** Puts what Bert attested under review. */
const review = ({ ledger, who }: Scene): Promise<unknown> =>
  ledger.submit(who.ptbAdmin, ['governance', 'RevokePermittedEndorsers'], {
    revocations: [
      {
        identity: who.ptbBert.identity,
        reason: 'accreditation withdrawn',
        underReviewSince: '2026-05-01T00:00:00.000Z',
      },
    ],
  });

/** Paths and codes of a refused update. */
async function refusal(
  scene: Scene,
  placed: Pick<Placed, 'meterId'>,
  options: UpdateOptions = {},
  key = next,
): Promise<string[]> {
  const { by = scene.who.ptbAnna } = options;
  const argument = await updateOf(scene, placed, key, options);
  const { faults } = await scene.ledger.refuse(by, UPDATE, argument);
  return faults.map(({ path, code }) => `${path.replace('updates[0].', '')} ${code}`);
}

describe('UpdateKeys', () => {
  it('with the word of the key in use the new key counts at once, and the old one from then on no more', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    const { meters } = await update(scene, placed, next, { previous: placed.meter });
    const { now } = scene.ledger;
    expect(meters).toEqual([expect.objectContaining({ key: next.fingerprint, keyState: 'ACTIVE' })]);
    const [old, added] = meterRecord(scene, placed).keys;
    expect(old).toMatchObject({ state: 'SUPERSEDED', superseded: now });
    expect(added).toMatchObject({ sequence: 1, state: 'ACTIVE', possession: 'statement' });
    expect(scene.ledger.state.json(`key/${next.fingerprint}`)).toEqual({ schema: 1, meterId: 'ptb:m' });
    const [outcome] = await check(scene, { text: next.signRaw('1'), meterId: placed.meterId });
    expect(outcome).toMatchObject({ verdict: 'valid', key: next.fingerprint });
  });

  it('never spoils earlier receipts, and makes later ones of the old key invalid', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    const before = scene.ledger.now;
    scene.ledger.pass({ days: 1 });
    await update(scene, placed, next, { previous: placed.meter });
    const { now } = scene.ledger;
    const receipt = (end: string): { text: string; meterId: string } => ({
      text: placed.meter.signOcmf({ end }),
      meterId: placed.meterId,
    });
    expect(await verdict(scene, receipt(before))).toBe('valid');
    expect(await verdict(scene, receipt(now))).toBe('invalid key-superseded');
    expect(await verdict(scene, { text: placed.meter.signRaw('1'), meterId: placed.meterId })).toBe(
      'indeterminate time-unknown',
    );
  });

  it('without the word of the key in use the new key waits for the quorum', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    await update(scene, placed, next);
    expect(states(scene, placed)).toEqual(['ACTIVE', 'PENDING']);
    expect(await verdict(scene, { text: next.signRaw('1'), meterId: placed.meterId })).toBe(
      'indeterminate not-active',
    );
    expect(await verdict(scene, { text: placed.meter.signRaw('1'), meterId: placed.meterId })).toBe('valid');
    await attestKey(scene, scene.who.ptbBert, placed.meterId, next);
    expect(states(scene, placed)).toEqual(['SUPERSEDED', 'ACTIVE']);
    expect(meterRecord(scene, placed).keys[0]?.superseded).toBe(scene.ledger.now);
  });

  it('a compromised key vouches for no successor; the quorum does', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    await revoke(scene, placed, 'keyCompromise');
    expect(await refusal(scene, placed, { previous: placed.meter })).toEqual(['previousProof KEY_NOT_GOOD']);
    await update(scene, placed, next);
    await attestKey(scene, scene.who.ptbBert, placed.meterId, next);
    expect(states(scene, placed)).toEqual(['REVOKED', 'ACTIVE']);
  });

  it('a key whose attestations are under review vouches for no successor', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    await review(scene);
    expect(await refusal(scene, placed, { previous: placed.meter })).toEqual(['previousProof KEY_NOT_GOOD']);
  });

  it('a key that an earlier one vouched for falls with it, and rises by words of its own', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    await update(scene, placed, next, { previous: placed.meter });
    const receipt = { text: next.signRaw('1'), meterId: placed.meterId };
    expect(await verdict(scene, receipt)).toBe('valid');
    await review(scene);
    expect(await verdict(scene, receipt)).toBe('indeterminate not-active');
    await attestKey(scene, scene.who.inmetroCarla, placed.meterId, next);
    expect(await verdict(scene, receipt)).toBe('valid');
  });

  it('a key of an algorithm that is no longer allowed vouches for no successor', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    const algorithm = algorithmById('ECDSA-secp384r1-SHA384');
    if (algorithm === undefined) throw new Error('P-384 is built in');
    await change(scene, { algorithms: [algorithm.id] });
    const other = Meter.fromSeed('other', { serial: 'S-1', algorithm });
    const challenge = await challengeBy(scene, scene.who.ptbAnna);
    const { fingerprint: previous } = placed.meter;
    const fields = statement(other, scene.ledger, challenge, placed.meterId, {
      purpose: 'update',
      sequence: 1,
      previous,
    });
    const { challengeId } = challenge;
    const argument = {
      challengeId,
      updates: [
        {
          meterId: placed.meterId,
          key: toBase64(other.spki),
          algorithm: algorithm.id,
          proof: other.prove(fields),
          previousProof: placed.meter.prove(fields),
        },
      ],
    };
    const { faults } = await scene.ledger.refuse(scene.who.ptbAnna, UPDATE, argument);
    expect(faults).toMatchObject([{ path: 'updates[0].previousProof', code: 'KEY_NOT_GOOD' }]);
  });

  it('no statement shows a new key where the policy allows records alone', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    await change(scene, { possession: ['ocmf'] });
    expect(await refusal(scene, placed, { previous: placed.meter })).toEqual([
      'proof POSSESSION_NOT_ALLOWED',
    ]);
  });

  it('a new key that waits can be withdrawn by revoking it, and another one given', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    await update(scene, placed, next);
    const other = new TestMeter('other');
    expect(await refusal(scene, placed, { previous: placed.meter }, other)).toEqual([
      'meterId UPDATE_PENDING',
    ]);
    await revoke(scene, { meterId: placed.meterId, meter: next }, 'cessationOfOperation');
    await update(scene, placed, other, { previous: placed.meter });
    expect(states(scene, placed)).toEqual(['SUPERSEDED', 'REVOKED', 'ACTIVE']);
  });

  it('tells what is wrong with the proofs', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    const thief = new TestMeter('thief');
    expect(await refusal(scene, placed, { previous: thief })).toEqual(['previousProof POSSESSION_INVALID']);
    expect(await refusal(scene, placed, { previous: next })).toEqual(['previousProof POSSESSION_INVALID']);
    const stolen = await updateOf(scene, placed, next);
    const proof = stolen.updates[0]?.proof ?? '';
    expect(await refusal(scene, placed, { change: { proof } })).toEqual(['proof POSSESSION_INVALID']);
    expect(await refusal(scene, placed, { previous: thief, change: { proof } })).toEqual([
      'proof POSSESSION_INVALID',
      'previousProof POSSESSION_INVALID',
    ]);
  });

  it('a proof that was used once is good for nothing afterwards', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    const argument = await updateOf(scene, placed, next, { previous: placed.meter });
    await scene.ledger.submit(scene.who.ptbAnna, UPDATE, argument);
    const { faults } = await scene.ledger.refuse(scene.who.ptbAnna, UPDATE, argument);
    expect(faults.map(({ code }) => code)).toEqual([
      'KEY_EXISTS',
      'POSSESSION_INVALID',
      'POSSESSION_INVALID',
    ]);
  });

  it('refuses meters that are unknown, foreign, without a key in use or retired, and keys that are bound', async () => {
    const scene = await opened();
    const { who, ledger } = scene;
    const placed = await activate(scene, 'm');
    const waiting = await register(scene, 'w');
    expect(await refusal(scene, waiting, {})).toContain('meterId METER_NOT_ACTIVE');
    expect(await refusal(scene, placed, { by: who.inmetroCarla })).toEqual(['meterId FOREIGN_METER']);
    expect(await refusal(scene, placed, { change: { meterId: 'ptb:none' } })).toEqual([
      'meterId METER_UNKNOWN',
    ]);
    expect(await refusal(scene, placed, {}, waiting.meter)).toEqual(['key KEY_EXISTS']);
    expect(await refusal(scene, placed, { change: { algorithm: 'none' } })).toEqual([
      'algorithm ALGORITHM_NOT_ALLOWED',
    ]);
    expect(await refusal(scene, placed, { change: { key: 'AAAA' } })).toEqual(['key KEY_INVALID']);
    await ledger.submit(who.ptbAnna, ['registry', 'DecommissionMeters'], { meterIds: ['ptb:m'] });
    expect(await refusal(scene, placed, {})).toEqual(['meterId METER_DECOMMISSIONED']);
    const { code } = await ledger.refuse(who.ptbAdmin, UPDATE, await updateOf(scene, placed, next));
    expect(code).toBe('ENDORSER_NOT_GRANTED');
  });

  it('a meter has sixteen keys at most, and a receipt of its first one is still found', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    const early = scene.ledger.now;
    let previous = placed.meter;
    for (let sequence = 1; sequence < 16; sequence++) {
      const added = new TestMeter(`key ${sequence}`);
      await update(scene, placed, added, { previous });
      previous = added;
    }
    expect(await refusal(scene, placed, { previous })).toEqual(['meterId TOO_MANY_KEYS']);
    const receipt = { text: placed.meter.signOcmf({ end: early }), meterId: placed.meterId };
    expect(await verdict(scene, receipt)).toBe('valid');
  });
});
