// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { nothing, sum } from './counts.mjs';
import { jest, resultsFolder } from './jest.mjs';
import { networkStages } from './network-stories.mjs';
import { nodeAside, root } from './processes.mjs';

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

/** Runs the checks one after the other and tells of each. */
async function runChecks() {
  let total = nothing;
  for (const [name, args] of checks) {
    const { status, output } = await nodeAside(args);
    process.stdout.write(`${output}${status === 0 ? 'PASS' : 'FAIL'} ${name}\n`);
    total = sum(total, { ...nothing, passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 });
  }
  return total;
}

/** Stories on ledgers that live in this machine's memory and files, one set after the other. */
async function runStories() {
  const stories = await jest('scenario', 'embedded', {}, [ALL_CORES]);
  const policy = await jest('policy', 'policy-embedded', {}, IN_TURN);
  return [stories, policy, await jest('three-institutes', 'three-embedded')].reduce(sum);
}

/** The checks keep one core busy, and stories leave one idle half of the time. */
const sideBySide = async () => (await Promise.all([runChecks(), runStories()])).reduce(sum);

/** `npm test`: everything that must hold, and one line that counts it. */
export async function runTests() {
  rmSync(resultsFolder, { recursive: true, force: true });
  mkdirSync(resultsFolder, { recursive: true });
  const stages = [
    ['unit tests of protocol, with branch coverage', () => jest('protocol', 'protocol', {}, coverage)],
    ['unit tests', () => jest(['unit', 'series'], 'unit', {}, [ALL_CORES])],
    ['stories on embedded ledgers; beside them lint, format, links of the rules', sideBySide],
    ...(await networkStages()),
  ];
  let total = nothing;
  for (const [name, run] of stages) {
    title(name);
    total = sum(total, await run());
  }
  title('summary');
  for (const name of total.skipped) process.stdout.write(`skipped: ${name}\n`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped\n`);
  return total.failed === 0 ? 0 : 1;
}
