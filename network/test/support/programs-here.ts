// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const MODULE = path.resolve(__dirname, '../../dist/programs/find-programs.js');

/** What is missing to run Fabric here, in words; '' where nothing is. Known before the tests are declared. */
export function missingPrograms(): string {
  const script = `require(${JSON.stringify(MODULE)}).findPrograms().then(({ findings }) => {
    process.stdout.write(findings.map(({ text }) => text).join(', '));
  });`;
  const { status, stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  return status === 0 ? stdout : 'the programs cannot be looked for';
}
