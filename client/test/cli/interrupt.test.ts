// SPDX-License-Identifier: Apache-2.0
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { makeCredentials, type Credentials } from '../support/certificates';
import { profileFile } from '../support/profiles';
import { program, run } from '../support/program';
import { keyHex, signReceipt } from '../support/receipts';
import { ScriptedGateway } from '../support/scripted-gateway';
import { neutral } from '../support/surroundings';
import { temporaryFile, temporaryPath } from '../support/temporary';

let credentials: Credentials;
beforeAll(async () => {
  credentials = await makeCredentials();
});

function start(...args: string[]): { child: ChildProcess; stderr: () => string } {
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, ...neutral } });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return { child, stderr: () => stderr };
}

describe('Ctrl-C', () => {
  it('ends with 130 and leaves no half-written file behind', async () => {
    let asked = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (asked = resolve));
    const checks = {
      key: 'record/x',
      check: { schema: 1, time: 'x', tx: 'x', findings: [], verdict: 'valid' },
    };
    const gateway = await ScriptedGateway.start(credentials, {
      evaluate: ({ argument }) => {
        // The second page takes for ever.
        if (!argument.includes('start')) return { checks: [checks], next: 'a' };
        asked();
        return undefined;
      },
    });
    const out = temporaryPath('export.csv');
    const profile = profileFile(credentials, [gateway.address]);
    const { child, stderr } = start('audit', 'export', '--out', out, '--profile', profile);
    await waiting;
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number | null];
    gateway.stop();
    expect(code).toBe(130);
    expect(stderr()).toMatch(/^meterpki: INTERRUPTED: /);
    expect(readdirSync(path.dirname(out)).filter((name) => name.includes('export.csv'))).toEqual([]);
  });
});

describe('a private key that others can read', () => {
  it('gives a warning that does not repeat it', async () => {
    const gateway = await ScriptedGateway.start(credentials, { evaluate: '{"meters":[],"unknown":[]}' });
    const profile = profileFile(credentials, [gateway.address]);
    const { privateKey } = JSON.parse(readFileSync(profile, 'utf8')) as { privateKey: string };
    const file = path.join(path.dirname(profile), privateKey);
    chmodSync(file, 0o644);
    const { code, stdout, stderr } = await run(['meter', 'show', 'ptb:1', '--profile', profile]);
    gateway.stop();
    expect(code).toBe(2);
    expect(stderr).toContain(`warning: KEY_FILE_OPEN: others may read the private key ${file}`);
    expect(stderr + stdout).not.toContain(credentials.privateKey.split('\n')[1]);
  });

  it('is not read before the input is: a command that cannot be followed says nothing of it', async () => {
    const profile = profileFile(credentials, ['localhost:1']);
    const { privateKey } = JSON.parse(readFileSync(profile, 'utf8')) as { privateKey: string };
    chmodSync(path.join(path.dirname(profile), privateKey), 0o644);
    const { code, stderr } = await run(['verify', temporaryFile(''), '--profile', profile]);
    expect(code).toBe(64);
    expect(stderr).not.toContain('KEY_FILE_OPEN');
  });
});

describe('a reader that goes away', () => {
  it('after the first line costs no error and keeps the exit code', async () => {
    const file = temporaryFile(`${signReceipt()}\n`.repeat(300));
    const child = spawn(
      'bash',
      [
        '-c',
        'set -o pipefail; "$0" "$1" verify "$2" --key "$3" --json | head -1',
        process.execPath,
        program,
        file,
        keyHex,
      ],
      { env: { ...process.env, ...neutral } },
    );
    const written = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (written.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (written.stderr += text));
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(0);
    expect(written.stderr).toBe('');
    expect(JSON.parse(written.stdout)).toMatchObject({ verdict: 'valid' });
  });
});
