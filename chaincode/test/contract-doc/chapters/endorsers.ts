// SPDX-License-Identifier: Apache-2.0
import { sha256Hex, toUtf8 } from '@meterpki/protocol';
import type { Chapter, Chapters, GroundOf } from '../chapter';
import { after, changed, FIVE_HUNDRED, forMembers, namesOf } from '../grounds';

/** The identity of somebody who is not in the cast. */
export function identityOf(name: string): string {
  const digest = (text: string): string => sha256Hex(toUtf8(text));
  return `${digest(name)}-${digest('issuer')}`;
}

const granting =
  (...names: string[]): GroundOf<'governance', 'GrantPermittedEndorsers'> =>
  (scene) => {
    const endorsers = names.map((name) => ({
      identity: identityOf(name),
      name: 'Verification body 17',
      accreditation: 'DE-M 17',
      validUntil: '2028-12-31T23:59:59.999Z',
    }));
    return Promise.resolve({ by: scene.who.ptbAdmin, argument: { endorsers } });
  };

const one = granting('dora');

const grantPermittedEndorsers: Chapter<'governance', 'GrantPermittedEndorsers'> = {
  who: 'an administrator of a member, for identities of its own institute',
  what: 'Names permitted endorsers: who may register and attest meters. A grant that ran out or was revoked may be given again.',
  example: one,
  refusals: {
    NOT_A_MEMBER: forMembers(one),
    ENDORSER_EXISTS: [
      'an identity holds a grant, or stands in the list twice',
      after(one, ({ ledger, who }, { argument }) =>
        ledger.submit(who.ptbAdmin, ['governance', 'GrantPermittedEndorsers'], argument),
      ),
    ],
  },
  largest: [`${FIVE_HUNDRED} identities`, granting(...namesOf(FIVE_HUNDRED))],
};

type Revoking = GroundOf<'governance', 'RevokePermittedEndorsers'>;

/** A call that takes grants back which were given before. */
const revoking =
  (...names: string[]): Revoking =>
  async (scene) => {
    const { by, argument } = await granting(...names)(scene);
    await scene.ledger.submit(by, ['governance', 'GrantPermittedEndorsers'], argument);
    const revocations = names.map((name) => ({
      identity: identityOf(name),
      reason: 'accreditation withdrawn',
      underReviewSince: '2026-05-01T00:00:00.000Z',
    }));
    return { by, argument: { revocations } };
  };

const revokingOne = revoking('dora');

const revokePermittedEndorsers: Chapter<'governance', 'RevokePermittedEndorsers'> = {
  who: 'an administrator of a member, for identities of its own institute',
  what: 'Takes grants back. What an endorser attested since `underReviewSince` counts no more until others attest it; that is read when a receipt is judged, no meter is written again. A revocation may be repeated to move the beginning of the review back. An institute that left the members cannot, and nobody can in its place: it does so before it leaves.',
  example: revokingOne,
  refusals: {
    NOT_A_MEMBER: forMembers(revokingOne),
    ENDORSER_UNKNOWN: [
      'the institute never granted the identity anything',
      changed(revokingOne, ({ revocations }) => ({
        revocations: revocations.map((item) => ({ ...item, identity: identityOf('nobody') })),
      })),
    ],
    ENDORSER_REVOKED: [
      'the grant is revoked, and the call would change nothing',
      after(revokingOne, ({ ledger, who }, { argument }) =>
        ledger.submit(who.ptbAdmin, ['governance', 'RevokePermittedEndorsers'], argument),
      ),
    ],
  },
  largest: [`${FIVE_HUNDRED} identities`, revoking(...namesOf(FIVE_HUNDRED))],
};

const listing =
  (limit: number, ...names: string[]): GroundOf<'governance', 'ListPermittedEndorsers'> =>
  async (scene) => {
    const { by, argument } = await revoking(...names)(scene);
    await scene.ledger.submit(by, ['governance', 'RevokePermittedEndorsers'], argument);
    return { by: scene.who.society, argument: { mspId: 'PTBMSP', limit } };
  };

const listPermittedEndorsers: Chapter<'governance', 'ListPermittedEndorsers'> = {
  who: 'everybody on the channel',
  what: 'Grants of one institute or of all, with the review that an endorser is under, in pages; a page goes on at `next` of the one before. For evaluation only.',
  example: listing(10, 'dora'),
  refusals: {},
  largest: [`${FIVE_HUNDRED} grants with a review each`, listing(FIVE_HUNDRED, ...namesOf(FIVE_HUNDRED))],
};

/** Who may register and attest meters. */
export const endorserChapters: Pick<
  Chapters<'governance'>,
  'GrantPermittedEndorsers' | 'RevokePermittedEndorsers' | 'ListPermittedEndorsers'
> = {
  GrantPermittedEndorsers: grantPermittedEndorsers,
  RevokePermittedEndorsers: revokePermittedEndorsers,
  ListPermittedEndorsers: listPermittedEndorsers,
};
