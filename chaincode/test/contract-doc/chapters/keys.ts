// SPDX-License-Identifier: Apache-2.0
import type { RevocationReason } from '@meterpki/protocol';
import { activate } from '../../support/scene';
import type { Chapter, Chapters, GroundOf } from '../chapter';
import {
  calledBy,
  changed,
  FIVE_HUNDRED,
  forEndorsers,
  forMembers,
  activateMany,
  serialOf,
} from '../grounds';

type Revoking = GroundOf<'registry', 'RevokeKeys'>;

/** A call that revokes the key of an active meter. */
export const revoking =
  (reason: RevocationReason, invalidityDate?: string): Revoking =>
  async (scene) => {
    const { meter, meterId } = await activate(scene, 'm1', [serialOf('m1')]);
    scene.ledger.pass({ days: 10 });
    const date = invalidityDate === undefined ? {} : { invalidityDate };
    return {
      by: scene.who.ptbAnna,
      argument: { revocations: [{ meterId, key: meter.fingerprint, reason, ...date }] },
    };
  };

const one = revoking('keyCompromise', '2026-06-08T00:00:00.000Z');

type Item = Awaited<ReturnType<Revoking>>['argument']['revocations'][number];

const revokingWith = (change: Partial<Item>): Revoking =>
  changed(one, ({ revocations }) => ({ revocations: revocations.map((item) => ({ ...item, ...change })) }));

const revokeKeys: Chapter<'registry', 'RevokeKeys'> = {
  who: "a permitted endorser or an administrator of the meter's institute; another member's administrator only repeats a date that waits for it",
  what: 'Says why and from when keys are not to be believed, with a reason of RFC 5280; certificateHold may be lifted again. The date may later only move back. One more than 30 days back counts once an administrator of another member repeated it.',
  example: one,
  refusals: {
    NOT_A_MEMBER: forMembers(one),
    ENDORSER_NOT_GRANTED: forEndorsers(one),
    METER_UNKNOWN: ['no meter has the ID', revokingWith({ meterId: 'ptb:m2' })],
    KEY_UNKNOWN: ['the meter has no key with the fingerprint', revokingWith({ key: '0'.repeat(64) })],
    FOREIGN_METER: [
      'the meter belongs to another institute, and no date of this key waits for another member',
      calledBy(one, 'inmetroAdmin'),
    ],
    REVOCATION_DATE: [
      'the date lies in the future, before the key became active, or later than the one that counts',
      revokingWith({ invalidityDate: '2027-01-01T00:00:00.000Z' }),
    ],
    TOO_MANY_HOLDS: [
      'the key was on hold a hundred times',
      async (scene) => {
        const call = await revoking('certificateHold')(scene);
        for (let count = 0; count < 100; count++) {
          const { revocations } = call.argument;
          await scene.ledger.submit(call.by, ['registry', 'RevokeKeys'], { revocations });
          const keys = revocations.map(({ meterId, key }) => ({ meterId, key }));
          await scene.ledger.submit(call.by, ['registry', 'ReinstateKeys'], { keys });
        }
        return call;
      },
    ],
    ALREADY_REVOKED: [
      'the key is revoked, and the call would change nothing or make the reason milder',
      async (scene) => {
        const call = await one(scene);
        await scene.ledger.submit(call.by, ['registry', 'RevokeKeys'], call.argument);
        return call;
      },
    ],
  },
  largest: [
    `${FIVE_HUNDRED} keys`,
    async (scene) => {
      const meters = await activateMany(scene);
      const revocations = meters.map(({ name, fingerprint: key }) => ({
        meterId: `ptb:${name}`,
        key,
        reason: 'keyCompromise' as const,
      }));
      return { by: scene.who.ptbAnna, argument: { revocations } };
    },
  ],
};

/** What happens to keys later. */
export const keyChapters: Pick<Chapters<'registry'>, 'RevokeKeys'> = { RevokeKeys: revokeKeys };
