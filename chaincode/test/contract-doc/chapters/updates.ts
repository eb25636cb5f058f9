// SPDX-License-Identifier: Apache-2.0
import { toBase64, type ArgumentOf } from '@meterpki/protocol';
import { change } from '../../support/policies';
import { attest, challengeBy, register, type Scene } from '../../support/scene';
import { statement } from '../../support/meters';
import { SteadyMeter } from '../../support/steady-meter';
import { update, updateOf, type Update } from '../../support/updates';
import type { Chapter, Chapters, GroundOf } from '../chapter';
import {
  after,
  calledBy,
  changed,
  FIVE_HUNDRED,
  forEndorsers,
  forMembers,
  activateMany,
  attestByThousands,
  registerOne,
  reviewHundreds,
  TOO_COSTLY,
} from '../grounds';

type Updating = GroundOf<'registry', 'UpdateKeys'>;

const next = new SteadyMeter('m1, second key');

/** An active meter of the PTB. */
async function active(scene: Scene): Promise<{ meter: SteadyMeter; meterId: string }> {
  const placed = await registerOne(scene);
  await attest(scene, scene.who.ptbBert, placed);
  return { meter: new SteadyMeter('m1'), meterId: placed.meterId };
}

const updating: Updating = async (scene) => {
  const { meter, meterId } = await active(scene);
  return { by: scene.who.ptbAnna, argument: await updateOf(scene, { meterId }, next, { previous: meter }) };
};

const updatingWith = (change: Partial<Update>): Updating =>
  changed(updating, ({ challengeId, updates }) => ({
    challengeId,
    updates: updates.map((item) => ({ ...item, ...change })),
  }));

/** The same call after the state of the meter became another. */
const updatingAfter = (happened: (scene: Scene, key: string) => Promise<unknown>): Updating =>
  after(updating, (scene) => happened(scene, new SteadyMeter('m1').fingerprint));

async function giveKeys(scene: Scene): Promise<void> {
  let previous = new SteadyMeter('m1');
  for (let count = 1; count < 16; count++) {
    const another = new SteadyMeter(`m1, key ${count}`);
    await update(scene, { meterId: 'ptb:m1' }, another, { previous });
    previous = another;
  }
}

const hold = ({ ledger, who }: Scene, key: string): Promise<unknown> =>
  ledger.submit(who.ptbAnna, ['registry', 'RevokeKeys'], {
    revocations: [{ meterId: 'ptb:m1', key, reason: 'certificateHold' }],
  });

const retire = ({ ledger, who }: Scene): Promise<unknown> =>
  ledger.submit(who.ptbAnna, ['registry', 'DecommissionMeters'], { meterIds: ['ptb:m1'] });

/** New keys for many meters, each vouched for by the key in use. */
async function updateMany(scene: Scene): Promise<ArgumentOf<'registry', 'UpdateKeys'>> {
  const meters = await activateMany(scene);
  const challenge = await challengeBy(scene, scene.who.ptbAnna);
  const updates = meters.map((meter): Update => {
    const other = new SteadyMeter(`${meter.name}, second key`);
    const meterId = `ptb:${meter.name}`;
    const fields = statement(other, scene.ledger, challenge, meterId, {
      purpose: 'update',
      sequence: 1,
      previous: meter.fingerprint,
    });
    const [proof, previousProof] = [other.prove(fields), meter.prove(fields)];
    return { meterId, key: toBase64(other.spki), algorithm: other.algorithm.id, proof, previousProof };
  });
  return { challengeId: challenge.challengeId, updates };
}

const updateKeys: Chapter<'registry', 'UpdateKeys'> = {
  who: "a permitted endorser of the meter's institute",
  what: 'Gives meters new keys, each with a proof of its own. With the word of the key in use (`previousProof`, over the same statement) the new key is ACTIVE at once and the old one SUPERSEDED; without it, once the quorum attested the new key.',
  example: updating,
  refusals: {
    NOT_A_MEMBER: forMembers(updating),
    ENDORSER_NOT_GRANTED: forEndorsers(updating),
    CHALLENGE_UNKNOWN: [
      'no challenge has this ID',
      changed(updating, (argument) => ({ ...argument, challengeId: '0'.repeat(64) })),
    ],
    CHALLENGE_FOREIGN: ['another permitted endorser opened the challenge', calledBy(updating, 'ptbBert')],
    CHALLENGE_EXPIRED: [
      'the challenge has run out',
      after(updating, ({ ledger }) => {
        ledger.pass({ days: 1 });
      }),
    ],
    METER_UNKNOWN: ['no meter has the ID', updatingWith({ meterId: 'ptb:m2' })],
    FOREIGN_METER: [
      'the meter belongs to another institute',
      after(updatingWith({ meterId: 'inmetro:m2' }), (scene) =>
        register(scene, 'm2', { by: scene.who.inmetroCarla }),
      ),
    ],
    METER_DECOMMISSIONED: ['the meter is retired', updatingAfter(retire)],
    METER_NOT_ACTIVE: [
      'the meter never had a key that counted',
      after(updatingWith({ meterId: 'ptb:m2' }), (scene) => register(scene, 'm2')),
    ],
    UPDATE_PENDING: [
      'another new key of the meter waits for attestations',
      updatingAfter((scene) => update(scene, { meterId: 'ptb:m1' }, new SteadyMeter('m1, third key'))),
    ],
    TOO_MANY_KEYS: ['the meter has sixteen keys', updatingAfter(giveKeys)],
    ALGORITHM_NOT_ALLOWED: [
      'the policy does not allow an algorithm',
      updatingWith({ algorithm: 'ECDSA-brainpool256r1-SHA256' }),
    ],
    KEY_INVALID: [
      'a key is not an uncompressed SPKI on the curve of its algorithm',
      updatingWith({ key: toBase64(new Uint8Array(91)) }),
    ],
    KEY_EXISTS: [
      'a key belongs to a meter already, or stands in the list twice',
      updatingWith({ key: toBase64(new SteadyMeter('m1').spki) }),
    ],
    KEY_NOT_GOOD: [
      'the key in use is on hold or revoked, its algorithm is no longer allowed, or its attestations are under review: it vouches for nothing',
      updatingAfter(hold),
    ],
    LIST_TOO_COSTLY: [
      TOO_COSTLY,
      updatingAfter((scene) => {
        attestByThousands(scene);
        reviewHundreds(scene);
        return Promise.resolve();
      }),
    ],
    POSSESSION_NOT_ALLOWED: [
      'the policy does not allow statements, and a new key is shown by nothing else',
      updatingAfter((scene) => change(scene, { possession: ['ocmf'] })),
    ],
    POSSESSION_INVALID: [
      'a proof is not the signature of its key over the possession statement of this update',
      updatingWith({ proof: toBase64(new Uint8Array(70)) }),
    ],
  },
  largest: [
    `${FIVE_HUNDRED} keys, each vouched for by the key in use`,
    async (scene) => ({ by: scene.who.ptbAnna, argument: await updateMany(scene) }),
  ],
};

const reinstating: GroundOf<'registry', 'ReinstateKeys'> = async (scene) => {
  const { meter, meterId } = await active(scene);
  await hold(scene, meter.fingerprint);
  return { by: scene.who.ptbAnna, argument: { keys: [{ meterId, key: meter.fingerprint }] } };
};

const reinstateKeys: Chapter<'registry', 'ReinstateKeys'> = {
  who: "a permitted endorser or an administrator of the meter's institute",
  what: 'Lifts `certificateHold`, and nothing else. Receipts from the time of the hold are good again; the hold stays on record.',
  example: reinstating,
  refusals: {
    NOT_A_MEMBER: forMembers(reinstating),
    ENDORSER_NOT_GRANTED: forEndorsers(reinstating),
    METER_UNKNOWN: [
      'no meter has the ID',
      changed(reinstating, ({ keys }) => ({ keys: keys.map((item) => ({ ...item, meterId: 'ptb:m2' })) })),
    ],
    FOREIGN_METER: ['the meter belongs to another institute', calledBy(reinstating, 'inmetroAdmin')],
    KEY_UNKNOWN: [
      'the meter has no key with the fingerprint',
      changed(reinstating, ({ keys }) => ({ keys: keys.map((item) => ({ ...item, key: '0'.repeat(64) })) })),
    ],
    NOT_ON_HOLD: [
      'the key is not on hold: nothing else can be lifted',
      after(reinstating, ({ ledger, who }, { argument }) =>
        ledger.submit(who.ptbAnna, ['registry', 'ReinstateKeys'], argument),
      ),
    ],
  },
  largest: [
    `${FIVE_HUNDRED} keys`,
    async (scene) => {
      const meters = await activateMany(scene);
      const keys = meters.map(({ name, fingerprint: key }) => ({ meterId: `ptb:${name}`, key }));
      await scene.ledger.submit(scene.who.ptbAnna, ['registry', 'RevokeKeys'], {
        revocations: keys.map((item) => ({ ...item, reason: 'certificateHold' as const })),
      });
      return { by: scene.who.ptbAnna, argument: { keys } };
    },
  ],
};

/** How keys are replaced and holds lifted. */
export const updateChapters: Pick<Chapters<'registry'>, 'UpdateKeys' | 'ReinstateKeys'> = {
  UpdateKeys: updateKeys,
  ReinstateKeys: reinstateKeys,
};
