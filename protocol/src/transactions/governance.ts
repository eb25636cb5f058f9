// SPDX-License-Identifier: Apache-2.0
import type { Policy } from '../records/policy';
import { MAX_METERS, identity, instant, list, nothing, object, words } from './shapes';

/** Arguments of the governance contract. */
export const governanceArguments = {
  GetPolicy: nothing,
  GrantPermittedEndorsers: object({
    endorsers: list(
      object({ identity, name: words(200), accreditation: words(200), validUntil: instant }),
      MAX_METERS,
    ),
  }),
};

/** Results of the governance contract. */
export interface GovernanceResults {
  /** The policy in force and its hash. */
  GetPolicy: { policy: Policy; hash: string };
  /** Identities granted, in the order asked for. */
  GrantPermittedEndorsers: { granted: string[] };
}
