// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { connectAs, text } from '../support/client.js';
import { deploymentWith } from '../support/deployments.js';
import { eventually, processRuns } from '../support/eventually.js';
import { DEPLOYMENT, START_TIMEOUT } from '../support/ledger.js';
import { temporaryDirectory } from '../support/temporary.js';

const PROGRAM = path.join(__dirname, '../../bin/meterpki-devledger.js');
const root = temporaryDirectory();
const children = new Set<ChildProcess>();

afterAll(async () => {
  for (const child of children)
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await run('stop', '--dir', path.join(root, 'background'));
}, START_TIMEOUT);

interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(...args: string[]): Promise<Finished> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  await once(child, 'close');
  return { code: child.exitCode, stdout, stderr };
}

/** Starts a ledger in the foreground of a child process and waits until it says that it is ready. */
async function startChild(directory: string): Promise<{ child: ChildProcess; line: string }> {
  const args = [PROGRAM, 'start', '--dir', directory, '--deployment', DEPLOYMENT];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  const [data] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, line: data.toString() };
}

function chaincodePids(directory: string): number[] {
  const processes = JSON.parse(readFileSync(path.join(directory, 'chaincode.pids'), 'utf8')) as {
    pid: number;
  }[];
  return processes.map(({ pid }) => pid);
}

describe('in the background', () => {
  const directory = path.join(root, 'background');

  it(
    'starts, tells its state, and stops with its chaincode',
    async () => {
      const started = await run(
        'start',
        '--dir',
        directory,
        '--deployment',
        DEPLOYMENT,
        '--name',
        'n',
        '--demo',
        '--detach',
      );
      expect(started).toMatchObject({ code: 0, stderr: '' });
      expect(started.stdout).toBe(
        'embedded ledger ready: no consensus, for trying out, developing and CI only; ' +
          `profiles in ${path.join(directory, 'profiles')}\n`,
      );
      const state = await run('status', '--dir', directory, '--json');
      expect(state.code).toBe(0);
      const report = JSON.parse(state.stdout) as { pid: number };
      expect(report).toMatchObject({ state: 'running', directory, ledger: { name: 'n', demo: true } });

      const second = await run('start', '--dir', directory, '--deployment', DEPLOYMENT, '--detach');
      expect(second.code).toBe(1);
      expect(second.stderr).toContain(`DIRECTORY_IN_USE: ${directory} is in use by process ${report.pid}`);

      const pids = chaincodePids(directory);
      expect(pids.filter(processRuns)).toHaveLength(2);
      expect(await run('stop', '--dir', directory)).toMatchObject({
        code: 0,
        stdout: 'embedded ledger stopped\n',
      });
      expect([report.pid, ...pids].filter(processRuns)).toEqual([]);
      expect(await run('status', '--dir', directory)).toMatchObject({
        code: 3,
        stdout: 'embedded ledger stopped\n',
      });
      expect((await run('stop', '--dir', directory)).stderr).toContain('NOT_RUNNING');
    },
    START_TIMEOUT,
  );

  it(
    'says why it could not start',
    async () => {
      const deployment = deploymentWith(path.join(root, 'refuses.json'), {
        environment: { FIXTURE_REFUSES: 'yes' },
      });
      const started = await run(
        'start',
        '--dir',
        path.join(root, 'refused'),
        '--deployment',
        deployment,
        '--detach',
      );
      expect(started).toMatchObject({ code: 1, stdout: '' });
      expect(started.stderr).toMatch(/^CHAINCODE_FAILED: [^]*the files differ from the label/);
    },
    START_TIMEOUT,
  );

  it('says how it is used', async () => {
    expect((await run('start')).code).toBe(64);
    expect((await run('unknown')).code).toBe(64);
    for (const port of ['ptb', 'ptb=0', 'ptb=65536', 'other=41001']) {
      const start = ['start', '--dir', path.join(root, 'ports'), '--deployment', DEPLOYMENT, '--port', port];
      expect(await run(...start)).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^BAD_OPTION: /) as string,
      });
    }
    expect(await run('--help')).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('in the foreground, killed without warning', () => {
  const directory = path.join(root, 'killed');
  const profile = path.join(directory, 'profiles', 'ptb-endorser1.json');

  /** Commits keys one after the other in several lines at once, until the ledger dies; the keys reported committed. */
  async function submitUntilDeath(round: number, onCommit: (count: number) => void): Promise<string[]> {
    const client = connectAs(profile);
    const committed: string[] = [];
    const line = async (name: number): Promise<void> => {
      for (let index = 0; ; index += 1) {
        const key = `round${round}/${name}/${index}`;
        await client.contract.submitTransaction('put', key, key);
        committed.push(key);
        onCommit(committed.length);
      }
    };
    await Promise.allSettled([0, 1, 2, 3].map(line));
    client.close();
    return committed;
  }

  it(
    'loses nothing that was reported committed, goes on, and leaves no chaincode behind',
    async () => {
      const reported: string[] = [];
      for (const round of [0, 1]) {
        const { child } = await startChild(directory);
        const pids = chaincodePids(directory);
        const died = once(child, 'exit');
        reported.push(
          ...(await submitUntilDeath(round, (count) => {
            if (count >= 20 + round) child.kill('SIGKILL');
          })),
        );
        await died;
        await eventually(() => pids.every((pid) => !processRuns(pid)));
      }
      expect(reported.length).toBeGreaterThanOrEqual(40);
      const { child, line } = await startChild(directory);
      expect(line).toMatch(/^embedded ledger ready: no consensus, .*\n$/);
      const client = connectAs(profile);
      for (const key of reported)
        expect(text(await client.contract.evaluateTransaction('get', key))).toBe(key);
      await client.contract.submitTransaction('put', 'afterwards', 'value');
      expect(text(await client.contract.evaluateTransaction('get', 'afterwards'))).toBe('value');
      client.close();
      child.kill('SIGINT');
      await once(child, 'exit');
      expect(child.exitCode).toBe(0);
      expect(existsSync(path.join(directory, 'ledger.json'))).toBe(false);
    },
    START_TIMEOUT,
  );
});
