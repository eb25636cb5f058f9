// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { missingPrograms } from '../support/programs-here.js';

const MODULE = path.resolve(__dirname, '../../dist/docker/engine/preflight.js');

/** What is missing to run containers with Fabric here, in words; '' where nothing is. Known before tests are declared. */
export function missingForDocker(): string {
  if (process.platform !== 'linux') return 'images are made of the programs of a Linux machine';
  const programs = missingPrograms();
  if (programs !== '') return programs;
  const script = `require(${JSON.stringify(MODULE)}).engineFindings().then((findings) => {
    process.stdout.write(findings.map(({ text }) => text).join(', '));
  });`;
  const { status, stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  return status === 0 ? stdout : 'the engine cannot be looked for';
}
