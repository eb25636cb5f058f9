// SPDX-License-Identifier: Apache-2.0
import { must, node } from './processes.mjs';

/** Deployments that are staged: the default one, and the demo's, whose genesis allows imports. */
const deployments = [
  ['chaincode/genesis/ptb-inmetro.json', 'chaincode/build/ptb-inmetro'],
  ['scenario/genesis/demo.json', 'chaincode/build/demo'],
];

/** Compiles what changed and stages the chaincode. */
export function build() {
  must('the TypeScript compiler', node(['node_modules/typescript/bin/tsc', '--build']));
  for (const [genesis, out] of deployments) {
    const quiet = ['ignore', 'ignore', process.stderr];
    must(
      'packaging the chaincode',
      node(['chaincode/scripts/pack.mjs', '--genesis', genesis, '--out', out], { stdio: quiet }),
    );
  }
}
