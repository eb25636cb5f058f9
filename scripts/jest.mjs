// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeAside, root } from './processes.mjs';

/** Where reports of test runs are kept. */
export const resultsFolder = join(root, 'build', 'test-results');

/**
 * Runs one jest project, or several in one run; gives what it counted. A run without a report, or one that ends badly for another
 * reason than a failed test, counts as a failure.
 */
export async function jest(project, reportName, environment = {}, flags = []) {
  const outputFile = join(resultsFolder, `${reportName}.json`);
  const args = [
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    ...[project].flat(),
    '--json',
    `--outputFile=${outputFile}`,
    ...flags,
  ];
  const env = { ...process.env, ...environment };
  const { status } = await nodeAside(args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  try {
    const report = JSON.parse(readFileSync(outputFile, 'utf8'));
    const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
    const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
    return {
      passed: report.numPassedTests,
      failed: Math.max(failed, status === 0 ? 0 : 1),
      skipped: tests
        .filter((test) => test.status === 'pending')
        .map((test) => `${test.fullName} (${reportName})`),
    };
  } catch {
    return { passed: 0, failed: 1, skipped: [] };
  }
}
