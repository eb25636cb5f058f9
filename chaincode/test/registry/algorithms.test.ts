// SPDX-License-Identifier: Apache-2.0
import {
  algorithmById,
  algorithms,
  curves,
  spkiAround,
  toBase64,
  type Algorithm,
  type PossessionPurpose,
} from '@meterpki/protocol';
import { Meter, tamper } from '@meterpki/simulator';
import { check } from '../support/checks';
import { genesisText } from '../support/genesis';
import type { Challenge, Registration } from '../support/meters';
import { challengeBy, opened, type Scene } from '../support/scene';

const REGISTER = ['registry', 'RegisterMeters'] as const;
const every = genesisText({ algorithms: algorithms.map(({ id }) => id) });
const meterWith = (algorithm: Algorithm): Meter => Meter.fromSeed('ledger', { serial: 'S-1', algorithm });
const transaction = {
  begin: { time: '2026-06-04T23:00:00.000Z', value: '1.230' },
  end: { time: '2026-06-05T00:00:00.000Z', value: '4.560' },
};

function rowOf(id: string): Algorithm {
  const row = algorithmById(id);
  if (row === undefined) throw new Error(`${id} is not built in`);
  return row;
}

const proofOf = ({ ledger }: Scene, meter: Meter, challenge: Challenge, purpose: PossessionPurpose): string =>
  meter.prove({
    purpose,
    channel: ledger.channel,
    chaincode: ledger.chaincode,
    mspId: challenge.mspId,
    meterId: 'ptb:m',
    sequence: 0,
    nonce: challenge.nonce,
    expires: Math.floor(Date.parse(challenge.expires) / 1000),
  });

async function itemOf(scene: Scene, meter: Meter): Promise<{ challengeId: string; meter: Registration }> {
  const challenge = await challengeBy(scene, scene.who.ptbAnna);
  const meterItem = {
    meterId: 'ptb:m',
    manufacturer: 'EasyMeter',
    model: 'Q3A',
    algorithm: meter.algorithm.id,
    key: toBase64(meter.spki),
    aliases: [{ kind: 'MS' as const, text: 'S-1' }],
    proof: proofOf(scene, meter, challenge, 'register'),
  };
  return { challengeId: challenge.challengeId, meter: meterItem };
}

async function faultsOf(scene: Scene, meter: Meter, change: Partial<Registration> = {}): Promise<string[]> {
  const item = await itemOf(scene, meter);
  const argument = { challengeId: item.challengeId, meters: [{ ...item.meter, ...change }] };
  const { faults } = await scene.ledger.refuse(scene.who.ptbAnna, REGISTER, argument);
  return faults.map(({ path, code }) => `${path} ${code}`);
}

/** Registered by Anna, attested by Bert. */
async function activate(scene: Scene, meter: Meter): Promise<void> {
  const { ledger, who } = scene;
  const item = await itemOf(scene, meter);
  await ledger.submit(who.ptbAnna, REGISTER, { challengeId: item.challengeId, meters: [item.meter] });
  const challenge = await challengeBy(scene, who.ptbBert);
  await ledger.submit(who.ptbBert, ['registry', 'AttestMeters'], {
    challengeId: challenge.challengeId,
    attestations: [
      { meterId: 'ptb:m', key: meter.fingerprint, proof: proofOf(scene, meter, challenge, 'attest') },
    ],
  });
}

describe.each(algorithms.map((row): [string, Algorithm] => [row.id, row]))(
  'a meter with %s',
  (id, algorithm) => {
    const meter = meterWith(algorithm);

    it('is registered and attested with proofs of its own, and its receipts are judged', async () => {
      const scene = await opened(every);
      await activate(scene, meter);
      const receipts = [true, false].map((algorithmNamed) =>
        meter.signOcmf({ ...transaction, algorithmNamed }),
      );
      const forged = receipts.map((text) => tamper('changed-amount', text));
      const outcomes = [];
      for (const text of [...receipts, ...forged]) outcomes.push((await check(scene, { text }))[0]);
      expect(outcomes.map((outcome) => outcome?.reason ?? outcome?.verdict)).toEqual([
        'valid',
        'valid',
        'signature-mismatch',
        'signature-mismatch',
      ]);
      expect(outcomes[0]).toMatchObject({ meterId: 'ptb:m', key: meter.fingerprint });
    });

    it('is refused where the policy does not name its algorithm', async () => {
      const others = algorithms.map((row) => row.id).filter((other) => other !== id);
      const scene = await opened(genesisText({ algorithms: others }));
      expect(await faultsOf(scene, meter)).toEqual(['meters[0].algorithm ALGORITHM_NOT_ALLOWED']);
    });

    it('is refused under the name of any other algorithm', async () => {
      const scene = await opened(every);
      for (const other of algorithms.filter((row) => row !== algorithm)) {
        const expected = other.curve === algorithm.curve ? 'proof POSSESSION_INVALID' : 'key KEY_INVALID';
        expect(await faultsOf(scene, meter, { algorithm: other.id })).toEqual([`meters[0].${expected}`]);
      }
    });

    it('is refused with its point under the prefix of another curve', async () => {
      const scene = await opened(every);
      const { curve, spki } = meter;
      const twins = Object.values(curves).filter((other) => other !== curve && other.length === curve.length);
      expect(twins.length).toBeGreaterThan(0);
      for (const twin of twins) {
        const key = toBase64(spkiAround(twin, spki.subarray(-2 * curve.length)));
        expect(await faultsOf(scene, meter, { key })).toEqual(['meters[0].key KEY_INVALID']);
      }
    });
  },
);

describe('a key on a curve with two hashes', () => {
  const [narrow, wide] = [rowOf('ECDSA-secp384r1-SHA256'), rowOf('ECDSA-secp384r1-SHA384')];

  it('belongs to one meter with one of them for ever', async () => {
    const scene = await opened(every);
    await activate(scene, meterWith(narrow));
    expect(await faultsOf(scene, meterWith(wide), { meterId: 'ptb:n' })).toContain(
      'meters[0].key KEY_EXISTS',
    );
  });

  it('does not verify receipts made with the other one', async () => {
    const scene = await opened(every);
    await activate(scene, meterWith(narrow));
    const [outcome] = await check(scene, { text: meterWith(wide).signOcmf(transaction) });
    expect(outcome).toMatchObject({ verdict: 'invalid', reason: 'algorithm-mismatch' });
  });
});
