// SPDX-License-Identifier: Apache-2.0
import type { Lab } from '../lab';
import type { Observation } from '../observation/observation';

/** One thing that is tried out on a ledger. */
export interface ConformanceCase {
  /** Unique; observations are recorded under it. */
  readonly name: string;
  /** Does it, and tells what was seen. */
  readonly run: (lab: Lab) => Promise<Observation>;
}
