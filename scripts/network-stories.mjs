// SPDX-License-Identifier: Apache-2.0
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { nothing, sum } from './counts.mjs';
import { jest, resultsFolder } from './jest.mjs';
import { node } from './processes.mjs';

const tool = 'network/dist/cli/main.js';

/** Images for tests have a name of their own: those of the user stay as they are. */
const images = { METERPKI_FABRIC_REGISTRY: 'meterpki-test', METERPKI_CHAINCODE_REGISTRY: 'meterpki-test' };

/**
 * The networks: how each is prepared and stood up, which jest projects run on it, and how these learn of it. Nodes can
 * be ended where they are processes.
 */
const networks = {
  native: { mode: 'native', portBase: 27050, env: {}, projects: ['scenario', 'policy', 'resilience'] },
  docker: {
    mode: 'docker',
    portBase: 28050,
    env: images,
    prepare: ['images', 'build', '--demo', '--offline'],
    projects: ['scenario', 'policy'],
  },
  three: {
    mode: 'native',
    portBase: 26550,
    env: {},
    up: ['--preset', 'three-nmis'],
    projects: ['three-institutes'],
  },
  conformance: {
    mode: 'native',
    portBase: 29050,
    env: {},
    up: [
      '--topology',
      'scenario/conformance-contract/topology.yaml',
      '--deployment',
      'scenario/conformance-contract/deployment.json',
    ],
    projects: ['conformance'],
  },
};

const failure = { passed: 0, failed: 1, skipped: [] };

/** Stands up a network of its own, runs tests there, and takes it down whatever happens. */
async function testsOn(network) {
  const { mode, portBase, env: own, prepare = [], up = [], projects } = networks[network];
  const env = { ...process.env, ...own };
  const directory = join(resultsFolder, `network-${network}`);
  rmSync(directory, { recursive: true, force: true });
  const place = ['--dir', directory, '--name', `tests-${network}`, '--port-base', String(portBase), '--demo'];
  if (prepare.length > 0 && node([tool, ...prepare], { env }) !== 0) return failure;
  try {
    if (node([tool, 'up', '--mode', mode, ...place, ...up], { env }) !== 0) return failure;
    const file = join(directory, 'ledger.json');
    const ledger =
      network === 'conformance'
        ? { METERPKI_CONFORMANCE_NETWORK: file }
        : { METERPKI_STORY_LEDGER: 'network', METERPKI_NETWORK: file };
    let total = nothing;
    for (const project of projects)
      total = sum(total, await jest(project, `${project}-${network}`, ledger, ['--runInBand']));
    return total;
  } finally {
    node([tool, 'down', '--yes', '--dir', directory], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  }
}

/** One stage, or its name and the reasons why it is skipped. */
function stage(title, network, findings) {
  const missing = findings.map(({ text }) => text).join('; ');
  if (missing === '') return [title, () => testsOn(network)];
  return [title, () => ({ passed: 0, failed: 0, skipped: [`${title}: ${missing}`] })];
}

/** Conformance, and the stories in each mode, on real networks where this machine allows it; else skipped by name. */
export async function networkStages() {
  const { findPrograms, engineFindings } = createRequire(import.meta.url)('../network/dist/index.js');
  const { findings } = await findPrograms();
  const engine = process.platform === 'linux' ? await engineFindings() : [{ text: 'not a Linux machine' }];
  return [
    stage('the conformance script on a real Fabric network', 'conformance', findings),
    stage('stories of three institutes on a real Fabric network', 'three', findings),
    stage('stories on a real Fabric network, native', 'native', findings),
    stage('stories on a real Fabric network, docker', 'docker', [...findings, ...engine]),
  ];
}
