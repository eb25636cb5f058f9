// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { temporaryFolder } from '../support/temporary.js';

const PROGRAM = path.resolve(__dirname, '../../dist/cli/main.js');

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
}

describe('network', () => {
  it.each([
    ['an unknown command', ['fly']],
    ['an unknown option', ['up', '--fast']],
    ['a port base that is no number', ['up', '--port-base', 'x']],
    ['a missing node', ['restart']],
  ])('ends with 64 for %s', (_, args) => {
    expect(run(...args).status).toBe(64);
  });

  it('ends with 0 for --help and names every command', () => {
    const { status, stdout } = run('--help');
    expect(status).toBe(0);
    for (const command of [
      'up',
      'status',
      'stop',
      'start',
      'restart',
      'down',
      'logs',
      'env',
      'render',
      'policy',
    ]) {
      expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    }
  });

  it('says what is wrong and what to do, and ends with 1', () => {
    const { status, stdout, stderr } = run('status', '--dir', temporaryFolder());
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      /^NETWORK_UNKNOWN: there is no network in .*\n {2}next: Make one with "network up"/,
    );
  });

  it('lists every fault', () => {
    const { stderr } = run('up', '--dir', temporaryFolder(), '--deployment', '/nonexistent.json');
    expect(stderr).toMatch(/^BAD_DEPLOYMENT: .*\n {2}- .*ENOENT.*\n {2}next: /);
  });
});
