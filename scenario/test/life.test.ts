// SPDX-License-Identifier: Apache-2.0
import {
  attest,
  castOfTestRun,
  chargingReceipt,
  endReading,
  markers,
  newInstrument,
  register,
  verifyInitially,
  withChangedAmount,
  type Cast,
} from '@meterpki/scenario';

const MINUTE_MS = 60_000;

describe('the life of a meter', () => {
  let cast: Cast;

  beforeAll(async () => {
    cast = await castOfTestRun();
  });
  afterAll(() => cast.close());

  it.each(['ptb', 'inmetro'] as const)(
    'two endorsers of %s make a meter active, one alone does not',
    async (institute) => {
      const instrument = newInstrument(institute);
      const { meterId } = instrument;
      // The peer that committed answers at once; another institute's may know a moment later.
      const { society } = await cast.session(institute, 'society');
      const answers = async (): Promise<unknown[]> => [
        ...(await society.isRegistered([meterId])),
        ...(await society.mayBePlacedOnMarket([meterId])),
      ];

      expect(await answers()).toEqual([
        { meterId, registered: false },
        { meterId, allowed: false, obstacle: 'unknown-meter' },
      ]);
      expect((await register(cast, institute, instrument)).standing).toMatchObject({
        status: 'PENDING',
        keyState: 'PENDING',
      });
      expect(await answers()).toEqual([
        { meterId, registered: true },
        { meterId, allowed: false, obstacle: 'not-active' },
      ]);
      expect((await attest(cast, institute, instrument)).standing).toMatchObject({
        status: 'ACTIVE',
        keyState: 'ACTIVE',
      });
      expect(await answers()).toEqual([
        { meterId, registered: true },
        { meterId, allowed: true },
      ]);
    },
  );

  it('receipts get the four outcomes, found by what they say of themselves, and every check is recorded', async () => {
    const instrument = newInstrument('ptb');
    const { meterId, meter } = instrument;
    await verifyInitially(cast, 'ptb', instrument);
    const { society } = await cast.session('ptb', 'society');
    const { administrator } = await cast.session('ptb', 'admin');
    const genuine = chargingReceipt(instrument, Date.now() - MINUTE_MS);
    const stranger = chargingReceipt(newInstrument('ptb'), Date.now());

    const [valid] = await society.recordChecks([{ text: genuine }]);
    const [changed] = await society.recordChecks([{ text: withChangedAmount(genuine), meterId }]);
    const [unknown] = await society.recordChecks([{ text: stranger }]);
    await administrator.revokeKeys([{ meterId, key: meter.fingerprint, reason: 'cessationOfOperation' }]);
    const [revoked] = await society.recordChecks([
      { text: chargingReceipt(instrument, Date.now() + MINUTE_MS) },
    ]);
    const [earlier] = await society.checkReceipts([{ text: genuine }]);

    expect(valid).toMatchObject({
      verdict: 'valid',
      meterId,
      key: meter.fingerprint,
      assurance: 'committed',
    });
    expect(changed).toMatchObject({ verdict: 'invalid', reason: 'signature-mismatch', meterId });
    expect(unknown).toMatchObject({ verdict: 'indeterminate', reason: 'unknown-meter' });
    expect(unknown).not.toHaveProperty('meterId');
    expect(revoked).toMatchObject({ verdict: 'invalid', reason: 'key-revoked', meterId });
    expect(earlier).toMatchObject({ verdict: 'valid', receiptId: valid?.receiptId, assurance: 'evaluated' });

    const { checks } = await society.listChecks({ by: 'meter', meterId });
    expect(
      checks.map(({ check }) => ('verdict' in check ? (check.reason ?? check.verdict) : 'list')),
    ).toEqual(['valid', 'signature-mismatch', 'key-revoked']);
    expect(checks[0]?.check).toEqual(await society.getCheck(valid?.recorded?.check ?? ''));
  });

  it('after a compromise an earlier claim counts only where the ledger had seen the receipt before', async () => {
    const instrument = newInstrument('ptb');
    const { meterId, meter } = instrument;
    await verifyInitially(cast, 'ptb', instrument);
    const { society } = await cast.session('ptb', 'society');
    const { permittedEndorser } = await cast.session('ptb', 'endorser1');
    const [never, seen] = [
      chargingReceipt(instrument, Date.now() - 1),
      chargingReceipt(instrument, Date.now() - 1),
    ];
    await society.recordChecks([{ text: seen }]);

    await permittedEndorser.revokeKeys([{ meterId, key: meter.fingerprint, reason: 'keyCompromise' }]);
    const outcomes = await society.checkReceipts([{ text: never }, { text: seen }]);

    // The record is minutes old at most, and its time is a caller's clock: within 15 minutes it proves nothing.
    expect(outcomes.map(({ reason }) => reason)).toEqual([
      'not-seen-before-revocation',
      'not-seen-before-revocation',
    ]);
  });

  it("the paper's call answers for a meter ID, information and signature", async () => {
    const instrument = newInstrument('inmetro');
    await verifyInitially(cast, 'inmetro', instrument);
    const { society } = await cast.session('inmetro', 'society');
    const information = Buffer.from(`2026-11-22T12:00:00Z;${endReading} l`);
    const signature = instrument.meter.sign(information);

    expect(await society.verifySignature(instrument.meterId, information, signature)).toMatchObject({
      verdict: 'valid',
    });
    expect(
      await society.verifySignature(instrument.meterId, Buffer.from(`8${markers.end} l`), signature),
    ).toMatchObject({
      verdict: 'invalid',
      reason: 'signature-mismatch',
    });
    expect(
      await society.verifySignature(instrument.meterId, information, signature, { record: true }),
    ).toMatchObject({
      verdict: 'valid',
      assurance: 'committed',
    });
  });
});
