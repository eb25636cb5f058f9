// SPDX-License-Identifier: Apache-2.0
import { toBase64 } from '@meterpki/protocol';
import { attest, challengeBy, register, type Scene } from '../../support/scene';
import { SteadyMeter } from '../../support/steady-meter';
import type { Chapter, Chapters, GroundOf } from '../chapter';
import {
  after,
  attestationOf,
  attestByThousands,
  calledBy,
  changed,
  FIVE_HUNDRED,
  forEndorsers,
  forMembers,
  manyAliases,
  namesOf,
  registerMany,
  registerOne,
  registrationOf,
  serialOf,
  TOO_COSTLY,
} from '../grounds';

type Registering = GroundOf<'registry', 'RegisterMeters'>;
type Attesting = GroundOf<'registry', 'AttestMeters'>;

const WORDS = {
  kind: 'the policy does not allow this kind of possession proof',
  unknown: 'no challenge has this ID',
  foreign: 'another permitted endorser opened the challenge',
  expired: 'the challenge has run out',
  proof: 'the proof is not the signature of this key over the possession statement of this very sitting',
} as const;

/** A call that registers meters with these names. */
export const registering =
  (...names: string[]): Registering =>
  async (scene) => {
    const challenge = await challengeBy(scene, scene.who.ptbAnna);
    const meters = names.map((name) => registrationOf(scene, challenge, name));
    return { by: scene.who.ptbAnna, argument: { challengeId: challenge.challengeId, meters } };
  };

type Item = Awaited<ReturnType<Registering>>['argument']['meters'][number];

/** The same call with something of each meter told otherwise. */
const registeringWith =
  (change: Partial<Item>): Registering =>
  (scene) =>
    changed(registering('m1'), ({ challengeId, meters }) => ({
      challengeId,
      meters: meters.map((meter) => ({ ...meter, ...change })),
    }))(scene);

/** Sixteen meters that carry one alias. */
export async function crowd(scene: Scene, text: string): Promise<void> {
  for (const name of namesOf(16)) await register(scene, name, { aliases: [serialOf(text)] });
}

function expire({ ledger }: Scene): void {
  ledger.pass({ days: 1 });
}

const one = registering('m1');

const registerMeters: Chapter<'registry', 'RegisterMeters'> = {
  who: 'a permitted endorser of a member, for meter IDs under its own prefix',
  what: "A permitted endorser's first word for meters and keys, all of the list or nothing. A key is ACTIVE at once where the quorum is one, PENDING until AttestMeters otherwise.",
  example: one,
  refusals: {
    NOT_A_MEMBER: forMembers(one),
    ENDORSER_NOT_GRANTED: forEndorsers(one),
    CHALLENGE_UNKNOWN: [
      WORDS.unknown,
      changed(one, (argument) => ({ ...argument, challengeId: '0'.repeat(64) })),
    ],
    CHALLENGE_FOREIGN: [WORDS.foreign, calledBy(one, 'ptbBert')],
    CHALLENGE_EXPIRED: [WORDS.expired, after(one, expire)],
    FOREIGN_PREFIX: [
      "a meter ID does not carry the institute's prefix",
      registeringWith({ meterId: 'inmetro:m1' }),
    ],
    METER_EXISTS: ['a meter ID is registered already, or stands in the list twice', registering('m1', 'm1')],
    ALGORITHM_NOT_ALLOWED: [
      'the policy does not allow an algorithm',
      registeringWith({ algorithm: 'ECDSA-brainpool256r1-SHA256' }),
    ],
    KEY_INVALID: [
      'a key is not an uncompressed SPKI on the curve of its algorithm',
      registeringWith({ key: toBase64(new Uint8Array(91)) }),
    ],
    KEY_EXISTS: [
      'a key belongs to a meter already, or stands in the list twice',
      after(registeringWith({ meterId: 'ptb:m2' }), (scene) => register(scene, 'm1')),
    ],
    ALIAS_CROWDED: [
      'sixteen meters of the institute carry an alias already, or 63 have carried it',
      after(one, (scene) => crowd(scene, 'm1')),
    ],
    LIST_TOO_COSTLY: [
      TOO_COSTLY,
      changed(registering(...namesOf(FIVE_HUNDRED)), ({ challengeId, meters }) => ({
        challengeId,
        meters: meters.map((meter) => ({ ...meter, aliases: manyAliases(meter.meterId) })),
      })),
    ],
    POSSESSION_NOT_ALLOWED: [
      WORDS.kind,
      changed(one, ({ challengeId, meters }) => ({
        challengeId,
        meters: meters.map(({ proof, ...meter }) => ({ ...meter, possessionRecord: proof ?? '' })),
      })),
    ],
    POSSESSION_INVALID: [
      `${WORDS.proof}: purpose, channel, chaincode, institute, meter, key`,
      registeringWith({ meterId: 'ptb:m2' }),
    ],
  },
  largest: [`${FIVE_HUNDRED} meters with an alias each`, registering(...namesOf(FIVE_HUNDRED))],
};

/** A call by which another endorser attests a meter. */
const attesting: Attesting = async (scene) => {
  const { meter } = await registerOne(scene);
  const challenge = await challengeBy(scene, scene.who.ptbBert);
  const attestations = [attestationOf(scene, challenge, new SteadyMeter(meter.name))];
  return { by: scene.who.ptbBert, argument: { challengeId: challenge.challengeId, attestations } };
};

const attestingWith = (change: Readonly<Partial<ReturnType<typeof attestationOf>>>): Attesting =>
  changed(attesting, ({ challengeId, attestations }) => ({
    challengeId,
    attestations: attestations.map((item) => ({ ...item, ...change })),
  }));

const attestMeters: Chapter<'registry', 'AttestMeters'> = {
  who: 'another permitted endorser of a member, of any institute',
  what: "Another permitted endorser's word for the same key, with a challenge and a proof of its own. A key becomes ACTIVE with the attestation that meets the quorum, counting only endorsers granted at that moment.",
  example: attesting,
  refusals: {
    NOT_A_MEMBER: forMembers(attesting),
    ENDORSER_NOT_GRANTED: forEndorsers(attesting),
    CHALLENGE_UNKNOWN: [
      WORDS.unknown,
      changed(attesting, (argument) => ({ ...argument, challengeId: '0'.repeat(64) })),
    ],
    CHALLENGE_FOREIGN: [WORDS.foreign, calledBy(attesting, 'inmetroCarla')],
    CHALLENGE_EXPIRED: [WORDS.expired, after(attesting, expire)],
    METER_UNKNOWN: ['no meter has the ID', attestingWith({ meterId: 'ptb:m2' })],
    METER_DECOMMISSIONED: [
      'the meter is retired',
      after(attesting, ({ ledger, who }) =>
        ledger.submit(who.ptbAnna, ['registry', 'DecommissionMeters'], { meterIds: ['ptb:m1'] }),
      ),
    ],
    KEY_UNKNOWN: ['the meter has no key with the fingerprint', attestingWith({ key: '0'.repeat(64) })],
    NOT_PENDING: [
      'the key is active, revoked or superseded, or waits for the approval of an import',
      after(attesting, async (scene) =>
        attest(scene, scene.who.inmetroCarla, { meter: new SteadyMeter('m1'), meterId: 'ptb:m1' }),
      ),
    ],
    ALREADY_ATTESTED: [
      'the caller attested or registered the key before',
      async (scene) => {
        const { meter } = await registerOne(scene);
        const challenge = await challengeBy(scene, scene.who.ptbAnna);
        const attestations = [attestationOf(scene, challenge, meter)];
        return { by: scene.who.ptbAnna, argument: { challengeId: challenge.challengeId, attestations } };
      },
    ],
    LIST_TOO_COSTLY: [TOO_COSTLY, after(attesting, attestByThousands)],
    POSSESSION_NOT_ALLOWED: [
      WORDS.kind,
      changed(attesting, ({ challengeId, attestations }) => ({
        challengeId,
        attestations: attestations.map(({ proof, ...item }) => ({ ...item, possessionRecord: proof ?? '' })),
      })),
    ],
    POSSESSION_INVALID: [
      WORDS.proof,
      changed(attesting, ({ challengeId, attestations }) => ({
        challengeId,
        attestations: attestations.map((item) => ({ ...item, proof: toBase64(new Uint8Array(70)) })),
      })),
    ],
  },
  largest: [
    `${FIVE_HUNDRED} meters`,
    async (scene) => {
      const meters = await registerMany(scene);
      const challenge = await challengeBy(scene, scene.who.ptbBert);
      const attestations = meters.map((meter) => attestationOf(scene, challenge, meter));
      return { by: scene.who.ptbBert, argument: { challengeId: challenge.challengeId, attestations } };
    },
  ],
};

const challengingBy: GroundOf<'registry', 'IssueChallenge'> = (scene) =>
  Promise.resolve({ by: scene.who.ptbAnna, argument: { lifetimeSeconds: 3600 } });

const issueChallenge: Chapter<'registry', 'IssueChallenge'> = {
  who: 'a permitted endorser of a member',
  what: 'Opens a sitting: 32 bytes that meters sign to show that they hold their keys. They serve any number of meters of the caller until they expire, an hour later where nothing else is asked for.',
  example: challengingBy,
  refusals: {
    NOT_A_MEMBER: forMembers(challengingBy),
    ENDORSER_NOT_GRANTED: forEndorsers(challengingBy),
  },
};

/** How meters enter the register. */
export const registrationChapters: Pick<
  Chapters<'registry'>,
  'IssueChallenge' | 'RegisterMeters' | 'AttestMeters'
> = { IssueChallenge: issueChallenge, RegisterMeters: registerMeters, AttestMeters: attestMeters };
