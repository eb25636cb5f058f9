// SPDX-License-Identifier: Apache-2.0
import { fork } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ClientError, type LedgerChange, type Session } from '@meterpki/client';
import {
  castOfTestRun,
  chargingReceipt,
  newInstrument,
  verifyInitially,
  type Cast,
  type Instrument,
} from '@meterpki/scenario';

const RECORDS = 30;

describe('the events of a ledger', () => {
  let cast: Cast;
  let session: Session;
  let folder = '';
  beforeAll(async () => {
    cast = await castOfTestRun();
    session = await cast.session('ptb', 'society');
    folder = await mkdtemp(path.join(tmpdir(), 'meterpki-events-'));
  });
  afterAll(async () => {
    await cast.close();
    await rm(folder, { recursive: true, force: true });
  });

  const isAbout = ({ event }: LedgerChange, { meterId }: Instrument): boolean =>
    event.records.some(({ kind, value }) => kind === 'meter' && value.meterId === meterId);

  /** Everything up to the change that `ends` says is the last. */
  async function collect(
    changes: AsyncIterable<LedgerChange>,
    ends: (change: LedgerChange) => boolean,
  ): Promise<LedgerChange[]> {
    const found: LedgerChange[] = [];
    for await (const change of changes) {
      found.push(change);
      if (ends(change)) return found;
    }
    return found;
  }

  it('let a mirror follow a meter from the beginning, and go on live', async () => {
    const instrument = newInstrument('ptb');
    await verifyInitially(cast, 'ptb', instrument);
    const mirror = new Map<string, unknown>();
    const ended = collect(session.events(), (change) => {
      for (const { key, value } of change.event.records) mirror.set(key, value);
      return isAbout(change, instrument) && change.event.transaction === 'registry:DecommissionMeters';
    });
    const { permittedEndorser } = await cast.session('ptb', 'endorser1');
    await permittedEndorser.decommissionMeters([instrument.meterId]);
    const changes = await ended;
    const { meters } = await session.society.getMeters({ meterIds: [instrument.meterId] });
    expect(mirror.get(`meter/${instrument.meterId.replace(':', '/')}`)).toEqual(meters[0]);
    const places = changes.map(({ transactionId }) => transactionId);
    expect(new Set(places).size).toBe(places.length);
    expect(
      changes.every(({ blockNumber }, at) => at === 0 || blockNumber >= (changes[at - 1]?.blockNumber ?? 0n)),
    ).toBe(true);
  }, 60_000);

  it('come without gap and without double, whoever follows them being ended again and again', async () => {
    const instrument = newInstrument('ptb');
    await verifyInitially(cast, 'ptb', instrument);
    const receipts = Array.from({ length: RECORDS }, (_, at) => ({
      text: chargingReceipt(instrument, Date.now() - at),
      meterId: instrument.meterId,
    }));
    const log = path.join(folder, 'log');
    await writeFile(log, '');
    const args = [
      cast.profile('ptb', 'society'),
      path.join(folder, 'checkpoint.json'),
      log,
      instrument.meterId,
    ];
    const follower = require.resolve('@meterpki/scenario').replace(/index\.js$/, 'testing/follower.js');
    const seen = async (): Promise<string[]> =>
      (await readFile(log, 'utf8')).split('\n').filter((line) => line !== '');
    const written = Promise.all(receipts.map((receipt) => session.society.recordChecks([receipt])));
    for (let ends = 0; ends < 6; ends += 1) {
      const before = (await seen()).length;
      const child = fork(follower, args, { stdio: 'ignore', execArgv: [] });
      const until = Date.now() + 10_000;
      while ((await seen()).length === before && before < RECORDS && Date.now() < until) await delay(5);
      child.kill('SIGKILL');
    }
    const recorded = (await written).map(([outcome]) => outcome?.recorded?.transactionId ?? '');
    const last = fork(follower, args, { stdio: 'ignore', execArgv: [] });
    const until = Date.now() + 30_000;
    while ((await seen()).length < RECORDS && Date.now() < until) await delay(100);
    last.kill('SIGKILL');
    expect([...(await seen())].sort()).toEqual(recorded.sort());
  }, 90_000);

  it('end when called off, and refuse a checkpoint that is none', async () => {
    const codeOf = (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'ended',
        (error: unknown) => (error instanceof ClientError ? error.code : String(error)),
      );
    const signal = AbortSignal.timeout(500);
    expect(await codeOf(collect(session.events({ signal }), () => false))).toBe('ABORTED');
    const broken = path.join(folder, 'broken.json');
    await writeFile(broken, '{"schema":1,"blockNumber":7}');
    expect(await codeOf(collect(session.events({ checkpoint: broken }), () => false))).toBe('INPUT_INVALID');
  });
});
