// SPDX-License-Identifier: Apache-2.0
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { jest, resultsFolder } from './jest.mjs';
import { node } from './processes.mjs';

const tool = 'network/dist/cli/main.js';

/** Stands up a network of its own for the stories, runs them there, and takes it down whatever happens. */
function storiesOn(mode, portBase) {
  const directory = join(resultsFolder, `network-${mode}`);
  const place = ['--dir', directory];
  rmSync(directory, { recursive: true, force: true });
  const name = ['--name', `stories-${mode}`, '--port-base', String(portBase), '--demo'];
  const deployment = ['--deployment', 'chaincode/build/demo/deployment.json'];
  try {
    if (node([tool, 'up', '--mode', mode, ...place, ...name, ...deployment]) !== 0) {
      return { passed: 0, failed: 1, skipped: [] };
    }
    const environment = {
      METERPKI_STORY_LEDGER: 'network',
      METERPKI_NETWORK: join(directory, 'ledger.json'),
    };
    return jest('scenario', mode, environment);
  } finally {
    node([tool, 'down', '--yes', ...place], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
}

const skip = (title, reasons) => [
  title,
  () => ({ passed: 0, failed: 0, skipped: [`${title}: ${reasons.join('; ')}`] }),
];

/** The stories on real networks, in each mode that this machine allows; the others are skipped by name. */
export async function networkStages() {
  const { findPrograms } = createRequire(import.meta.url)('../network/dist/index.js');
  const { findings } = await findPrograms();
  const missing = findings.map(({ text }) => text);
  const native = 'stories on a real Fabric network, native';
  return [missing.length > 0 ? skip(native, missing) : [native, () => storiesOn('native', 27050)]];
}
