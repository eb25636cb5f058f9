#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The door for people and CI: each task does its own set-up, so that a fresh clone needs nothing before it.
import { build } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureNodeVersion } from './node-version.mjs';
import { node } from './processes.mjs';
import { runTests } from './test.mjs';
import { buildTokenBinding } from './token-binding.mjs';

const tasks = {
  build: () => 0,
  package: (args) => node(['chaincode/scripts/pack.mjs', ...args]),
  demo: (args) => node(['scenario/dist/demo/main.js', ...args]),
  scenario: (args) => node(['scenario/dist/run/main.js', ...args]),
  network: (args) => node(['network/dist/cli/main.js', ...args]),
  bench: (args) => node(['bench/dist/main.js', ...args]),
  test: () => runTests(),
};

const [task = '', ...args] = process.argv.slice(2);
const run = Object.hasOwn(tasks, task) ? tasks[task] : undefined;
if (run === undefined) {
  process.stderr.write(`Unknown task "${task}". Tasks: ${Object.keys(tasks).join(', ')}.\n`);
  process.exit(64);
}
ensureNodeVersion();
ensureDependencies();
if (task === 'test') buildTokenBinding();
build({ tests: ['build', 'test', 'scenario'].includes(task) });
process.exitCode = await run(args);
