// SPDX-License-Identifier: Apache-2.0
import { sha256, toHex, toUtf8 } from '@meterpki/protocol';
import type { Chapter, Chapters, GroundOf } from '../chapter';
import { after, FIVE_HUNDRED, forMembers, namesOf } from '../grounds';

/** The identity of somebody who is not in the cast. */
export function identityOf(name: string): string {
  const digest = (text: string): string => toHex(sha256(toUtf8(text)));
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

const getPolicy: Chapter<'governance', 'GetPolicy'> = {
  who: 'everybody on the channel',
  what: 'The policy in force and its hash: what the members voted for, or the genesis file of the deployment while they never did.',
  example: ({ who }) => Promise.resolve({ by: who.society, argument: {} }),
  refusals: {},
};

/** Members, rules and permitted endorsers. */
export const governanceChapters: Pick<Chapters<'governance'>, 'GetPolicy' | 'GrantPermittedEndorsers'> = {
  GetPolicy: getPolicy,
  GrantPermittedEndorsers: grantPermittedEndorsers,
};
