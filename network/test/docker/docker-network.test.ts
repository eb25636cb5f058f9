// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connect, profileOf, readLedger, readProfile } from '@meterpki/client';
import type { NetworkStatus } from '../../dist/commands/status.js';
import { Layout } from '../../dist/directory/layout.js';
import { containersOf, volumesOf, type Container } from '../../dist/docker/engine/containers.js';
import { takenPorts } from '../../dist/preflight/free-ports.js';
import { REPOSITORY } from '../../dist/topology/files.js';
import { modelOf } from '../support/models.js';
import { mustNetwork, network } from '../support/network-command.js';
import { filesWithKeys, openFiles } from '../support/private-keys.js';
import { temporaryFolder } from '../support/temporary.js';
import { missingForDocker } from './engine-here.js';

const MINUTES = 60_000;
const missing = missingForDocker();
// Needs an engine and Fabric's programs; the title says what is missing.
const suite = missing === '' ? describe : describe.skip;

/** Images of the test stand under a name of their own: those of the user stay as they are. */
const IMAGES = { METERPKI_FABRIC_REGISTRY: 'meterpki-test', METERPKI_CHAINCODE_REGISTRY: 'meterpki-test' };

/** Libraries of the chaincode are found from there; the folder is this test's own. */
const STAGED = path.join(REPOSITORY, 'chaincode/build/docker-test');

function stage(folder: string): string {
  const pack = path.join(REPOSITORY, 'chaincode/scripts/pack.mjs');
  const genesis = path.join(REPOSITORY, 'network/presets/paper-a.genesis.json');
  const { status, stderr } = spawnSync(process.execPath, [pack, '--genesis', genesis, '--out', folder], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return path.join(folder, 'deployment.json');
}

async function freePortBase(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const portBase = 20_000 + Math.floor(Math.random() * 10_000);
    if ((await takenPorts(modelOf('paper-a', { portBase }), '127.0.0.1')).length === 0) return portBase;
  }
  throw new Error('no free ports');
}

/** The first line of the key itself. */
const bodyOf = (pem: string): string =>
  /PRIVATE KEY-----(?:\\n|\n)([A-Za-z0-9+/=]{40,})/.exec(pem)?.[1] ?? '';

function docker(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('docker', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`docker ${args.join(' ')}: ${stderr}`);
  return stdout;
}

suite(`Docker network${missing === '' ? '' : ` (skipped: ${missing})`}`, () => {
  const name = `test-${process.pid}`;
  // Compose must take the directory as it is written.
  const directory = path.join(temporaryFolder(), "one institute's network");
  const layout = new Layout(directory);
  let images: string[] = [];
  let up: readonly string[] = [];

  const containerOf = async (service: string): Promise<Container> => {
    const found = (await containersOf(name)).find((container) => container.service === service);
    if (found === undefined) throw new Error(`${service} has no container`);
    return found;
  };

  const statusOf = async (): Promise<NetworkStatus> =>
    JSON.parse((await network('status', '--dir', directory, '--json')).stdout) as NetworkStatus;

  /** Commits a transaction as the society service; gives the block. */
  async function commit(): Promise<bigint> {
    const session = await connect(
      await readProfile(profileOf(await readLedger(layout.descriptor), 'ptb-society')),
    );
    try {
      return (await session.calls.submit('governance', 'GetPolicy', {})).blockNumber;
    } finally {
      session.close();
    }
  }

  /** Commits as soon as that works again. */
  async function commitAgain(): Promise<bigint> {
    for (;;) {
      const block = await commit().catch(() => undefined);
      if (block !== undefined) return block;
      await delay(200);
    }
  }

  beforeAll(async () => {
    Object.assign(process.env, IMAGES);
    const deployment = stage(STAGED);
    const ports = ['--port-base', String(await freePortBase()), '--name', name, '--dir', directory];
    const network1 = ['--preset', 'paper-a', '--deployment', deployment];
    up = ['up', '--mode', 'docker', ...network1, ...ports];
    const built = await mustNetwork('images', 'build', '--offline', ...network1);
    images = built
      .split('\n')
      .filter((line) => line.startsWith('  '))
      .map((line) => line.trim());
    await mustNetwork(...up);
  }, 10 * MINUTES);

  afterAll(async () => {
    await network('down', '--dir', directory, '--yes');
    if (images.length > 0) spawnSync('docker', ['image', 'rm', '--force', ...images]);
    for (const variable of Object.keys(IMAGES)) Reflect.deleteProperty(process.env, variable);
    rmSync(STAGED, { recursive: true, force: true });
  }, 2 * MINUTES);

  it(
    'is running, with the approved chaincode and a leader',
    async () => {
      const found = await statusOf();
      expect(found).toMatchObject({ state: 'running', mode: 'docker', leader: 'ptb-orderer0', demo: true });
      expect(found.chaincode).toMatchObject({ matches: true });
      expect(found.nodes.map((node) => node.name)).toEqual(['ptb-orderer0', 'ptb-peer0', 'ptb-chaincode0']);
      for (const { running, memoryBytes } of found.nodes)
        expect([running, (memoryBytes ?? 0) > 0]).toEqual([true, true]);
    },
    MINUTES,
  );

  it(
    'runs its services without rights: not root, no capability, nothing to write to but the volume',
    async () => {
      for (const service of ['ptb-orderer0', 'ptb-peer0', 'ptb-chaincode0']) {
        const { id } = await containerOf(service);
        const state = docker('exec', id, 'cat', '/proc/self/status');
        expect(state).toMatch(/^CapEff:\t0+$/m);
        expect(state).toMatch(/^NoNewPrivs:\t1$/m);
        expect(state).not.toMatch(/^Uid:\t0/m);
        expect(() => docker('exec', id, 'sh', '-c', 'echo > /etc/hyperledger/fabric/file')).toThrow(
          /Read-only/,
        );
        expect(() => docker('exec', id, 'sh', '-c', 'echo > /file')).toThrow(/Read-only/);
      }
    },
    MINUTES,
  );

  it('keeps every private key from others and out of logs', () => {
    const files = filesWithKeys(directory);
    expect(files.length).toBeGreaterThan(10);
    expect(openFiles(files)).toEqual([]);
    expect(files.filter((file) => file.startsWith(layout.logs))).toEqual([]);
  });

  it(
    'brings a chaincode container back that was killed',
    async () => {
      const { id } = await containerOf('ptb-chaincode0');
      const restarts = (): number => Number(docker('inspect', '--format', '{{.RestartCount}}', id));
      const before = restarts();
      spawnSync('docker', ['exec', id, 'sh', '-c', 'kill -9 -1']);
      while (restarts() === before) await delay(100);
      expect(await commitAgain()).toBeGreaterThan(0n);
    },
    MINUTES,
  );

  it(
    'keeps its ledger over stop and start, and over "docker compose" alone',
    async () => {
      const before = await commit();
      expect(await mustNetwork('stop', '--dir', directory)).toContain('ptb-peer0');
      expect(await statusOf()).toMatchObject({ state: 'stopped' });
      await mustNetwork('start', '--dir', directory);
      const between = await commit();
      expect(between).toBeGreaterThan(before);
      const compose = ['compose', '--project-directory', directory];
      docker(...compose, 'down');
      docker(...compose, 'up', '--detach');
      expect(await commitAgain()).toBeGreaterThan(between);
    },
    3 * MINUTES,
  );

  it(
    'prints logs and restarts one node',
    async () => {
      expect(await mustNetwork('logs', 'ptb-peer0', '--dir', directory, '--lines', '5')).toMatch(/INFO/);
      expect(await mustNetwork('restart', 'ptb-chaincode0', '--dir', directory)).toContain('runs again');
      expect((await network('restart', 'nobody', '--dir', directory)).stderr).toContain('NODE_UNKNOWN');
    },
    MINUTES,
  );

  it(
    'lets no second network take its name',
    async () => {
      const other = path.join(temporaryFolder(), 'other');
      const { status, stderr } = await network(...up.slice(0, -1), other);
      expect(status).toBe(1);
      expect(stderr).toMatch(new RegExp(`PREFLIGHT_FAILED[^]*project ${name} already`));
    },
    MINUTES,
  );

  it(
    'moves its images by a file in which no private key is',
    async () => {
      const file = path.join(temporaryFolder(), 'images.tar');
      const preset = ['--preset', 'paper-a', '--deployment', up[up.indexOf('--deployment') + 1] ?? ''];
      await mustNetwork('images', 'save', ...preset, file);
      expect(statSync(file).mode & 0o077).toBe(0);
      const saved = readFileSync(file);
      const keys = filesWithKeys(directory).map((key) => bodyOf(readFileSync(key, 'utf8')));
      expect(keys.filter((key) => saved.includes(key))).toEqual([]);
      expect(saved.includes('known-answer test failed')).toBe(true);
      const loaded = await mustNetwork('images', 'load', file);
      for (const image of images) expect(loaded).toContain(image);
    },
    2 * MINUTES,
  );

  it(
    'lists what it deletes and leaves nothing behind',
    async () => {
      const refused = await network('down', '--dir', directory);
      expect(refused.stderr).toContain('REFUSED');
      expect(refused.stdout).toContain(`${name}_ptb-peer0`);
      await mustNetwork('down', '--dir', directory, '--yes');
      expect([await containersOf(name), await volumesOf(name)]).toEqual([[], []]);
    },
    MINUTES,
  );
});
