// SPDX-License-Identifier: Apache-2.0
import { parseGenesis, refusal, type Policy } from '@meterpki/protocol';

let genesis: Policy | undefined;

/**
 * Takes the text of the genesis file, once, before anything is served.
 * @throws Refusal GENESIS_INVALID with every fault of the file
 */
export function useGenesis(text: string): void {
  genesis = parseGenesis(text);
}

/**
 * The first policy, which counts while the ledger holds none.
 * @throws Refusal GENESIS_INVALID where no file was taken
 */
export function genesisPolicy(): Policy {
  if (genesis === undefined) throw refusal('GENESIS_INVALID', 'genesis', 'no genesis file was loaded');
  return genesis;
}
