// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { connect, profileOf, readLedger, readProfile } from '@meterpki/client';
import type { PolicyCheck } from '../../dist/commands/policy-check.js';
import type { NetworkStatus } from '../../dist/commands/status.js';
import { Layout } from '../../dist/directory/layout.js';
import { waitFor } from '../../dist/operations/wait.js';
import { takenPorts } from '../../dist/preflight/free-ports.js';
import { recordedProcess } from '../../dist/processes/process-file.js';
import { isAlive } from '../../dist/processes/identity.js';
import { REPOSITORY } from '../../dist/topology/files.js';
import { modelOf } from '../support/models.js';
import { mustNetwork, network } from '../support/network-command.js';
import { filesWithKeys, openFiles } from '../support/private-keys.js';
import { missingPrograms } from '../support/programs-here.js';
import { put, temporaryFolder } from '../support/temporary.js';

const MINUTES = 60_000;
const missing = missingPrograms();
// Needs Fabric's programs; the title says which are missing.
const suite = missing === '' ? describe : describe.skip;

/** Stages the chaincode for one member, unless the build did. */
function stagedDeployment(): string {
  const folder = path.join(REPOSITORY, 'chaincode/build/paper-a');
  const genesis = path.join(REPOSITORY, 'network/presets/paper-a.genesis.json');
  const file = path.join(folder, 'deployment.json');
  if (existsSync(file)) return file;
  const pack = path.join(REPOSITORY, 'chaincode/scripts/pack.mjs');
  expect(spawnSync(process.execPath, [pack, '--genesis', genesis, '--out', folder]).status).toBe(0);
  return file;
}

/** A port from which on all ports of the network are free now. */
async function freePortBase(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const portBase = 20_000 + Math.floor(Math.random() * 10_000);
    const taken = await takenPorts(modelOf('paper-a', { portBase }), '127.0.0.1');
    if (taken.length === 0) return portBase;
  }
  throw new Error('no free ports');
}

suite(`native network${missing === '' ? '' : ` (skipped: ${missing})`}`, () => {
  const directory = path.join(temporaryFolder(), 'network');
  const layout = new Layout(directory);
  let ports = 0;

  const options = (): string[] => [
    ...['--preset', 'paper-a', '--dir', directory],
    ...['--port-base', String(ports), '--deployment', stagedDeployment()],
  ];

  const statusOf = async (): Promise<NetworkStatus> =>
    JSON.parse((await network('status', '--dir', directory, '--json')).stdout) as NetworkStatus;

  const heightOf = ({ nodes }: NetworkStatus): number =>
    nodes.find(({ kind }) => kind === 'peer')?.height ?? 0;

  /** Commits a transaction as the society service; gives the block. */
  async function commit(): Promise<bigint> {
    const ledger = await readLedger(layout.descriptor);
    const session = await connect(await readProfile(profileOf(ledger, 'ptb-society')));
    try {
      return (await session.calls.submit('governance', 'GetPolicy', {})).blockNumber;
    } finally {
      session.close();
    }
  }

  beforeAll(async () => {
    ports = await freePortBase();
    await mustNetwork('up', ...options());
  }, 5 * MINUTES);

  afterAll(async () => {
    await network('down', '--dir', directory, '--yes');
  }, MINUTES);

  it(
    'is running, with the approved chaincode and a leader',
    async () => {
      const { stdout, status } = await network('status', '--dir', directory, '--json');
      expect(status).toBe(0);
      const found = JSON.parse(stdout) as NetworkStatus;
      expect(found).toMatchObject({ state: 'running', leader: 'ptb-orderer0', demo: true });
      expect(found.chaincode).toMatchObject({ matches: true });
      expect(found.nodes.map(({ name, healthy }) => [name, healthy])).toEqual([
        ['ptb-orderer0', true],
        ['ptb-peer0', true],
        ['ptb-chaincode0', true],
        ['supervisor', undefined],
      ]);
    },
    MINUTES,
  );

  it(
    'commits transactions of the identities that it made',
    async () => {
      const before = await commit();
      expect(await commit()).toBeGreaterThan(before);
    },
    MINUTES,
  );

  it('keeps every private key from others, and out of packages and logs', () => {
    const files = filesWithKeys(directory);
    expect(files.length).toBeGreaterThan(10);
    expect(openFiles(files)).toEqual([]);
    const places = [layout.logs, layout.chaincode, layout.profiles];
    expect(files.filter((file) => places.some((place) => file.startsWith(place)))).toEqual([]);
  });

  it(
    'brings a chaincode service back that was killed',
    async () => {
      const before = recordedProcess(layout, 'ptb-chaincode0');
      if (before === undefined) throw new Error('the service is not recorded');
      process.kill(before.pid, 'SIGKILL');
      const isBack = async (): Promise<true | undefined> =>
        await commit().then(
          () => (recordedProcess(layout, 'ptb-chaincode0')?.pid === before.pid ? undefined : true),
          () => undefined,
        );
      expect(await waitFor(isBack, { milliseconds: MINUTES / 2 })).toBe(true);
    },
    MINUTES,
  );

  it(
    'says whether the members of the policy are organisations of the channel',
    async () => {
      expect((await statusOf()).members).toEqual({
        revision: 0,
        policy: ['PTBMSP'],
        channel: ['PTBMSP'],
        matches: true,
        differences: [],
      });
    },
    MINUTES,
  );

  it(
    'checks a policy file before it is proposed: meaning, prefixes, and members that the channel does not know',
    async () => {
      const genesis = JSON.parse(
        readFileSync(path.join(REPOSITORY, 'network/presets/paper-a.genesis.json'), 'utf8'),
      ) as { members: { mspId: string; prefix: string }[]; imports: boolean };
      const check = async (
        name: string,
        policy: object,
      ): Promise<{ status: number | null; found: PolicyCheck }> => {
        const file = put(temporaryFolder(), name, JSON.stringify(policy));
        const { status, stdout } = await network('policy', 'check', file, '--dir', directory, '--json');
        return { status, found: JSON.parse(stdout) as PolicyCheck };
      };
      const good = await check('good.json', { ...genesis, imports: !genesis.imports });
      expect(good).toMatchObject({ status: 0, found: { usable: true, base: 0, faults: [], notices: [] } });
      const members = [{ mspId: 'NIMMSP', prefix: 'ptb' }];
      const bad = await check('bad.json', { ...genesis, members, algorithms: ['none'] });
      expect(bad.status).toBe(1);
      expect(bad.found.faults.map((fault) => fault.path)).toEqual([
        'policy.algorithms',
        'policy.members[0].prefix',
        'policy.members',
      ]);
      expect(bad.found.notices).toEqual([
        expect.stringContaining('PTBMSP is an organisation of the channel'),
      ]);
    },
    MINUTES,
  );

  it(
    'gives an environment in which "peer" works by hand',
    async () => {
      const script = `${await mustNetwork('env', 'ptb-admin', '--dir', directory)}peer channel getinfo -c $CHANNEL`;
      const { status, stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
      expect({ status, stdout }).toEqual({
        status: 0,
        stdout: expect.stringContaining('"height"') as string,
      });
    },
    MINUTES,
  );

  it(
    'takes a second "up" for a "start", and refuses one that wants something else',
    async () => {
      expect(await mustNetwork('up', ...options())).toContain('The network is up.');
      const { status, stderr } = await network('up', ...options(), '--name', 'other');
      expect({ status, code: stderr.split(':')[0] }).toEqual({ status: 1, code: 'NETWORK_DIFFERS' });
    },
    2 * MINUTES,
  );

  it(
    'keeps its ledger over stop and start',
    async () => {
      const height = heightOf(await statusOf());
      const pids = ['ptb-orderer0', 'ptb-peer0', 'ptb-chaincode0', 'supervisor'].map((name) =>
        recordedProcess(layout, name),
      );
      await mustNetwork('stop', '--dir', directory);
      expect(pids.filter((found) => found === undefined || isAlive(found))).toEqual([]);
      expect(existsSync(layout.descriptor)).toBe(false);
      expect((await network('status', '--dir', directory)).status).toBe(3);
      await mustNetwork('start', '--dir', directory);
      expect(heightOf(await statusOf())).toBeGreaterThan(height);
      expect(await commit()).toBeGreaterThanOrEqual(BigInt(height));
    },
    3 * MINUTES,
  );

  it(
    'restarts one node',
    async () => {
      const before = recordedProcess(layout, 'ptb-orderer0')?.pid;
      await mustNetwork('restart', 'ptb-orderer0', '--dir', directory);
      expect(recordedProcess(layout, 'ptb-orderer0')?.pid).not.toBe(before);
    },
    2 * MINUTES,
  );

  it(
    'is deleted by "down" once the user agreed, and not while other files stand in its directory',
    async () => {
      expect((await network('down', '--dir', directory)).stderr).toMatch(/^REFUSED/);
      const own = put(directory, 'notes.txt', '');
      expect((await network('down', '--dir', directory, '--yes')).stderr).toMatch(/^BAD_OPTION/);
      expect(readFileSync(own, 'utf8')).toBe('');
      rmSync(own);
      const peer = recordedProcess(layout, 'ptb-peer0');
      expect(await mustNetwork('down', '--dir', directory, '--yes')).toContain('is deleted');
      expect(existsSync(directory)).toBe(false);
      expect(peer !== undefined && !isAlive(peer)).toBe(true);
    },
    MINUTES,
  );
});
