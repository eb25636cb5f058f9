// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { selfTest } from '@meterpki/protocol';
import { useGenesis } from './genesis';
import { labelFault, packageId } from './label';

/** The files that a deployment consists of. */
export interface Deployment {
  readonly bundle: string;
  readonly genesis: string;
}

/**
 * What must hold before anything is served: known answers of every algorithm, a genesis file that is one, and
 * files that are those of the label.
 * @throws Error saying which of them does not hold
 */
export function prepare({ bundle, genesis }: Deployment): void {
  const failed = selfTest();
  if (failed.length > 0) throw new Error(`the known-answer test failed for ${failed.join(', ')}`);
  const genesisBytes = readFileSync(genesis);
  useGenesis(genesisBytes.toString('utf8'));
  const id = packageId(process.argv, process.env);
  const fault = id === undefined ? undefined : labelFault(id, readFileSync(bundle), genesisBytes);
  if (fault !== undefined) throw new Error(`these are not the approved files: ${fault}`);
}
