// SPDX-License-Identifier: Apache-2.0
import { makeCredentials, type Credentials } from '../support/certificates';
import { profileFile } from '../support/profiles';
import { runHere } from '../support/here';
import { run } from '../support/program';
import { keyHex, signReceipt } from '../support/receipts';
import { ScriptedGateway, type GatewayScript } from '../support/scripted-gateway';
import { temporaryFile, temporaryPath } from '../support/temporary';

const receipt = temporaryFile(signReceipt());
/** Port 1 is privileged, and nobody serves tcpmux. */
const CLOSED = 'localhost:1';

let credentials: Credentials;

beforeAll(async () => {
  credentials = await makeCredentials();
});

/** Runs the program against a gateway that does what the script says. */
async function runAgainst(script: GatewayScript, ...args: string[]): ReturnType<typeof run> {
  const gateway = await ScriptedGateway.start(credentials, script);
  try {
    return await run([...args, '--profile', profileFile(credentials, [gateway.address])]);
  } finally {
    gateway.stop();
  }
}

describe('no ledger: exit 3', () => {
  it('when nothing listens at the gateway', async () => {
    const profile = profileFile(credentials, [CLOSED]);
    const { code, stdout, stderr } = await run(['verify', receipt, '--profile', profile]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/^meterpki: LEDGER_UNREACHABLE: .*nothing listens there\. Start the ledger.*\n$/);
  });

  it('when none is named', async () => {
    const { code, stderr } = await run(['verify', receipt]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^meterpki: NO_LEDGER: .*--profile.*--key/);
  });

  it('when the profile of the environment does not exist', async () => {
    const env = { METERPKI_PROFILE: temporaryPath('absent.json') };
    const { code, stderr } = await run(['meter', 'show', 'ptb:1'], { env });
    expect(code).toBe(3);
    expect(stderr).toContain('PROFILE_INVALID');
  });
});

describe('the ledger refuses: exit 4', () => {
  it("with the contract's code and fault in one line", async () => {
    const refuse = 'CHECK_UNKNOWN: no check has this key\n- key: CHECK_UNKNOWN: nothing is recorded under it';
    const { code, stderr } = await runAgainst({ refuse }, 'audit', 'checks', '--meter', 'ptb:1');
    expect(code).toBe(4);
    expect(stderr).toMatch(/^meterpki: LEDGER_REFUSED: .*CHECK_UNKNOWN.*nothing is recorded under it.*\n$/);
  });
});

describe('commands that read', () => {
  it('exit with 2 for a meter that the register does not know', async () => {
    const evaluate = '{"meters":[],"unknown":["ptb:1"]}';
    const { code, stdout, stderr } = await runAgainst({ evaluate }, 'meter', 'show', 'ptb:1');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('METER_UNKNOWN');
  });

  it('exit with 0 for a meter without recorded checks', async () => {
    const { code, stdout } = await runAgainst(
      { evaluate: '{"checks":[]}' },
      'audit',
      'checks',
      '--meter',
      'ptb:1',
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  });
});

describe('usage: exit 64', () => {
  it.each([
    ['no command', []],
    ['an unknown command', ['frobnicate']],
    ['an unknown option', ['verify', '--frobnicate']],
    ['an unknown format', ['verify', receipt, '--key', keyHex, '--format', 'pdf']],
    ['a meter ID that is none', ['verify', receipt, '--meter', 'nothing']],
    ['--key with --record', ['verify', receipt, '--key', keyHex, '--record']],
    ['--key with --profile', ['verify', receipt, '--key', keyHex, '--profile', 'p.json']],
    ['a key that is none', ['verify', receipt, '--key', 'nothing']],
    ['a file that does not exist', ['verify', temporaryPath('absent'), '--key', keyHex]],
    ['an empty input', ['verify', temporaryFile(''), '--key', keyHex]],
    ['no meter to show', ['meter', 'show']],
    ['two meters to show', ['meter', 'show', 'ptb:1', '--alias', 'MS:1']],
    ['a fingerprint that is none', ['meter', 'show', '--key-fingerprint', 'ab']],
    ['an alias of no kind', ['meter', 'show', '--alias', 'XX:1']],
    [
      'checks of a meter and of a receipt',
      ['audit', 'checks', '--meter', 'ptb:1', '--receipt', 'a'.repeat(64)],
    ],
    ['a day that does not exist', ['audit', 'checks', '--meter', 'ptb:1', '--from', '2026-02-30']],
    [
      'an export of an audit that never ends',
      ['audit', 'run', '--trust', receipt, '--follow', '--export', temporaryPath('audit')],
    ],
    ['a limit that is none', ['audit', 'checks', '--meter', 'ptb:1', '--limit', '0']],
  ])('for %s', async (_what, args) => {
    const { code, stdout, stderr } = await runHere(args);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toMatch(/^meterpki: [A-Z_]+: |^Usage: /);
  });
});

describe('help', () => {
  it.each([
    [['--help']],
    [['verify', '--help']],
    [['help', 'audit', 'checks']],
    [['meter', 'show', '--help']],
  ])('%j goes to the standard output with exit 0', async (args) => {
    const { code, stdout, stderr } = await runHere(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: meterpki/);
  });
});
