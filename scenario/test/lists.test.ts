// SPDX-License-Identifier: Apache-2.0
import type { ReceiptOutcome } from '@meterpki/client';
import {
  castOfTestRun,
  chargingReceipt,
  instrumentWith,
  newInstrument,
  refusalCode,
  verifyManyInitially,
  verifyInitially,
  type Cast,
  type Instrument,
} from '@meterpki/scenario';
import { isProved, type ListRecord } from '@meterpki/protocol';

const METERS = 50;
const RECEIPTS = 2000;
const MINUTE_MS = 60_000;
/** Signing in software takes longer than checking: each receipt stands in the list several times. */
const TIMES = 4;

describe('a list of 2,000 receipts', () => {
  let cast: Cast;
  let instruments: Instrument[];

  beforeAll(async () => {
    cast = await castOfTestRun();
    instruments = Array.from({ length: METERS }, () => newInstrument('ptb'));
    await verifyManyInitially(cast, 'ptb', instruments);
  }, 120_000);
  afterAll(() => cast.close());

  /** The first meter whose receipts are in the list. */
  const first = (): Instrument => {
    const [instrument] = instruments;
    if (instrument === undefined) throw new Error('there are meters');
    return instrument;
  };

  it('of 50 meters is recorded at once, and each outcome proves that it is in the list', async () => {
    const { society } = await cast.session('ptb', 'society');
    const signed = Array.from({ length: RECEIPTS / TIMES }, (_, at) =>
      chargingReceipt(instruments[at % METERS] ?? first(), Date.now() - MINUTE_MS),
    );
    const receipts = Array.from({ length: RECEIPTS }, (_, at) => ({
      text: signed[at % signed.length] ?? '',
    }));

    const outcomes = await society.recordChecks(receipts);

    expect(outcomes.map(({ verdict }) => verdict)).toEqual(receipts.map(() => 'valid'));
    expect(outcomes.map(({ meterId }) => meterId)).toEqual(
      receipts.map((_, at) => instruments[at % METERS]?.meterId),
    );
    expect(new Set(outcomes.map(({ recorded }) => recorded?.record)).size).toBe(1);
    const recorded = await recordOf(outcomes[0]);
    expect(recorded.counts).toEqual({ valid: RECEIPTS, invalid: 0, indeterminate: 0 });
    expect(outcomes.filter((outcome) => proves(outcome, recorded))).toHaveLength(RECEIPTS);
    await compromised(receipts[0]?.text ?? '', outcomes[0], receipts[1]?.text ?? '');
  }, 120_000);

  async function recordOf(outcome: ReceiptOutcome | undefined): Promise<ListRecord> {
    const { society } = await cast.session('ptb', 'society');
    return (await society.getCheck(outcome?.recorded?.record ?? '')) as ListRecord;
  }

  /** True where the proof of an outcome leads to the root on the ledger. */
  function proves({ recorded }: ReceiptOutcome, record: ListRecord): boolean {
    const evidence = recorded?.evidence();
    return evidence !== undefined && isProved(evidence, record);
  }

  /**
   * After the key of the first meter is compromised, the proof is taken up. It is minutes old at most, and its time is a
   * caller's clock: within 15 minutes of the compromise it shows nothing. That an older one does is a matter of the
   * contract's own tests, since a ledger's clock cannot be moved.
   */
  async function compromised(
    text: string,
    outcome: ReceiptOutcome | undefined,
    otherText: string,
  ): Promise<void> {
    const { society } = await cast.session('ptb', 'society');
    const { administrator } = await cast.session('ptb', 'admin');
    const { meterId, meter } = first();
    const proof = outcome?.recorded?.evidence();
    if (proof === undefined) throw new Error('a valid outcome has a proof');
    await administrator.revokeKeys([{ meterId, key: meter.fingerprint, reason: 'keyCompromise' }]);

    const [own, other] = await society.checkReceipts([
      { text, evidence: [proof] },
      { text: otherText, evidence: [proof] },
    ]);
    expect([own?.reason, other?.verdict]).toEqual(['not-seen-before-revocation', 'valid']);

    const changed = { ...proof, leaf: { ...proof.leaf, verdict: 'invalid' as const } };
    const moved = { ...proof, index: proof.index + 1 };
    const lost = { ...proof, record: `record/2026-01-01T00:00:00.000Z/${'0'.repeat(64)}` };
    for (const evidence of [changed, moved])
      expect(await refusalCode(society.checkReceipts([{ text, evidence: [evidence] }]))).toBe(
        'EVIDENCE_INVALID',
      );
    expect(await refusalCode(society.recordChecks([{ text, evidence: [lost] }]))).toBe('CHECK_UNKNOWN');
  }

  it('with more than a hundred that are not valid is recorded in smaller lists', async () => {
    const { society } = await cast.session('ptb', 'society');
    const strangers = Array.from({ length: 150 }, () => ({
      text: chargingReceipt(first(), Date.now() - MINUTE_MS),
      meterId: 'ptb:none',
    }));
    const outcomes = await society.recordChecks(strangers);
    expect(outcomes.map(({ reason }) => reason)).toEqual(strangers.map(() => 'unknown-meter'));
    expect(new Set(outcomes.map(({ recorded }) => recorded?.record)).size).toBe(2);
  });

  it('of the slowest algorithm is recorded within the time that a peer gives its chaincode', async () => {
    const { society } = await cast.session('ptb', 'society');
    const slow = instrumentWith('ECDSA-brainpool384r1-SHA384');
    await verifyInitially(cast, 'ptb', slow);
    const signed = Array.from({ length: 10 }, () => chargingReceipt(slow, Date.now() - MINUTE_MS));
    const receipts = Array.from({ length: RECEIPTS }, (_, at) => ({
      text: signed[at % signed.length] ?? '',
    }));
    // A peer that waits in vain for its chaincode refuses to endorse: executetimeout in core.yaml, 30 s.
    const start = performance.now();
    const outcomes = await society.recordChecks(receipts);
    const took = Math.round(performance.now() - start);
    process.stderr.write(`2,000 receipts of the slowest algorithm: ${took} ms from call to commit\n`);
    expect(outcomes.every(({ verdict }) => verdict === 'valid')).toBe(true);
    expect(new Set(outcomes.map(({ recorded }) => recorded?.record)).size).toBe(1);
  }, 120_000);
});
