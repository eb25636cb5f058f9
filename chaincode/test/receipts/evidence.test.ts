// SPDX-License-Identifier: Apache-2.0
import {
  readLeaves,
  type CheckOutcome,
  type Evidence,
  type ReceiptInput,
  type ResultOf,
} from '@meterpki/protocol';
import { proofOf, record, revoke, transientOf } from '../support/checks';
import type { Refused } from '../support/ledger';
import { activate, opened, type Placed, type Scene } from '../support/scene';

const [claimed, compromised, now] = [
  '2026-06-05T00:00:00.000Z',
  '2026-06-10T00:00:00.000Z',
  '2026-06-20T00:00:00.000Z',
] as const;
/** The latest time of a record that counts. */
const IN_TIME = '2026-06-09T23:45:00.000Z';
const TOO_LATE = '2026-06-09T23:45:00.001Z';

type Recorded = ResultOf<'receipts', 'RecordChecks'>;

/** Receipts of one meter, recorded in a list at some time; then the key is compromised. */
async function listRecorded(
  at: string,
): Promise<{ scene: Scene; placed: Placed; receipts: ReceiptInput[]; recorded: Recorded }> {
  const scene = await opened();
  const placed = await activate(scene, 'm');
  const { meter, meterId } = placed;
  const receipts = Array.from({ length: 7 }, () => ({ text: meter.signOcmf({ end: claimed }), meterId }));
  scene.ledger.milliseconds = Date.parse(at) - 1000;
  const recorded = await record(scene, receipts);
  scene.ledger.milliseconds = Date.parse(now);
  await revoke(scene, placed, 'keyCompromise', compromised);
  return { scene, placed, receipts, recorded };
}

async function checkWith(
  { ledger, who }: Scene,
  receipts: readonly ReceiptInput[],
  evidence: readonly Evidence[],
): Promise<readonly CheckOutcome[]> {
  const argument = { evidence: [...evidence] };
  const { outcomes } = await ledger.submit(
    who.society,
    ['receipts', 'CheckReceipts'],
    argument,
    transientOf(receipts),
  );
  expect(ledger.last?.writes.size).toBe(0);
  return outcomes;
}

const refusedWith = (
  { ledger, who }: Scene,
  receipts: readonly ReceiptInput[],
  evidence: readonly Evidence[],
): Promise<Refused> =>
  ledger.refuse(who.society, ['receipts', 'RecordChecks'], { evidence }, transientOf(receipts));

const reasons = (outcomes: readonly CheckOutcome[]): string[] =>
  outcomes.map(({ verdict, reason }) => reason ?? verdict);

describe('an earlier check in a list, shown by an inclusion proof', () => {
  it('makes a back-dated claim believable for each receipt that has one, and for no other', async () => {
    const { scene, receipts, recorded } = await listRecorded(IN_TIME);
    const evidence = [0, 3, 6].map((index) => proofOf(recorded, index));
    const found = reasons(await checkWith(scene, receipts, evidence));
    const unseen = 'not-seen-before-revocation';
    expect(found).toEqual(['valid', unseen, unseen, 'valid', unseen, unseen, 'valid']);
  });

  it('counts for a recorded check as well, which then says so for ever', async () => {
    const { scene, receipts, recorded } = await listRecorded(IN_TIME);
    const { ledger, who } = scene;
    const evidence = [proofOf(recorded, 2)];
    const list = transientOf(receipts.slice(2, 4));
    const again = await ledger.submit(who.society, ['receipts', 'RecordChecks'], { evidence }, list);
    expect(readLeaves(again.leaves)?.map(({ verdict }) => verdict)).toEqual(['valid', 'indeterminate']);
  });

  it('counts 15 minutes before the compromise, and not a millisecond later', async () => {
    const { scene, receipts, recorded } = await listRecorded(TOO_LATE);
    const [outcome] = await checkWith(scene, receipts.slice(0, 1), [proofOf(recorded, 0)]);
    expect(outcome?.reason).toBe('not-seen-before-revocation');
  });

  it('counts whatever the earlier verdict was, since a key had matched', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    const { meter, meterId } = placed;
    const receipt = { text: meter.signOcmf({ end: claimed }), meterId };
    scene.ledger.milliseconds = Date.parse('2026-06-06T00:00:00.000Z');
    await revoke(scene, placed, 'certificateHold', '2026-06-04T00:00:00.000Z');
    const recorded = await record(scene, [receipt, receipt]);
    expect(proofOf(recorded, 0).leaf.verdict).toBe('indeterminate');
    scene.ledger.milliseconds = Date.parse(now);
    // A hold that turned out to be a compromise.
    const stored = scene.ledger.state.record('meter', 'meter/ptb/m');
    const keys = stored.keys.map((key) => ({
      ...key,
      revocation: { ...key.revocation, reason: 'keyCompromise', invalidityDate: compromised },
    }));
    scene.ledger.state.apply(new Map([['meter/ptb/m', Buffer.from(JSON.stringify({ ...stored, keys }))]]));
    expect(reasons(await checkWith(scene, [receipt], [proofOf(recorded, 0)]))).toEqual(['valid']);
  });

  it('needs the earliest of several, and agrees with what was recorded by itself', async () => {
    const { scene, receipts, recorded } = await listRecorded(IN_TIME);
    const late = await record(scene, receipts);
    const evidence = [proofOf(late, 1), proofOf(recorded, 1), proofOf(late, 1)];
    expect(reasons(await checkWith(scene, receipts.slice(1, 2), evidence))).toEqual(['valid']);
  });

  it('changes no other verdict: a claim after the compromise stays invalid, a forgery stays forged', async () => {
    const { scene, placed, recorded, receipts } = await listRecorded(IN_TIME);
    const { meter, meterId } = placed;
    const after = { text: meter.signOcmf({ end: '2026-06-15T00:00:00.000Z' }), meterId };
    const forged = { text: (receipts[0]?.text ?? '').replace('1250.891', '9250.891'), meterId };
    const found = await checkWith(scene, [after, forged], [proofOf(recorded, 0)]);
    expect(reasons(found)).toEqual(['key-revoked', 'signature-mismatch']);
  });
});

describe('a proof that does not verify', () => {
  const other = 'ab'.repeat(32);
  const changes: [string, (good: Evidence) => Evidence][] = [
    ['another verdict in the leaf', (good) => ({ ...good, leaf: { ...good.leaf, verdict: 'invalid' } })],
    ['another meter in the leaf', (good) => ({ ...good, leaf: { ...good.leaf, meterId: 'ptb:x' } })],
    [
      'no meter in the leaf',
      ({ leaf: { receiptId, verdict }, ...good }) => ({ ...good, leaf: { receiptId, verdict } }),
    ],
    ['another index', (good) => ({ ...good, index: good.index + 1 })],
    ['an index beyond the list', (good) => ({ ...good, index: 1999 })],
    ['a changed step', (good) => ({ ...good, path: [other, ...good.path.slice(1)] })],
    ['a step less', (good) => ({ ...good, path: good.path.slice(1) })],
    ['a step more', (good) => ({ ...good, path: [...good.path, other] })],
    ['no path', (good) => ({ ...good, path: [] })],
  ];

  it.each(changes)('is refused: %s', async (_what, change) => {
    const { scene, receipts, recorded } = await listRecorded(IN_TIME);
    const evidence = [proofOf(recorded, 0), change(proofOf(recorded, 4))];
    const { code, faults } = await refusedWith(scene, receipts, evidence);
    expect(code).toBe('EVIDENCE_INVALID');
    expect(faults.map(({ path }) => path)).toEqual(['argument.evidence[1]']);
  });

  it('is refused with the record of another list, and with one that nobody wrote', async () => {
    const { scene, receipts, recorded } = await listRecorded(IN_TIME);
    const later = await record(scene, [...receipts].reverse());
    const good = proofOf(recorded, 0);
    const evidence = [
      { ...good, record: later.record },
      { ...good, record: `record/${claimed}/${other}` },
      good,
      { ...good, path: [] },
    ];
    const { code, faults } = await refusedWith(scene, receipts, evidence);
    expect(code).toBe('EVIDENCE_INVALID');
    expect(faults.map((fault) => [fault.path, fault.code])).toEqual([
      ['argument.evidence[0]', 'EVIDENCE_INVALID'],
      ['argument.evidence[1].record', 'CHECK_UNKNOWN'],
      ['argument.evidence[3]', 'EVIDENCE_INVALID'],
    ]);
  });

  it('cannot lend the check of one receipt to another', async () => {
    const { scene, receipts, recorded, placed } = await listRecorded(IN_TIME);
    const { meter, meterId } = placed;
    const never = { text: meter.signOcmf({ end: claimed }), meterId };
    const late = await record(scene, [never, ...receipts]);
    const { leaf } = proofOf(late, 0);
    const { code } = await refusedWith(scene, [never], [{ ...proofOf(recorded, 0), leaf }]);
    expect(code).toBe('EVIDENCE_INVALID');
  });
});

describe('proofs that matter to no receipt of the call', () => {
  it('cost no read: the key is good, or the receipt is another', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    const { meter, meterId } = placed;
    const [one, two] = [0, 1].map(() => ({ text: meter.signOcmf({ end: claimed }), meterId }));
    if (one === undefined || two === undefined) throw new Error('two receipts');
    const recorded = await record(scene, [one, two]);
    const missing = { ...proofOf(recorded, 1), record: `record/${claimed}/${'0'.repeat(64)}` };
    expect(reasons(await checkWith(scene, [one, two], [proofOf(recorded, 0), missing]))).toEqual([
      'valid',
      'valid',
    ]);
    expect(scene.ledger.last?.readKeys.filter((key) => key.startsWith('record/'))).toEqual([]);
    scene.ledger.milliseconds = Date.parse(now);
    await revoke(scene, placed, 'keyCompromise');
    await checkWith(scene, [one], [proofOf(recorded, 0), missing]);
    expect(scene.ledger.last?.readKeys.filter((key) => key.startsWith('record/'))).toEqual([recorded.record]);
  });

  it('are at most 500', async () => {
    const { scene, receipts, recorded } = await listRecorded(IN_TIME);
    const many = (count: number): Evidence[] => Array.from({ length: count }, () => proofOf(recorded, 0));
    expect(reasons(await checkWith(scene, receipts.slice(0, 1), many(500)))).toEqual(['valid']);
    expect((await refusedWith(scene, receipts, many(501))).code).toBe('INVALID_ARGUMENT');
  });
});
