// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  castOfTestRun,
  chargingReceipt,
  inRepository,
  newInstrument,
  runScript,
  verifyInitially,
  withChangedAmount,
  type Cast,
  type Finished,
  type Instrument,
} from '@meterpki/scenario';

interface Judged {
  readonly verdict: string;
  readonly reason: string | null;
  readonly receiptId: string | null;
  readonly findings: readonly string[];
  readonly meterId: string | null;
  readonly assurance: string;
}

describe('the meterpki command on a ledger', () => {
  let cast: Cast;
  let folder = '';
  let instrument: Instrument;

  beforeAll(async () => {
    cast = await castOfTestRun();
    folder = await mkdtemp(path.join(tmpdir(), 'meterpki-cli-'));
    instrument = newInstrument('ptb');
    await verifyInitially(cast, 'ptb', instrument);
    const genuine = chargingReceipt(instrument, Date.now());
    await writeFile(path.join(folder, 'genuine.ocmf'), genuine);
    await writeFile(path.join(folder, 'changed.ocmf'), withChangedAmount(genuine));
    await writeFile(path.join(folder, 'stranger.ocmf'), chargingReceipt(newInstrument('ptb'), Date.now()));
  });
  afterAll(async () => {
    await cast.close();
    await rm(folder, { recursive: true, force: true });
  });

  const meterpki = (...args: string[]): Promise<Finished> =>
    runScript(inRepository('client', 'bin', 'meterpki.js'), [
      ...args,
      '--profile',
      cast.profile('ptb', 'society'),
    ]);
  const file = (name: string): string => path.join(folder, `${name}.ocmf`);
  const judged = ({ stdout }: Finished): Judged[] =>
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Judged);

  it('finds the meter by what the receipt says of itself: no key, no meter ID', async () => {
    const ended = await meterpki('verify', '--json', file('genuine'));
    expect(judged(ended)).toMatchObject([
      { verdict: 'valid', reason: null, meterId: instrument.meterId, assurance: 'evaluated' },
    ]);
    expect(ended.status).toBe(0);
  });

  it('ends with 1 where one is invalid, with 2 where none is and one is indeterminate', async () => {
    const both = await meterpki('verify', '--json', file('changed'), file('stranger'));
    expect(judged(both).map(({ reason }) => reason)).toEqual(['signature-mismatch', 'unknown-meter']);
    expect(both.status).toBe(1);
    const stranger = await meterpki('verify', '--json', file('stranger'), file('genuine'));
    expect(judged(stranger).map(({ verdict }) => verdict)).toEqual(['indeterminate', 'valid']);
    expect(stranger.status).toBe(2);
  });

  it('records a check, and lists it with the meter', async () => {
    const recorded = await meterpki('verify', '--record', '--json', file('genuine'));
    expect(judged(recorded)).toMatchObject([{ verdict: 'valid', assurance: 'committed' }]);
    const listed = await meterpki('audit', 'checks', '--meter', instrument.meterId);
    expect(listed.stdout).toContain(`check/${instrument.meterId}/`);
    expect(listed.status).toBe(0);
    const shown = await meterpki('meter', 'show', instrument.meterId);
    expect(shown.stdout).toContain(instrument.meter.fingerprint);
    expect(shown.status).toBe(0);
  });
});
