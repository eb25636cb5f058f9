// SPDX-License-Identifier: Apache-2.0
import { setImmediate as turn } from 'node:timers/promises';
import { ClientError, Session, type ReceiptOutcome, type TransactionCall } from '@meterpki/client';
import type { ArgumentOf, ErrorCode, Evidence } from '@meterpki/protocol';
import { failureOf } from '../support/failures';
import { meter, signReceipt } from '../support/receipts';
import { registerOf } from '../support/register';
import { receiptsIn, ScriptedTransport, type Script } from '../support/scripted-transport';

const good = signReceipt();
const refused = (code: ErrorCode): ClientError =>
  new ClientError('LEDGER_REFUSED', code, { refusal: { code, faults: [] } });

function societyOn(script: Script): { society: Session['society']; transport: ScriptedTransport } {
  const transport = new ScriptedTransport(script);
  return { transport, society: new Session(transport, { attempts: 1 }).society };
}

/** Receipts of which those at some places are no receipts; that is cheap to find out. */
const receipts = (count: number, bad: (index: number) => boolean = () => true): { text: string }[] =>
  Array.from({ length: count }, (_, index) => ({ text: bad(index) ? 'no receipt' : good }));

/** The ledger of one meter, which takes so many failures and receipts of a list. */
const strict =
  ({ failures = Infinity, length = Infinity }): Script =>
  (call) => {
    const texts = receiptsIn(call).map(({ text }) => text);
    if (call.name === 'receipts:RecordChecks' && texts.filter((text) => text !== good).length > failures)
      throw refused('TOO_MANY_FAILURES');
    if (texts.length > length) throw refused('LIST_TOO_COSTLY');
    return registerOf(meter)(call);
  };

const lengths = (calls: readonly TransactionCall[]): number[] =>
  calls.filter(({ transient }) => transient !== undefined).map((call) => receiptsIn(call).length);
const indexes = (outcomes: readonly ReceiptOutcome[]): number[] => outcomes.map(({ index }) => index);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('a list that asks for too much', () => {
  it('is sent in halves, down to single receipts, and every outcome comes in order', async () => {
    const { society, transport } = societyOn(strict({ failures: 1 }));
    const outcomes = await society.recordChecks(receipts(9, (index) => index % 2 === 0));
    expect(indexes(outcomes)).toEqual(upTo(9));
    expect(outcomes.map(({ verdict }) => verdict)).toEqual(
      upTo(9).map((index) => (index % 2 === 0 ? 'indeterminate' : 'valid')),
    );
    expect(lengths(transport.submitted)).toEqual([9, 5, 3, 2, 1, 2, 4, 2, 2]);
  });

  it.each(['checkReceipts', 'recordChecks'] as const)(
    'teaches %s to send shorter ones where it is too costly',
    async (method) => {
      const { society, transport } = societyOn(strict({ length: 700 }));
      const outcomes = await society[method](receipts(4001), { inFlight: 1 });
      expect(indexes(outcomes)).toEqual(upTo(4001));
      const sent = lengths(method === 'checkReceipts' ? transport.evaluated : transport.submitted);
      expect(sent).toEqual([2000, 1000, 500, 500, 1000, 500, 500, 500, 500, 500, 500, 1]);
    },
  );

  it('of one receipt is the failure that it is', async () => {
    const { society } = societyOn(strict({ length: 0 }));
    const failure = await failureOf(() => society.checkReceipts(receipts(2)));
    expect(failure.refusal?.code).toBe('LIST_TOO_COSTLY');
  });

  it('is not taken for one that is refused for another reason', async () => {
    const { society, transport } = societyOn(() => {
      throw refused('INVALID_TRANSIENT');
    });
    const failure = await failureOf(() => society.recordChecks(receipts(8)));
    expect(failure.refusal?.code).toBe('INVALID_TRANSIENT');
    expect(transport.submitted).toHaveLength(1);
  });
});

/** A ledger that answers each list when the test says so. */
function patient(): {
  script: Script;
  release: (list: number, failure?: ClientError) => void;
  waiting: () => number;
} {
  const answers: {
    resolve: (value: unknown) => void;
    reject: (error: Error) => void;
    call: TransactionCall;
  }[] = [];
  return {
    script: (call) => {
      if (call.name !== 'receipts:RecordChecks') return registerOf(meter)(call);
      return new Promise((resolve, reject) => answers.push({ resolve, reject, call }));
    },
    release: (list, failure) => {
      const { resolve, reject, call } = answers[list] ?? {};
      if (failure !== undefined) reject?.(failure);
      else if (call !== undefined) resolve?.(registerOf(meter)(call));
    },
    waiting: () => answers.length,
  };
}

/** Lets everything happen that can happen now. */
async function settle(): Promise<void> {
  for (let count = 0; count < 10; count++) await turn();
}

describe('several lists on their way', () => {
  it('are four at most, and told in the order of the receipts whichever comes first', async () => {
    const { script, release, waiting } = patient();
    const { society } = societyOn(script);
    const told: ReceiptOutcome[] = [];
    const all = (async () => {
      for await (const list of society.recordChecksInLists(receipts(12_000))) told.push(...list);
    })();
    await settle();
    expect(waiting()).toBe(4);
    for (const list of [3, 1, 2]) release(list);
    await settle();
    expect([told.length, waiting()]).toEqual([0, 4]);
    release(0);
    await settle();
    expect([told.length, waiting()]).toEqual([8000, 6]);
    release(5);
    release(4);
    await all;
    expect(indexes(told)).toEqual(upTo(12_000));
  });

  it('are as many as the caller says', async () => {
    const { script, release, waiting } = patient();
    const { society } = societyOn(script);
    const all = society.recordChecks(receipts(6000), { inFlight: 1 });
    for (const list of [0, 1, 2]) {
      await settle();
      expect(waiting()).toBe(list + 1);
      release(list);
    }
    expect(await all).toHaveLength(6000);
  });

  it('end with a failure: what came before is told, nothing more is sent, what got recorded behind it is named', async () => {
    const { script, release, waiting } = patient();
    const { society } = societyOn(script);
    const told: ReceiptOutcome[] = [];
    const failed = failureOf(async () => {
      for await (const list of society.recordChecksInLists(receipts(20_000))) told.push(...list);
    });
    await settle();
    release(1, new ClientError('COMMIT_UNKNOWN'));
    release(0);
    await settle();
    expect([told.length, waiting()]).toEqual([2000, 4]);
    release(2, new ClientError('COMMIT_FAILED'));
    release(3);
    const failure = await failed;
    expect([failure.code, failure.recorded]).toEqual(['COMMIT_UNKNOWN', ['record/x']]);
    expect([told.length, waiting()]).toEqual([2000, 4]);
  });

  it('end with the signal: nothing more is sent, and what got recorded untold is named', async () => {
    const { script, release, waiting } = patient();
    const { society } = societyOn(script);
    const control = new AbortController();
    const told: ReceiptOutcome[] = [];
    const failed = failureOf(async () => {
      const lists = society.recordChecksInLists(receipts(20_000), { inFlight: 2, signal: control.signal });
      for await (const list of lists) told.push(...list);
    });
    await settle();
    release(0);
    await settle();
    expect([told.length, waiting()]).toEqual([2000, 3]);
    control.abort();
    release(2);
    release(1);
    expect((await failed).code).toBe('ABORTED');
    expect([told.length, waiting()]).toEqual([6000, 3]);
  });

  it('are waited for when the caller has enough, and nothing more is sent', async () => {
    const { script, release, waiting } = patient();
    const { society } = societyOn(script);
    const lists = society.recordChecksInLists(receipts(20_000), { inFlight: 2 });
    const first = lists.next();
    await settle();
    release(0);
    await first;
    const end = lists.return();
    release(1);
    release(2);
    await end;
    expect(waiting()).toBe(3);
  });
});

describe('proofs that are handed in with receipts', () => {
  const evidence: Evidence = {
    record: `record/2026-01-01T00:00:00.000Z/${'a'.repeat(64)}`,
    leaf: { receiptId: 'b'.repeat(64), verdict: 'valid' },
    index: 0,
    path: [],
  };
  const argumentsOf = (calls: readonly TransactionCall[]): ArgumentOf<'receipts', 'CheckReceipts'>[] =>
    calls
      .filter(({ transient }) => transient !== undefined)
      .map(({ argument }) => JSON.parse(argument) as ArgumentOf<'receipts', 'CheckReceipts'>);

  it.each(['checkReceipts', 'recordChecks'] as const)('travel with %s in the argument', async (method) => {
    const { society, transport } = societyOn((call) => registerOf(meter)({ ...call, argument: '{}' }));
    await society[method]([{ text: good }, { text: good, evidence: [evidence, evidence] }]);
    const calls = [...transport.evaluated, ...transport.submitted].filter(({ transient }) => transient);
    expect(argumentsOf(calls)).toEqual([{ evidence: [evidence, evidence] }]);
    expect(receiptsIn(calls[0] ?? { name: '', argument: '' })).toEqual([{ text: good }, { text: good }]);
  });

  it('go with the list that their receipt goes with, 500 at most', async () => {
    const { society, transport } = societyOn((call) => registerOf(meter)({ ...call, argument: '{}' }));
    await society.checkReceipts(
      Array.from({ length: 1001 }, () => ({ text: good, evidence: [evidence] })),
      { inFlight: 1 },
    );
    expect(argumentsOf(transport.evaluated).map((argument) => argument.evidence?.length)).toEqual([
      500, 500, 1,
    ]);
    expect(lengths(transport.evaluated)).toEqual([500, 500, 1]);
  });
});
