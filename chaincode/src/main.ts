// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { contracts as all } from './contracts';
import { prepare } from './startup/prepare';
import { quietShim } from './startup/quiet-shim';
import { refuseUnknownContracts } from './startup/unknown-contract';

/** What the shim runs. */
export const contracts = all;

// The shim would swallow an exception here and go on without contracts: say it and end.
try {
  quietShim();
  refuseUnknownContracts();
  prepare({
    bundle: __filename,
    genesis: process.env.METERPKI_GENESIS ?? join(__dirname, 'genesis.json'),
  });
} catch (error) {
  process.stderr.write(
    `meterpki chaincode refuses to start: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
}
