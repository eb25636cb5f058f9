// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { jest, resultsFolder } from './jest.mjs';
import { networkStages } from './network-stories.mjs';
import { node, root } from './processes.mjs';

const title = (text) => process.stdout.write(`\n== ${text}\n`);

/** Steps that pass or fail as a whole. */
const checks = [
  ['lint', ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0']],
  ['format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.']],
  ['links of the rules', ['scripts/check-rules.mjs']],
];

/** More than this share of the branches of protocol/ must be taken by its own tests, in percent. */
const BRANCHES = 98;

/** jest leaves a core free unless told otherwise. */
const ALL_CORES = '--maxWorkers=100%';

/** Files one after the other. */
const IN_TURN = ['--runInBand'];

const coverage = [
  ALL_CORES,
  '--coverage',
  '--coverageProvider=v8',
  '--collectCoverageFrom=protocol/dist/**/*.js',
  `--coverageDirectory=${join(root, 'coverage')}`,
  '--coverageReporters=text-summary',
  '--coverageReporters=lcovonly',
  `--coverageThreshold={"global":{"branches":${BRANCHES}}}`,
];

const runCheck = (args) =>
  node(args) === 0 ? { passed: 1, failed: 0, skipped: [] } : { passed: 0, failed: 1, skipped: [] };

/** `npm test`: everything that must hold, and one line that counts it. */
export async function runTests() {
  rmSync(resultsFolder, { recursive: true, force: true });
  mkdirSync(resultsFolder, { recursive: true });
  const stages = [
    ...checks.map(([name, args]) => [name, () => runCheck(args)]),
    ['unit tests of protocol, with branch coverage', () => jest('protocol', 'protocol', {}, coverage)],
    ['unit tests', () => jest('unit', 'unit', {}, [ALL_CORES])],
    ['stories on the embedded ledger', () => jest('scenario', 'embedded', {}, [ALL_CORES])],
    [
      'stories that change the policy, on the embedded ledger',
      () => jest('policy', 'policy-embedded', {}, IN_TURN),
    ],
    ['stories of three institutes on the embedded ledger', () => jest('three-institutes', 'three-embedded')],
    ...(await networkStages()),
  ];
  const total = { passed: 0, failed: 0, skipped: [] };
  for (const [name, run] of stages) {
    title(name);
    const { passed, failed, skipped } = run();
    total.passed += passed;
    total.failed += failed;
    total.skipped.push(...skipped);
  }
  title('summary');
  for (const name of total.skipped) process.stdout.write(`skipped: ${name}\n`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped\n`);
  return total.failed === 0 ? 0 : 1;
}
