// SPDX-License-Identifier: Apache-2.0
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeCredentials } from '../support/certificates';
import { jsonLines, runHere } from '../support/here';
import { profileFile } from '../support/profiles';
import { keyHex, signReceipt } from '../support/receipts';
import { temporaryFile, temporaryPath } from '../support/temporary';

const home = (name: string): { XDG_CONFIG_HOME: string } => ({ XDG_CONFIG_HOME: temporaryPath(name) });
const settings = (text: string): Record<string, unknown>[] =>
  jsonLines(text).filter(({ setting }) => setting === 'profile' || setting === 'language');

describe('settings', () => {
  let profile = '';
  beforeAll(async () => {
    profile = profileFile(await makeCredentials(), ['localhost:1']);
  });

  it('say where each value comes from: option, environment, file, default', async () => {
    const own = home('origins');
    const show = async (words: string[], env: Record<string, string>): Promise<unknown> =>
      settings((await runHere(['profile', 'show', '--json', ...words], { ...own, ...env })).stdout);
    expect(await show([], {})).toMatchObject([
      { setting: 'profile', value: null, origin: 'default' },
      { setting: 'language', value: 'en', origin: 'default' },
    ]);
    const used = await runHere(['profile', 'use', profile], own);
    expect(used.code).toBe(0);
    const file = path.join(own.XDG_CONFIG_HOME, 'meterpki', 'settings.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ profile });
    expect(statSync(path.dirname(file)).mode & 0o077).toBe(0);
    expect(await show([], { LANG: 'pt_BR.UTF-8', LC_ALL: '' })).toMatchObject([
      { value: profile, origin: 'file', from: file },
      { value: 'pt', origin: 'environment', from: 'LANG' },
    ]);
    const env = { METERPKI_PROFILE: profile, METERPKI_LANG: 'de', LC_ALL: 'pt_BR' };
    expect(await show([], env)).toMatchObject([
      { value: profile, origin: 'environment', from: 'METERPKI_PROFILE' },
      { value: 'de', origin: 'environment', from: 'METERPKI_LANG' },
    ]);
    expect(await show(['--profile', profile, '--lang', 'en'], env)).toMatchObject([
      { origin: 'flag', from: '--profile' },
      { value: 'en', origin: 'flag', from: '--lang' },
    ]);
  });

  it('show the members of the profile, and no private key', async () => {
    const { code, stdout } = await runHere(['profile', 'show', '--profile', profile], home('shown'));
    expect(code).toBe(0);
    for (const text of ['test-society', 'TestMSP', 'localhost:1', `profile: ${profile}`])
      expect(stdout).toContain(text);
    expect(stdout).not.toContain('BEGIN');
  });

  it('are refused with every fault of the file', async () => {
    const own = home('bad');
    const used = await runHere(['profile', 'use', profile], own);
    expect(used.code).toBe(0);
    const file = path.join(own.XDG_CONFIG_HOME, 'meterpki', 'settings.json');
    writeFileSync(file, '{"profile":7,"language":"fr","colour":true}');
    const { code, stderr } = await runHere(['verify', temporaryFile(signReceipt()), '--key', keyHex], own);
    expect(code).toBe(64);
    for (const member of ['profile', 'language', 'colour']) expect(stderr).toContain(`settings.${member}`);
  });

  it.each([
    [{ METERPKI_LANG: 'fr' }, 64],
    [{ LC_ALL: 'fr_FR.UTF-8' }, 0],
  ])('a language that is not built in: %j ends with %i', async (env, expected) => {
    const { code } = await runHere(['verify', temporaryFile(signReceipt()), '--key', keyHex], env);
    expect(code).toBe(expected);
  });
});

describe('meterpki profile check', () => {
  it('says of each gateway whether it answers: exit 3 where one does not', async () => {
    const file = profileFile(await makeCredentials(), ['localhost:1', 'localhost:2']);
    const { code, stdout } = await runHere(['profile', 'check', '--json', '--profile', file]);
    expect(code).toBe(3);
    expect(jsonLines(stdout)).toMatchObject([
      { address: 'localhost:1', ok: false, code: 'LEDGER_UNREACHABLE' },
      { address: 'localhost:2', ok: false, code: 'LEDGER_UNREACHABLE' },
    ]);
  });
});
