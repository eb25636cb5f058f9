// SPDX-License-Identifier: Apache-2.0
import type { Layout } from '../directory/layout.js';
import { NetworkError } from '../errors.js';
import type { Mode } from '../mode.js';
import type { NetworkModel } from '../model/network-model.js';
import { findPrograms, type Finding, type Programs } from '../programs/find-programs.js';

/**
 * Looks at everything that a network needs before anything is written.
 * @param version - of the chaincode definition that the network shall run
 * @returns Fabric's programs
 * @throws {@link NetworkError} `PROGRAM_MISSING`, or else `PREFLIGHT_FAILED`, with every finding of both kinds
 */
export async function checkedPrograms(
  { layout, model }: Readonly<{ layout: Layout; model: NetworkModel }>,
  mode: Mode,
  version: string,
): Promise<Programs> {
  const { programs, findings: missing } = await findPrograms();
  const findings = [...missing, ...(await mode.preflight(layout, model, { isNew: true, version }))];
  if (findings.length === 0) return programs;
  throw preflightError(missing.length > 0, findings);
}

/**
 * Fabric's programs alone, for a network that stands already.
 * @throws {@link NetworkError} `PROGRAM_MISSING`
 */
export async function requiredPrograms(): Promise<Programs> {
  const { programs, findings } = await findPrograms();
  if (findings.length === 0) return programs;
  throw preflightError(true, findings);
}

/** The error for everything that was found. */
export function preflightError(isProgramMissing: boolean, findings: readonly Finding[]): NetworkError {
  return new NetworkError(
    isProgramMissing ? 'PROGRAM_MISSING' : 'PREFLIGHT_FAILED',
    'the network cannot be started here',
    {
      faults: findings.map(({ text }) => text),
      next: [...new Set(findings.map(({ next }) => next))].join(' '),
    },
  );
}
