// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { algorithmById, possessionStatement } from '@meterpki/protocol';
import {
  castOfTestRun,
  chargingReceipt,
  inRepository,
  newInstrument,
  runScript,
  verifyInitially,
  type Cast,
  type Challenge,
} from '@meterpki/scenario';

const METERS = 5000;

/** What registers a meter of which nothing but the key matters: made by OpenSSL, since so many take a minute otherwise. */
function quickRegistration({ ledger }: Cast, challenge: Challenge): Record<string, string> {
  const algorithm = algorithmById('ECDSA-secp256r1-SHA256');
  if (algorithm === undefined) throw new Error('the algorithm is built in');
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = keys.publicKey.export({ format: 'der', type: 'spki' });
  const meterId = `ptb:bulk-${randomUUID()}`;
  const { channel, chaincode } = ledger;
  const { mspId, nonce, expires, challengeId } = challenge;
  const statement = possessionStatement({
    purpose: 'register',
    algorithm,
    channel,
    chaincode,
    mspId,
    meterId,
    sequence: 0,
    spki,
    nonce,
    expires: Math.floor(Date.parse(expires) / 1000),
  });
  return {
    meterId,
    manufacturer: 'Example Meters',
    model: 'EM 1',
    key: spki.toString('base64'),
    algorithm: algorithm.id,
    proof: sign('sha256', statement, keys.privateKey).toString('base64'),
    challengeId,
  };
}

const program = inRepository('client', 'bin', 'meterpki.js');

describe('many meters in one go', () => {
  let cast: Cast;
  let folder = '';
  beforeAll(async () => {
    cast = await castOfTestRun();
    folder = await mkdtemp(path.join(tmpdir(), 'meterpki-bulk-'));
  });
  afterAll(async () => {
    await cast.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** How many of the meters the register has. */
  async function registered(meterIds: readonly string[]): Promise<number> {
    // The peer that committed knows at once; another institute's may be a block behind.
    const { society } = await cast.session('ptb', 'society');
    let count = 0;
    for (let at = 0; at < meterIds.length; at += 500) {
      const answers = await society.isRegistered(meterIds.slice(at, at + 500));
      count += answers.filter((answer) => answer.registered).length;
    }
    return count;
  }

  it(`${METERS} are registered once each, although the client is ended in the middle`, async () => {
    const { permittedEndorser } = await cast.session('ptb', 'endorser1');
    const { result: challenge } = await permittedEndorser.issueChallenge();
    const items = Array.from({ length: METERS }, () => quickRegistration(cast, challenge));
    const meterIds = items.map(({ meterId = '' }) => meterId);
    const [file, journal] = [path.join(folder, 'meters.jsonl'), path.join(folder, 'meters.journal')];
    await writeFile(file, items.map((item) => `${JSON.stringify(item)}\n`).join(''));
    const profile = cast.profile('ptb', 'endorser1');
    const args = ['meter', 'register', file, '--journal', journal, '--profile', profile];

    const child = spawn(process.execPath, [program, ...args], { stdio: 'ignore' });
    const committed = async (): Promise<boolean> =>
      (await readFile(journal, 'utf8').catch(() => '')).includes('"committed"');
    while (child.exitCode === null && !(await committed())) await delay(20);
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
    const before = await registered(meterIds);
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(METERS);

    const resumed = await runScript(program, args);
    expect([resumed.status, resumed.stderr]).toEqual([
      0,
      expect.stringMatching(/\d+ of \d+ are on the ledger already/),
    ]);
    expect(await registered(meterIds)).toBe(METERS);
    const again = await runScript(program, args);
    expect([again.status, again.stdout]).toEqual([0, '']);
    expect(again.stderr).toContain(`${METERS} of ${METERS} are on the ledger already`);
    const { meters } = await (
      await cast.session('ptb', 'society')
    ).society.getMeters({ meterIds: meterIds.slice(0, 500) });
    expect(meters.every(({ keys }) => keys.length === 1 && keys[0]?.attestations.length === 1)).toBe(true);
  }, 300_000);

  it('checks are recorded once, however often the same command is run with its journal', async () => {
    const instrument = newInstrument('ptb');
    await verifyInitially(cast, 'ptb', instrument);
    const [file, journal] = [path.join(folder, 'receipts.jsonl'), path.join(folder, 'receipts.journal')];
    const receipts = Array.from({ length: 3 }, (_, at) => chargingReceipt(instrument, Date.now() - at));
    await writeFile(file, `${receipts.join('\n')}\n`);
    const profile = cast.profile('ptb', 'society');
    const args = ['verify', file, '--record', '--journal', journal, '--json', '--profile', profile];
    const first = await runScript(program, args);
    expect([first.status, first.stdout.match(/"assurance":"committed"/g)?.length]).toEqual([0, 3]);
    await writeFile(file, `${[...receipts, chargingReceipt(instrument, Date.now())].join('\n')}\n`);
    const second = await runScript(program, args);
    expect([second.status, second.stdout.match(/"assurance":"committed"/g)?.length]).toEqual([0, 1]);
    expect(second.stderr).toContain('3 of 4 are recorded already');
    const { society } = await cast.session('ptb', 'society');
    const { checks } = await society.listChecks({ by: 'meter', meterId: instrument.meterId });
    expect(checks).toHaveLength(1);
    const misused = await runScript(program, ['verify', file, '--journal', journal, '--profile', profile]);
    expect(misused.status).toBe(64);
  }, 60_000);
});
