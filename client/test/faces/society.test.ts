// SPDX-License-Identifier: Apache-2.0
import { ClientError, Session } from '@meterpki/client';
import { algorithms, MAX_RECEIPTS, type Algorithm, type ReceiptInput } from '@meterpki/protocol';
import { Meter, tamper } from '@meterpki/simulator';
import { failureOf } from '../support/failures';
import { meter, signReceipt } from '../support/receipts';
import { METER_ID, registerOf } from '../support/register';
import { receiptsIn, ScriptedTransport, type Script } from '../support/scripted-transport';

function societyOn(script: Script = registerOf(meter)): {
  society: Session['society'];
  transport: ScriptedTransport;
} {
  const transport = new ScriptedTransport(script);
  return { transport, society: new Session(transport).society };
}

const good = signReceipt();
const forged = tamper('changed-amount', good);
const three: ReceiptInput[] = [{ text: good }, { text: forged }, { text: 'no receipt' }];

describe('checking', () => {
  it('gives an outcome for each receipt in order, evaluated', async () => {
    const outcomes = await societyOn().society.checkReceipts(three);
    expect(outcomes).toMatchObject([
      { index: 0, verdict: 'valid', meterId: METER_ID, key: meter.fingerprint, assurance: 'evaluated' },
      { index: 1, verdict: 'invalid', reason: 'signature-mismatch', assurance: 'evaluated' },
      { index: 2, verdict: 'indeterminate', reason: 'unsupported', assurance: 'evaluated' },
    ]);
    expect(outcomes[2]).not.toHaveProperty('receiptId');
  });

  it.each(algorithms.map((row): [string, Algorithm] => [row.id, row]))(
    'ties the answers to receipts of %s',
    async (_id, algorithm) => {
      const other = Meter.fromSeed('client tests', { serial: 'T-1', algorithm });
      const receipts = [true, false].map((algorithmNamed) => {
        const end = { time: '2026-03-01T11:00:00.000Z', value: '13.570' };
        return other.signOcmf({ begin: { ...end, value: '1.230' }, end, algorithmNamed });
      });
      const { society } = societyOn(registerOf(other));
      const sent = [...receipts, ...receipts.map((text) => tamper('changed-amount', text))];
      for (const outcomes of [
        await society.checkReceipts(sent.map((text) => ({ text }))),
        await society.recordChecks(sent.map((text) => ({ text }))),
      ]) {
        const expected = ['valid', 'valid', 'invalid', 'invalid'];
        expect(outcomes.map(({ verdict }) => verdict)).toEqual(expected);
        expect(outcomes[1]).toMatchObject({ key: other.fingerprint });
      }
    },
  );

  it('sends receipts as transient data and never in the argument', async () => {
    const { society, transport } = societyOn();
    await society.checkReceipts(three);
    await society.recordChecks(three);
    const calls = [...transport.evaluated, ...transport.submitted];
    for (const { argument } of calls) expect(argument).not.toContain('OCMF');
    expect(receiptsIn(transport.submitted[0] ?? { name: '', argument: '' })).toEqual(three);
  });

  it('asks nothing for an empty list', async () => {
    const { society, transport } = societyOn();
    expect(await society.checkReceipts([])).toEqual([]);
    expect(transport.evaluated).toHaveLength(0);
  });

  it('splits long lists into transactions of the most receipts, order kept', async () => {
    const { society, transport } = societyOn();
    const receipts = Array.from({ length: 2 * MAX_RECEIPTS + 1 }, (_, index) => ({
      text: index === MAX_RECEIPTS ? forged : 'no receipt',
    }));
    const outcomes = await society.recordChecks(receipts);
    expect(transport.submitted.map((call) => receiptsIn(call).length)).toEqual([
      MAX_RECEIPTS,
      MAX_RECEIPTS,
      1,
    ]);
    expect(outcomes.map(({ index }) => index)).toEqual(receipts.map((_, index) => index));
    expect(outcomes.findIndex(({ verdict }) => verdict === 'invalid')).toBe(MAX_RECEIPTS);
  });

  it('splits lists of large receipts by their bytes', async () => {
    const { society, transport } = societyOn();
    const large = { text: 'x'.repeat(60_000) };
    await society.checkReceipts(Array.from({ length: 60 }, () => large));
    expect(transport.evaluated.map((call) => receiptsIn(call).length)).toEqual([49, 11]);
  });

  it('wants its nonce back', async () => {
    const nonce = 'a'.repeat(64);
    expect(await societyOn().society.checkReceipts([{ text: good }], { nonce })).toHaveLength(1);
    const deaf = societyOn((call, attempt) =>
      registerOf(meter)({ ...call, argument: attempt > 0 ? '{}' : '' }),
    );
    const failure = await failureOf(() => deaf.society.checkReceipts([{ text: good }], { nonce }));
    expect(failure.code).toBe('ANSWER_MISMATCH');
  });
});

describe('recording', () => {
  it('combines leaves and remarks into committed outcomes and names the key', async () => {
    const outcomes = await societyOn().society.recordChecks(three);
    expect(outcomes).toMatchObject([
      { verdict: 'valid', meterId: METER_ID, key: meter.fingerprint, assurance: 'committed' },
      { verdict: 'invalid', reason: 'signature-mismatch', assurance: 'committed' },
      { verdict: 'indeterminate', reason: 'unsupported', assurance: 'committed' },
    ]);
    expect(outcomes[0]?.recorded).toMatchObject({ record: 'record/x', blockNumber: 1n });
  });

  it('still tells the outcomes when the meters cannot be looked up', async () => {
    const { society } = societyOn((call) => {
      if (call.name === 'registry:GetMeters') throw new ClientError('DEADLINE_EXCEEDED');
      return registerOf(meter)(call);
    });
    const [outcome] = await society.recordChecks([{ text: good }]);
    expect(outcome).toMatchObject({ verdict: 'valid', assurance: 'committed' });
    expect(outcome).not.toHaveProperty('key');
  });

  it('keeps what was recorded before a failure', async () => {
    const { society } = societyOn((call, attempt) => {
      if (call.name === 'receipts:RecordChecks' && attempt > 1) throw new ClientError('COMMIT_UNKNOWN');
      return registerOf(meter)(call);
    });
    const receipts = Array.from({ length: MAX_RECEIPTS + 1 }, () => ({ text: 'no receipt' }));
    let told = 0;
    const failure = await failureOf(async () => {
      for await (const list of society.recordChecksInLists(receipts)) told += list.length;
    });
    expect(failure.code).toBe('COMMIT_UNKNOWN');
    expect(told).toBe(MAX_RECEIPTS);
  });
});

describe('answers that cannot be trusted', () => {
  const [first, second] = [{ text: good }, { text: signReceipt(Meter.fromSeed('other', { serial: 'O' })) }];

  it.each(['checkReceipts', 'recordChecks'] as const)(
    '%s refuses outcomes of other receipts',
    async (method) => {
      const swapped: Script = (call) => {
        const receipts = JSON.stringify([...receiptsIn(call)].reverse());
        return registerOf(meter)({ ...call, transient: { receipts } });
      };
      const failure = await failureOf(() => societyOn(swapped).society[method]([first, second]));
      expect(failure.code).toBe('ANSWER_MISMATCH');
    },
  );

  it.each(['checkReceipts', 'recordChecks'] as const)(
    '%s refuses outcomes of another number',
    async (method) => {
      const short: Script = (call) => {
        const receipts = JSON.stringify(receiptsIn(call).slice(1));
        return registerOf(meter)({ ...call, transient: { receipts } });
      };
      const failure = await failureOf(() => societyOn(short).society[method]([first, second]));
      expect(failure.code).toBe('ANSWER_MISMATCH');
    },
  );

  it.each([
    ['an unknown verdict', { verdict: 'fine', findings: [] }],
    ['a verdict that its reason does not give', { verdict: 'valid', reason: 'key-revoked', findings: [] }],
    ['invalid without a reason', { verdict: 'invalid', findings: [] }],
    ['a receipt ID that is none', { verdict: 'valid', receiptId: 'x', findings: [] }],
  ])('refuses %s', async (_what, outcome) => {
    const { society } = societyOn(() => ({ outcomes: [outcome] }));
    const failure = await failureOf(() => society.checkReceipts([{ text: good }]));
    expect(failure.code).toBe('ANSWER_UNREADABLE');
  });
});

describe("the paper's call", () => {
  const information = Buffer.from('2026-03-01 13.570 kWh');

  it.each([
    [false, 'evaluated'],
    [true, 'committed'],
  ])('checks meter, information and signature; record %s is %s', async (record, assurance) => {
    const { society, transport } = societyOn();
    const outcome = await society.verifySignature(METER_ID, information, meter.sign(information), { record });
    expect(outcome).toMatchObject({ verdict: 'valid', meterId: METER_ID, assurance });
    const [call] = record ? transport.submitted : transport.evaluated;
    expect(receiptsIn(call ?? { name: '', argument: '' })).toMatchObject([
      { format: 'raw', meterId: METER_ID },
    ]);
  });

  it('finds changed information out', async () => {
    const signature = meter.sign(Buffer.from('2026-03-01 13.571 kWh'));
    const outcome = await societyOn().society.verifySignature(METER_ID, information, signature);
    expect(outcome).toMatchObject({ verdict: 'invalid', reason: 'signature-mismatch' });
  });
});
