// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readProfile } from '@meterpki/client';
import {
  castOfTestRun,
  inRepository,
  readmeCommands,
  runShell,
  type Cast,
  type ReadmeCommand,
} from '@meterpki/scenario';

/** What the README says before every output, so that outputs can be told apart. */
const MARK = '@@@@';

/**
 * Profiles of the ledger of this test run, where `npm run demo -- --keep` would have put them: the paths in them are
 * absolute, since they lie elsewhere.
 */
async function layOutProfiles(cast: Cast, folder: string): Promise<void> {
  const profiles = path.join(folder, '.meterpki', 'demo', 'profiles');
  await mkdir(profiles, { recursive: true });
  for (const [name, file] of Object.entries(cast.ledger.profiles)) {
    const profile = { ...(await readProfile(file)), file: undefined };
    await writeFile(path.join(profiles, `${name}.json`), JSON.stringify(profile));
  }
  const trust = path.join(path.dirname(cast.ledger.file), 'trust.json');
  await copyFile(trust, path.join(folder, '.meterpki', 'demo', 'trust.json'));
}

/** `npx` without its look at the registry, and `npm`, since the ledger of this test run is there already. */
async function layOutPrograms(folder: string): Promise<string> {
  const bin = path.join(folder, 'bin');
  await mkdir(bin);
  const programs = {
    npx: `program=$1; shift; exec "${inRepository('node_modules', '.bin')}/$program" "$@"`,
    npm: ':',
  };
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(path.join(bin, name), `#!/bin/sh\n${script}\n`);
    await chmod(path.join(bin, name), 0o755);
  }
  return bin;
}

/** What each command wrote, in one shell, so that variables and files go on. */
async function outputsOf(commands: readonly ReadmeCommand[], folder: string, bin: string): Promise<string[]> {
  const script = commands.map(({ line }) => `echo '${MARK}'\n${line}`).join('\n');
  const { stdout, stderr } = await runShell(script, folder, {
    PATH: `${bin}:${process.env.PATH ?? ''}`,
    XDG_CONFIG_HOME: path.join(folder, 'config'),
    METERPKI_LANG: 'en',
  });
  expect(stderr).not.toMatch(/^meterpki: [A-Z_]+: /m);
  return stdout.split(`${MARK}\n`).slice(1);
}

describe("README's quick start", () => {
  let cast: Cast;
  let folder = '';
  beforeAll(async () => {
    cast = await castOfTestRun();
    folder = await mkdtemp(path.join(tmpdir(), 'meterpki-quick-start-'));
    await layOutProfiles(cast, folder);
  });
  afterAll(async () => {
    await cast.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('does what it says: register, sign, verify, bundle, check it elsewhere, revoke, verify again', async () => {
    // A network may have seen the README's meter before.
    const serial = randomBytes(5).toString('hex');
    const own = (text: string): string => text.replaceAll('4711', serial);
    const written = await readmeCommands('From receipt to verdict in five commands');
    const commands = written.map(({ line, promise }) => ({ line: own(line), promise }));
    const promised = commands.filter(({ promise }) => promise !== undefined);
    expect(promised.length).toBeGreaterThan(8);
    const outputs = await outputsOf(commands, folder, await layOutPrograms(folder));
    expect(outputs).toHaveLength(commands.length);
    for (const [index, { line, promise }] of commands.entries()) {
      if (promise === undefined) continue;
      expect({ line, promise, output: outputs[index] }).toEqual({
        line,
        promise,
        output: expect.stringMatching(
          new RegExp(`\\b${promise.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`),
        ) as string,
      });
    }
  }, 120_000);
});
