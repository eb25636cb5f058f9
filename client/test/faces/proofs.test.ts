// SPDX-License-Identifier: Apache-2.0
import { ClientError, Session, type ReceiptOutcome } from '@meterpki/client';
import { fromHex, isIncluded, leafBytes, merkleRoot, toHex, writeLeaves } from '@meterpki/protocol';
import { Meter, tamper } from '@meterpki/simulator';
import { failureOf } from '../support/failures';
import { meter, signReceipt } from '../support/receipts';
import { registerOf } from '../support/register';
import { ScriptedTransport, type Script } from '../support/scripted-transport';

const good = signReceipt();
const societyOn = (script: Script): Session['society'] => new Session(new ScriptedTransport(script)).society;
const honest: Script = registerOf(meter);

/** True where the proof of an outcome leads to the root that the same outcome names. */
function proves({ recorded }: ReceiptOutcome): boolean {
  const evidence = recorded?.evidence();
  const root = fromHex(recorded?.root ?? '');
  if (recorded === undefined || evidence === undefined || root === undefined) return false;
  const path = evidence.path.flatMap((step) => fromHex(step) ?? []);
  return isIncluded(
    { entry: leafBytes(evidence.leaf), index: evidence.index, size: recorded.count, path },
    root,
  );
}

describe('the outcome of a recorded check', () => {
  it.each([1, 2, 7, 100])('hands out its inclusion proof, in lists of %i', async (count) => {
    const texts = Array.from({ length: count }, (_, at) =>
      at % 3 === 1 ? tamper('changed-amount', good) : good,
    );
    const outcomes = await societyOn(honest).recordChecks(texts.map((text) => ({ text })));
    expect(outcomes.map(proves)).toEqual(texts.map(() => true));
    for (const [index, { receiptId, meterId, verdict, recorded }] of outcomes.entries()) {
      const named = meterId === undefined ? {} : { meterId };
      expect(recorded?.evidence()).toMatchObject({
        record: recorded?.record,
        index,
        leaf: { receiptId, ...named, verdict },
      });
    }
  });

  it('has none for a receipt that could not be read, since nothing names it', async () => {
    const [first, second] = await societyOn(honest).recordChecks([{ text: 'x' }, { text: good }]);
    expect(first?.recorded?.evidence()).toBeUndefined();
    expect(second === undefined ? false : proves(second)).toBe(true);
  });
});

describe('an answer of RecordChecks', () => {
  type Answer = Record<string, unknown>;
  const changed =
    (change: (answer: Answer) => Answer): Script =>
    (call) =>
      call.name === 'receipts:RecordChecks' ? change(honest(call, 1) as Answer) : honest(call, 1);

  it.each<[string, (answer: Answer) => Answer]>([
    ['a root that is not that of its leaves', (answer) => ({ ...answer, root: 'ab'.repeat(32) })],
    [
      'a leaf of another verdict than the root was made of',
      (answer) => ({ ...answer, leaves: writeLeaves([{ verdict: 'invalid' }]), remarks: [] }),
    ],
  ])('is not believed with %s', async (_what, change) => {
    const failure = await failureOf(() => societyOn(changed(change)).recordChecks([{ text: good }]));
    expect(failure.code).toBe('ANSWER_MISMATCH');
    expect(failure.transactionId).toMatch(/1$/);
  });

  it('is unreadable with no root', async () => {
    const failure = await failureOf(() =>
      societyOn(changed((answer) => ({ ...answer, root: undefined }))).recordChecks([{ text: good }]),
    );
    expect(failure.code).toBe('ANSWER_UNREADABLE');
  });
});

describe('the keys behind receipt IDs', () => {
  it('are asked for once', async () => {
    const transport = new ScriptedTransport(honest);
    const { society } = new Session(transport);
    const asked = (): number =>
      transport.evaluated.filter(({ name }) => name === 'registry:GetMeters').length;
    expect((await society.recordChecks([{ text: good }]))[0]?.key).toBe(meter.fingerprint);
    expect((await society.recordChecks([{ text: good }, { text: good }]))[1]?.key).toBe(meter.fingerprint);
    expect(asked()).toBe(1);
  });

  it('are asked for 500 meters at a time, and stay open where they cannot be had', async () => {
    const leaves = Array.from({ length: 501 }, (_, at) => ({
      receiptId: at.toString(16).padStart(64, 'a'),
      meterId: `ptb:${at}`,
      verdict: 'valid' as const,
    }));
    const transport = new ScriptedTransport((call) => {
      if (call.name === 'registry:GetMeters') throw new ClientError('DEADLINE_EXCEEDED');
      const root = toHex(merkleRoot(leaves.map(leafBytes)));
      return { record: 'record/x', time: '', root, leaves: writeLeaves(leaves), remarks: [] };
    });
    const outcomes = await new Session(transport).society.recordChecks(leaves.map(() => ({ text: good })));
    expect(outcomes.map(({ meterId, key }) => [meterId, key])).toEqual(
      leaves.map(({ meterId }) => [meterId, undefined]),
    );
    const asked = transport.evaluated.map(({ argument }) => JSON.parse(argument) as { meterIds: string[] });
    expect(asked.map(({ meterIds }) => meterIds.length)).toEqual([500, 1]);
  });

  it('are asked for anew after a meter got another key', async () => {
    const other = Meter.fromSeed('its next key', { serial: 'T-1' });
    let current: Script = honest;
    const transport = new ScriptedTransport((call, attempt) => current(call, attempt));
    const { society } = new Session(transport);
    await society.recordChecks([{ text: good }]);
    current = registerOf(other);
    expect((await society.recordChecks([{ text: signReceipt(other) }]))[0]?.key).toBe(other.fingerprint);
  });
});
