// SPDX-License-Identifier: Apache-2.0
import { readReceipts, type ReceiptOutcome, type SourceItem } from '@meterpki/client';
import { algorithmsOn, convertKey, toBase64, type PublicKey } from '@meterpki/protocol';
import {
  castOfTestRun,
  chargingReceipt,
  hasOutsideReceipts,
  newInstrument,
  outsideReceipts,
  proofOf,
  refusalCode,
  verifyInitially,
  type Cast,
  type Instrument,
} from '@meterpki/scenario';

// A clone elsewhere has no shared folder; it was said loudly.
const described = hasOutsideReceipts() ? it : it.skip;

describe('keys that an older register vouches for', () => {
  let cast: Cast;

  beforeAll(async () => {
    cast = await castOfTestRun();
  });
  afterAll(() => cast.close());

  const importItem = (
    meterId: string,
    key: Uint8Array,
    algorithm = 'ECDSA-secp256r1-SHA256',
  ): Record<'meterId' | 'manufacturer' | 'model' | 'key' | 'algorithm', string> => ({
    meterId,
    manufacturer: 'm',
    model: 'm',
    key: toBase64(key),
    algorithm,
  });

  const itemOf = ({ meterId, meter }: Instrument): ReturnType<typeof importItem> =>
    importItem(meterId, meter.spki);

  it('count once administrators of both institutes approved, and stay marked', async () => {
    const instrument = newInstrument('ptb');
    const { meterId } = instrument;
    const ptb = await cast.session('ptb', 'admin');
    const inmetro = await cast.session('inmetro', 'admin');
    const { society } = await cast.session('ptb', 'society');
    const receipt = { text: chargingReceipt(instrument, Date.now()), meterId };

    const { result } = await ptb.administrator.importMeters({
      source: 'older register',
      meters: [itemOf(instrument)],
    });
    expect(result.state).toBe('PENDING');
    expect(await society.checkReceipts([receipt])).toMatchObject([
      { verdict: 'indeterminate', reason: 'not-active' },
    ]);
    const { importId, hash } = result;
    expect(await refusalCode(ptb.administrator.approveImport({ importId, hash }))).toBe('ALREADY_APPROVED');
    expect(await refusalCode(inmetro.administrator.approveImport({ importId, hash: '0'.repeat(64) }))).toBe(
      'IMPORT_MISMATCH',
    );
    expect((await inmetro.administrator.approveImport({ importId, hash })).result.state).toBe('APPROVED');
    expect(await refusalCode(inmetro.administrator.approveImport({ importId, hash }))).toBe('IMPORT_DECIDED');

    // Inmetro's peer committed the approval; PTB's may know of it a moment later.
    const [outcome] = await inmetro.society.checkReceipts([receipt]);
    expect(outcome).toMatchObject({ verdict: 'valid', meterId });
    expect(outcome?.findings).toContain('possession-unproven');
  });

  it('are not to be had by others: no role, foreign prefix, bound key, no attestation in place of approval', async () => {
    const [instrument, foreign] = [newInstrument('ptb'), newInstrument('inmetro')];
    const ptb = await cast.session('ptb', 'admin');
    const society = await cast.session('ptb', 'society');
    const list = (item: Instrument): { source: string; meters: ReturnType<typeof importItem>[] } => ({
      source: 's',
      meters: [itemOf(item)],
    });
    expect(await refusalCode(society.administrator.importMeters(list(instrument)))).toBe('ACCESS_DENIED');
    expect(await refusalCode(ptb.administrator.importMeters(list(foreign)))).toBe('FOREIGN_PREFIX');
    expect(await refusalCode(ptb.administrator.importMeters(list(instrument)))).toBe('accepted');
    const registered = newInstrument('ptb');
    await verifyInitially(cast, 'ptb', registered);
    const twin: Instrument = { meterId: newInstrument('ptb').meterId, meter: registered.meter };
    expect(await refusalCode(ptb.administrator.importMeters(list(twin)))).toBe('KEY_EXISTS');

    const { permittedEndorser } = await cast.session('ptb', 'endorser1');
    const { result: challenge } = await permittedEndorser.issueChallenge();
    const proof = proofOf(cast.ledger, instrument, challenge, 'attest');
    const attestations = [{ meterId: instrument.meterId, key: instrument.meter.fingerprint, proof }];
    const { challengeId } = challenge;
    expect(await refusalCode(permittedEndorser.attestMeters({ challengeId, attestations }))).toBe(
      'NOT_PENDING',
    );
  });

  /** The key of a line of the file with receipts of real meters. */
  function keyOf({ members }: SourceItem): PublicKey {
    const converted = convertKey(typeof members.publicKey === 'string' ? members.publicKey : '');
    if (converted.kind !== 'key') throw new Error(converted.kind);
    return converted.key;
  }

  const receiptOf = ({ content }: SourceItem): string =>
    content.kind === 'receipt' ? content.input.text : '';

  described(
    'receipts of real meters come out as expected against the meter that holds their key',
    async () => {
      const items = await readReceipts([outsideReceipts]);
      const keys = new Map(items.map(keyOf).map((key) => [key.fingerprint, key]));
      const { society } = await cast.session('inmetro', 'society');
      const known = await society.getMeters({ keys: [...keys.keys()] });
      const missing = [...keys.values()].filter(({ fingerprint }) => known.unknown.includes(fingerprint));
      const ptb = await cast.session('ptb', 'admin');
      const inmetro = await cast.session('inmetro', 'admin');
      if (missing.length > 0) {
        const meters = missing.map(({ fingerprint, spki, curve }) =>
          importItem(`ptb:demo-${fingerprint.slice(0, 16)}`, spki, algorithmsOn(curve)[0]?.id),
        );
        const { result } = await ptb.administrator.importMeters({
          source: 'receipts of real meters',
          meters,
        });
        await inmetro.administrator.approveImport({ importId: result.importId, hash: result.hash });
      }
      const { meters } = await society.getMeters({ keys: [...keys.keys()] });
      const holder = new Map(
        meters.flatMap((meter) => meter.keys.map(({ fingerprint }) => [fingerprint, meter.meterId])),
      );

      const outcomes: ReceiptOutcome[] = await society.checkReceipts(
        items.map((item) => ({
          text: receiptOf(item),
          meterId: holder.get(keyOf(item).fingerprint) ?? '',
        })),
      );

      const expected = items.map(({ members }) => (members.expectedValid === true ? 'valid' : 'invalid'));
      expect(outcomes.map(({ verdict }) => verdict)).toEqual(expected);
      expect(expected.filter((verdict) => verdict === 'valid')).toHaveLength(21);
      expect(expected.filter((verdict) => verdict === 'invalid')).toHaveLength(5);
    },
  );
});
