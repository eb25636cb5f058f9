// SPDX-License-Identifier: Apache-2.0
import { must, node } from './processes.mjs';

/** Deployments that are staged: the default one, the demo's, whose genesis allows imports, and those of one and of three institutes. */
const deployments = [
  ['chaincode/genesis/ptb-inmetro.json', 'chaincode/build/ptb-inmetro'],
  ['scenario/genesis/demo.json', 'chaincode/build/demo'],
  ['network/presets/paper-a.genesis.json', 'chaincode/build/paper-a'],
  ['network/presets/three-nmis.genesis.json', 'chaincode/build/three-nmis'],
];

/** Projects that people run; the others are tests. */
const programs = ['scenario', 'network', 'bench'];

/** Compiles what changed, tests only where asked for, and stages the chaincode. */
export function build({ tests }) {
  const projects = tests ? [] : programs;
  must('the TypeScript compiler', node(['node_modules/typescript/bin/tsc', '--build', ...projects]));
  for (const [genesis, out] of deployments) {
    const quiet = ['ignore', 'ignore', process.stderr];
    const args = ['chaincode/scripts/pack.mjs', '--genesis', genesis, '--out', out];
    must('packaging the chaincode', node(args, { stdio: quiet }));
  }
}
