// SPDX-License-Identifier: Apache-2.0
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  castOfTestRun,
  chargingReceipt,
  inRepository,
  newInstrument,
  runScript,
  verifyInitially,
  type Cast,
  type Instrument,
} from '@meterpki/scenario';

const example = (name: string): string => inRepository('examples', 'dist', `${name}.js`);

describe('the examples', () => {
  let cast: Cast;
  let instrument: Instrument;
  let [folder, profile, receipt] = ['', '', ''];
  beforeAll(async () => {
    cast = await castOfTestRun();
    instrument = newInstrument('ptb');
    await verifyInitially(cast, 'ptb', instrument);
    folder = await mkdtemp(path.join(tmpdir(), 'meterpki-examples-'));
    profile = cast.profile('ptb', 'society');
    receipt = path.join(folder, 'receipt.ocmf');
    await writeFile(receipt, `${chargingReceipt(instrument, Date.now())}\n`);
  }, 60_000);
  afterAll(async () => {
    await cast.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('verify-receipt records a check, and says what is wrong with a profile', async () => {
    const { status, stdout } = await runScript(example('verify-receipt'), [profile, receipt]);
    expect([status, stdout]).toEqual([
      0,
      expect.stringContaining(`valid  ${instrument.meterId}\nrecorded in`),
    ]);
    const failed = await runScript(example('verify-receipt'), [path.join(folder, 'absent.json'), receipt]);
    expect([failed.status, failed.stderr]).toEqual([1, expect.stringContaining('PROFILE_INVALID')]);
  }, 60_000);

  it('verdict-to-carry-away has two institutes sign', async () => {
    const trust = path.join(path.dirname(cast.ledger.file), 'trust.json');
    const args = [profile, trust, receipt, 'PTBMSP', 'InmetroMSP'];
    const { status, stdout } = await runScript(example('verdict-to-carry-away'), args);
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^valid, signed by InmetroMSP and PTBMSP/)]);
  }, 60_000);

  it('mirror follows the register, and goes on where it left off', async () => {
    const files = [path.join(folder, 'checkpoint.json'), path.join(folder, 'mirror.jsonl')] as const;
    const read = async (): Promise<Record<string, unknown>> => {
      const lines = (await readFile(files[1], 'utf8')).split('\n').filter((line) => line.endsWith('}'));
      const records = lines.map((line) => JSON.parse(line) as { key: string; value: unknown });
      return Object.fromEntries(records.map(({ key, value }) => [key, value]));
    };
    const first = await runScript(example('mirror'), [profile, ...files]);
    expect([first.status, first.stderr]).toEqual([0, '']);
    const key = `meter/${instrument.meterId.replace(':', '/')}`;
    const { society } = await cast.session('ptb', 'society');
    const { meters } = await society.getMeters({ meterIds: [instrument.meterId] });
    expect((await read())[key]).toEqual(meters[0]);
    const later = newInstrument('ptb');
    await verifyInitially(cast, 'ptb', later);
    await appendFile(files[1], '\n{"key":"meter/half a line');
    expect((await runScript(example('mirror'), [profile, ...files])).status).toBe(0);
    expect(await read()).toMatchObject({
      [key]: meters[0],
      [`meter/${later.meterId.replace(':', '/')}`]: { status: 'ACTIVE' },
    });
  }, 60_000);

  it('many-callers records in few transactions', async () => {
    const file = path.join(folder, 'receipts.jsonl');
    const receipts = Array.from({ length: 20 }, (_, at) => chargingReceipt(instrument, Date.now() - at));
    await writeFile(file, `${receipts.join('\n')}\n`);
    const { status, stdout } = await runScript(example('many-callers'), [profile, file]);
    expect([status, stdout]).toEqual([
      0,
      expect.stringMatching(/^20 checks in [1-4] transactions, 20 proofs/),
    ]);
  }, 60_000);
});
