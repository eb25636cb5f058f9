// SPDX-License-Identifier: Apache-2.0
import type { ResultOf } from '@meterpki/protocol';
import type { Scene } from './scene';

/** The transaction that takes grants back. */
export const REVOKE = ['governance', 'RevokePermittedEndorsers'] as const;
/** Why, in the tests. */
export const reason = 'accreditation withdrawn';

/** Takes Bert's grant back, and puts what he attested since a moment under review. */
export const revokeBert = (
  { ledger, who }: Scene,
  underReviewSince?: string,
): Promise<ResultOf<'governance', 'RevokePermittedEndorsers'>> =>
  ledger.submit(who.ptbAdmin, REVOKE, {
    revocations: [
      {
        identity: who.ptbBert.identity,
        reason,
        ...(underReviewSince === undefined ? {} : { underReviewSince }),
      },
    ],
  });
