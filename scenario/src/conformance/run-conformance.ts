// SPDX-License-Identifier: Apache-2.0
import { allCases } from './cases/all';
import type { ConformanceCase } from './cases/conformance-case';
import { Lab } from './lab';
import type { LedgerUnderTest } from './ledger/descriptor';
import { masked } from './observation/mask';
import type { Observation, Observations } from './observation/observation';

/** What is told while the script runs. */
export type Progress = (name: string, observation: Observation) => void;

/**
 * Runs the script on a ledger, one case after the other.
 *
 * @param progress - is told of each case when it is over
 * @param cases - the whole script unless some are picked
 * @throws Error where a case cannot get as far as its observation, naming the case
 */
export async function runConformance(
  ledger: LedgerUnderTest,
  progress: Progress = () => undefined,
  cases: readonly ConformanceCase[] = allCases,
): Promise<Observations> {
  const lab = await Lab.open(ledger);
  const observations: Record<string, Observation> = {};
  try {
    for (const { name, run } of cases) {
      const observation = await run(lab).catch((error: unknown) => {
        throw new Error(`case "${name}": ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      });
      observations[name] = masked(observation, lab.run);
      progress(name, observations[name]);
    }
    return observations;
  } finally {
    lab.close();
  }
}
