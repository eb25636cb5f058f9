// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  askingFor,
  bundleText,
  checkBundle,
  ClientError,
  readTrust,
  type Society,
  type Trust,
} from '@meterpki/client';
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

const BOTH = ['PTBMSP', 'InmetroMSP'];
const NONCE = '5a'.repeat(32);

describe('verdicts that are carried away', () => {
  let cast: Cast;
  let society: Society;
  let trust: Trust;
  let trustFile = '';
  let folder = '';

  beforeAll(async () => {
    cast = await castOfTestRun();
    ({ society } = await cast.session('ptb', 'society'));
    trustFile = path.join(path.dirname(cast.ledger.file), 'trust.json');
    trust = await readTrust(trustFile);
    folder = await mkdtemp(path.join(tmpdir(), 'meterpki-bundles-'));
  });
  afterAll(async () => {
    await cast.close();
    await rm(folder, { recursive: true, force: true });
  });

  const active = async (): Promise<{
    instrument: Instrument;
    receipt: { text: string; meterId: string };
  }> => {
    const instrument = newInstrument('ptb');
    await verifyInitially(cast, 'ptb', instrument);
    const text = chargingReceipt(instrument, Date.now());
    return { instrument, receipt: { text, meterId: instrument.meterId } };
  };

  const codeOf = (work: () => unknown): string => {
    try {
      work();
      return 'accepted';
    } catch (error) {
      if (error instanceof ClientError) return error.code;
      throw error;
    }
  };

  it('an endorsed check proves its verdict to whoever trusts the institutes, and no other', async () => {
    const { instrument, receipt } = await active();
    const { outcome, bundle } = await society.checkWithBundle(receipt, { institutes: BOTH, nonce: NONCE });
    expect(outcome).toMatchObject({ verdict: 'valid', assurance: 'endorsed' });
    const text = bundleText(bundle);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(8192);
    const { statement, institutes } = checkBundle(text, trust, { receipt, nonce: NONCE });
    expect(institutes).toEqual(['InmetroMSP', 'PTBMSP']);
    expect(statement).toMatchObject({
      assurance: 'endorsed',
      verdict: 'valid',
      meterId: instrument.meterId,
      key: instrument.meter.fingerprint,
      basis: { key: `meter/${instrument.meterId.replace(':', '/')}` },
      caller: 'PTBMSP',
    });
    expect(statement.basis?.version?.block).toBeGreaterThan(0);
    const other = { text: chargingReceipt(instrument, Date.now() + 1000) };
    expect(codeOf(() => checkBundle(text, trust, { receipt: other }))).toBe('BUNDLE_RECEIPT');
    expect(codeOf(() => checkBundle(text, { ...trust, channel: 'other' }))).toBe('BUNDLE_CHANNEL');
    expect(codeOf(() => checkBundle(text.replace('A', 'B'), trust))).not.toBe('accepted');
  });

  it('one institute does not do where two are asked for', async () => {
    const { receipt } = await active();
    const { bundle } = await society.checkWithBundle(receipt, { institutes: ['PTBMSP'] });
    expect(codeOf(() => checkBundle(bundleText(bundle), trust))).toBe('BUNDLE_TOO_FEW_NMIS');
    expect(checkBundle(bundleText(bundle), askingFor(trust, 1)).institutes).toEqual(['PTBMSP']);
  });

  it('a recorded check is proved as it stands on the ledger, single and out of a list', async () => {
    const { instrument, receipt } = await active();
    const [single] = await society.recordChecks([receipt]);
    const second = { text: chargingReceipt(instrument, Date.now() - 1000), meterId: instrument.meterId };
    const [, listed] = await society.recordChecks([receipt, second, receipt]);
    if (single === undefined || listed === undefined) throw new Error('there are outcomes');
    for (const [outcome, own] of [
      [single, receipt],
      [listed, second],
    ] as const) {
      const bundle = await society.bundleOfRecord(outcome, { institutes: BOTH });
      const { statement } = checkBundle(bundleText(bundle), trust, { receipt: own });
      expect(statement).toMatchObject({
        assurance: 'committed',
        verdict: 'valid',
        receiptId: outcome.receiptId,
      });
      expect(statement.basis?.version?.block).toBe(Number(outcome.recorded?.blockNumber));
    }
  });

  it('a bundle is what it was when the key is revoked later, and a new one says so', async () => {
    const { instrument, receipt } = await active();
    const before = bundleText((await society.checkWithBundle(receipt, { institutes: BOTH })).bundle);
    const { administrator } = await cast.session('ptb', 'admin');
    const { meterId, meter } = instrument;
    await administrator.revokeKeys([{ meterId, key: meter.fingerprint, reason: 'keyCompromise' }]);
    const after = bundleText((await society.checkWithBundle(receipt, { institutes: BOTH })).bundle);
    expect(checkBundle(before, trust, { receipt }).statement.verdict).toBe('valid');
    expect(checkBundle(after, trust, { receipt }).statement).toMatchObject({
      verdict: 'indeterminate',
      reason: 'not-seen-before-revocation',
    });
  });

  it('the command writes a bundle, and checks it on another machine with a trust file alone', async () => {
    const { receipt } = await active();
    const file = path.join(folder, 'receipt.ocmf');
    const bundle = path.join(folder, 'verdict.json');
    await writeFile(file, receipt.text);
    const program = inRepository('client', 'bin', 'meterpki.js');
    const profile = cast.profile('ptb', 'society');
    const made = await runScript(program, ['verify', file, '--bundle', bundle, '--profile', profile]);
    expect([made.status, made.stdout]).toEqual([0, expect.stringContaining('endorsed')]);
    const offline = { METERPKI_PROFILE: '', XDG_CONFIG_HOME: folder };
    const checked = ['bundle', 'check', bundle, '--trust', trustFile, '--receipt', file];
    const good = await runScript(program, checked, offline);
    expect([good.status, good.stdout]).toEqual([0, expect.stringContaining('InmetroMSP, PTBMSP')]);
    await writeFile(bundle, (await readFile(bundle, 'utf8')).replace('"valid"', '"invalid"'));
    const bad = await runScript(program, [...checked, '--json'], offline);
    expect([bad.status, JSON.parse(bad.stdout)]).toEqual([
      6,
      expect.objectContaining({ code: 'BUNDLE_MALFORMED' }),
    ]);
  }, 60_000);
});
