// SPDX-License-Identifier: Apache-2.0
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { jest, resultsFolder } from './jest.mjs';
import { node } from './processes.mjs';

const tool = 'network/dist/cli/main.js';

/** Images for tests have a name of their own: those of the user stay as they are. */
const images = { METERPKI_FABRIC_REGISTRY: 'meterpki-test', METERPKI_CHAINCODE_REGISTRY: 'meterpki-test' };

/** How each mode is prepared, and which jest projects run on it. Nodes can be ended where they are processes. */
const modes = {
  native: { portBase: 27050, env: {}, prepare: [], projects: ['scenario', 'resilience'] },
  docker: {
    portBase: 28050,
    env: images,
    prepare: ['images', 'build', '--demo', '--offline'],
    projects: ['scenario'],
  },
};

const failure = { passed: 0, failed: 1, skipped: [] };

const sum = (one, other) => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: [...one.skipped, ...other.skipped],
});

/** Stands up a network of its own for the stories, runs them there, and takes it down whatever happens. */
function storiesOn(mode) {
  const { portBase, env: own, prepare, projects } = modes[mode];
  const env = { ...process.env, ...own };
  const directory = join(resultsFolder, `network-${mode}`);
  rmSync(directory, { recursive: true, force: true });
  const place = ['--dir', directory, '--name', `stories-${mode}`, '--port-base', String(portBase), '--demo'];
  if (prepare.length > 0 && node([tool, ...prepare], { env }) !== 0) return failure;
  try {
    if (node([tool, 'up', '--mode', mode, ...place], { env }) !== 0) return failure;
    const ledger = { METERPKI_STORY_LEDGER: 'network', METERPKI_NETWORK: join(directory, 'ledger.json') };
    return projects.map((project) => jest(project, `${project}-${mode}`, ledger)).reduce(sum);
  } finally {
    node([tool, 'down', '--yes', '--dir', directory], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  }
}

/** One stage, or its name and the reasons why it is skipped. */
function stage(mode, findings) {
  const title = `stories on a real Fabric network, ${mode}`;
  const missing = findings.map(({ text }) => text).join('; ');
  if (missing === '') return [title, () => storiesOn(mode)];
  return [title, () => ({ passed: 0, failed: 0, skipped: [`${title}: ${missing}`] })];
}

/** The stories on real networks, in each mode that this machine allows; the others are skipped by name. */
export async function networkStages() {
  const { findPrograms, engineFindings } = createRequire(import.meta.url)('../network/dist/index.js');
  const { findings } = await findPrograms();
  const engine = process.platform === 'linux' ? await engineFindings() : [{ text: 'not a Linux machine' }];
  return [stage('native', findings), stage('docker', [...findings, ...engine])];
}
