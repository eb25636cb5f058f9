// SPDX-License-Identifier: Apache-2.0
import {
  Accumulator,
  ClientError,
  type CheckInput,
  type ListRecorder,
  type ReceiptOutcome,
} from '@meterpki/client';
import { ListDelivery } from '../../dist/accumulator/list-delivery';
import { WaitingCheck } from '../../dist/accumulator/waiting-check';
import { failureOf } from '../support/failures';

const outcomeOf = ({ text }: CheckInput, index: number): ReceiptOutcome => ({
  verdict: 'valid',
  receiptId: text,
  findings: [],
  index,
  assurance: 'committed',
});

/** Records lists and keeps what came; `answer` may fail, or wait. */
class Recorder implements ListRecorder {
  readonly lists: string[][] = [];
  underway = 0;
  most = 0;
  readonly #answer: (texts: readonly string[]) => Promise<void>;

  constructor(answer: (texts: readonly string[]) => Promise<void> = () => Promise.resolve()) {
    this.#answer = answer;
  }

  async recordList(receipts: readonly CheckInput[]): Promise<ReceiptOutcome[]> {
    const texts = receipts.map(({ text }) => text);
    this.lists.push(texts);
    this.underway += 1;
    this.most = Math.max(this.most, this.underway);
    try {
      await this.#answer(texts);
    } finally {
      this.underway -= 1;
    }
    return receipts.map(outcomeOf);
  }
}

const texts = (count: number): string[] => Array.from({ length: count }, (_, at) => `receipt ${at}`);

const refusal = (code: 'TOO_MANY_FAILURES' | 'ACCESS_DENIED'): ClientError =>
  new ClientError('LEDGER_REFUSED', code, { refusal: { code, faults: [] } });

/** Lets everything go on that can. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const retry = { attempts: 3, pause: () => Promise.resolve() };

describe('the accumulator', () => {
  it('gives two hundred callers each the answer to its own receipt, out of a few lists', async () => {
    const recorder = new Recorder();
    const accumulator = new Accumulator(recorder, { maxReceipts: 60 });
    const answers = await Promise.all(texts(200).map((text) => accumulator.check({ text })));
    expect(answers.map(({ receiptId, index }) => [receiptId, index])).toEqual(
      texts(200).map((text) => [text, 0]),
    );
    expect(recorder.lists.map(({ length }) => length)).toEqual([60, 60, 60, 20]);
  });

  it('sends what waits when the time is over, and at once when it is closed', async () => {
    const recorder = new Recorder();
    await new Accumulator(recorder, { maxWait: 1 }).check({ text: 'alone' });
    const patient = new Accumulator(recorder, { maxWait: 3_600_000 });
    const pending = patient.check({ text: 'last' });
    await new Promise((resolve) => setImmediate(resolve));
    await patient.close();
    expect((await pending).receiptId).toBe('last');
    expect(recorder.lists).toEqual([['alone'], ['last']]);
    expect((await failureOf(() => patient.check({ text: 'late' }))).code).toBe('SESSION_CLOSED');
  });

  it('has no more lists on their way, and no more receipts waiting, than it may', async () => {
    const recorder = new Recorder(() => new Promise((resolve) => setTimeout(resolve, 5)));
    const accumulator = new Accumulator(recorder, {
      maxReceipts: 5,
      inFlight: 2,
      queueLimit: 10,
      maxWait: 1,
    });
    let most = 0;
    const answers = texts(100).map(async (text) => {
      const answer = accumulator.check({ text });
      most = Math.max(most, accumulator.waiting);
      return answer;
    });
    expect((await Promise.all(answers)).map(({ receiptId }) => receiptId)).toEqual(texts(100));
    expect([recorder.most, most <= 10]).toEqual([2, true]);
  });

  it('halves a list that is refused for one of its receipts: no other caller suffers', async () => {
    const recorder = new Recorder((list) =>
      list.includes('receipt 3') ? Promise.reject(refusal('TOO_MANY_FAILURES')) : Promise.resolve(),
    );
    const accumulator = new Accumulator(recorder, { retry });
    const settled = await Promise.allSettled(texts(8).map((text) => accumulator.check({ text })));
    expect(settled.map(({ status }) => status)).toEqual(
      texts(8).map((_, at) => (at === 3 ? 'rejected' : 'fulfilled')),
    );
  });

  it('does not halve what is refused to the caller, and sends again only what was not written', async () => {
    const denied = new Recorder(() => Promise.reject(refusal('ACCESS_DENIED')));
    const accumulator = new Accumulator(denied, { retry });
    await Promise.allSettled(texts(8).map((text) => accumulator.check({ text })));
    expect(denied.lists).toHaveLength(1);
    const unknown = new Recorder(() => Promise.reject(new ClientError('COMMIT_UNKNOWN')));
    expect((await failureOf(() => new Accumulator(unknown, { retry }).check({ text: 'x' }))).code).toBe(
      'COMMIT_UNKNOWN',
    );
    expect(unknown.lists).toHaveLength(1);
    let attempts = 0;
    const away = new Recorder(() => {
      attempts += 1;
      return attempts < 3 ? Promise.reject(new ClientError('LEDGER_UNREACHABLE')) : Promise.resolve();
    });
    expect((await new Accumulator(away, { retry }).check({ text: 'y' })).receiptId).toBe('y');
    expect(away.lists).toHaveLength(3);
  });

  it('lets a caller take its receipt back while it waits', async () => {
    const recorder = new Recorder();
    const accumulator = new Accumulator(recorder, { maxWait: 3_600_000 });
    const controller = new AbortController();
    const taken = failureOf(() => accumulator.check({ text: 'taken back' }, { signal: controller.signal }));
    const kept = accumulator.check({ text: 'kept' });
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    expect((await taken).code).toBe('ABORTED');
    await accumulator.close();
    expect((await kept).receiptId).toBe('kept');
    expect(recorder.lists).toEqual([['kept']]);
  });

  it('wakes those who wait for room though others before them gave up', async () => {
    let go: () => void = () => undefined;
    const first = new Promise<void>((resolve) => {
      go = resolve;
    });
    const recorder = new Recorder((list) => (list.includes('first') ? first : Promise.resolve()));
    const accumulator = new Accumulator(recorder, { maxReceipts: 1, inFlight: 1, queueLimit: 1 });
    const controller = new AbortController();
    const { signal } = controller;
    const kept = [accumulator.check({ text: 'first' })];
    await turn();
    kept.push(accumulator.check({ text: 'second' }));
    await turn();
    const gone = texts(3).map((text) => failureOf(() => accumulator.check({ text }, { signal })));
    await turn();
    kept.push(accumulator.check({ text: 'behind' }));
    await turn();
    controller.abort();
    expect((await Promise.all(gone)).map(({ code }) => code)).toEqual(['ABORTED', 'ABORTED', 'ABORTED']);
    go();
    expect((await Promise.all(kept)).map(({ receiptId }) => receiptId)).toEqual([
      'first',
      'second',
      'behind',
    ]);
    await accumulator.close();
    expect(recorder.lists).toEqual([['first'], ['second'], ['behind']]);
  });

  it('never lets more receipts wait than it may, however many callers come at once', async () => {
    let go: () => void = () => undefined;
    const first = new Promise<void>((resolve) => {
      go = resolve;
    });
    const recorder = new Recorder((list) => (list.includes('first') ? first : Promise.resolve()));
    const accumulator = new Accumulator(recorder, { maxReceipts: 1, inFlight: 1, queueLimit: 3 });
    const answers = [accumulator.check({ text: 'first' })];
    await turn();
    answers.push(...texts(50).map((text) => accumulator.check({ text })));
    await turn();
    expect(accumulator.waiting).toBe(3);
    go();
    expect((await Promise.all(answers)).map(({ receiptId }) => receiptId)).toEqual(['first', ...texts(50)]);
  });

  it('sends nothing for a caller who gives up at once', async () => {
    const recorder = new Recorder();
    const accumulator = new Accumulator(recorder, { maxWait: 3_600_000 });
    const controller = new AbortController();
    const given = failureOf(() => accumulator.check({ text: 'given up' }, { signal: controller.signal }));
    controller.abort();
    await accumulator.close();
    expect((await given).code).toBe('ABORTED');
    const before = failureOf(() =>
      new Accumulator(recorder).check({ text: 'x' }, { signal: controller.signal }),
    );
    expect((await before).code).toBe('ABORTED');
    expect(recorder.lists).toEqual([]);
  });

  it('refuses what is no receipt to its caller alone, and never sends it', async () => {
    const recorder = new Recorder();
    const accumulator = new Accumulator(recorder);
    const malformed = [
      undefined,
      null,
      'a text',
      {},
      { text: 10n },
      { text: 'x', meterId: 'no meter' },
      { text: 'x', evidence: [{ index: 10n }] },
    ] as unknown as CheckInput[];
    const good = accumulator.check({ text: 'before' });
    const refused = malformed.map((receipt) => failureOf(() => accumulator.check(receipt)));
    const after = accumulator.check({ text: 'after' });
    expect((await Promise.all(refused)).map(({ code }) => code)).toEqual(
      malformed.map(() => 'INPUT_INVALID'),
    );
    expect([(await good).receiptId, (await after).receiptId]).toEqual(['before', 'after']);
    await accumulator.close();
    expect(recorder.lists).toEqual([['before', 'after']]);
  });

  it('names every fault of a receipt', async () => {
    const receipt = { text: 1, meterId: 2, evidence: [3] } as unknown as CheckInput;
    const { faults } = await failureOf(() => new Accumulator(new Recorder()).check(receipt));
    expect(faults.map(({ path }) => path)).toEqual([
      'receipt.text',
      'receipt.meterId',
      'receipt.evidence[0]',
    ]);
  });

  it('sends a receipt as it was handed in, whatever its caller makes of it later', async () => {
    const recorder = new Recorder();
    const receipt = { text: 'as it was' };
    const answer = new Accumulator(recorder).check(receipt);
    receipt.text = 'changed';
    await answer;
    expect(recorder.lists).toEqual([['as it was']]);
  });

  it('answers every caller where a list cannot even be made', async () => {
    const unreadable = new WaitingCheck({
      get text(): string {
        throw new ClientError('INTERNAL');
      },
    });
    const checks = [new WaitingCheck({ text: 'good' }), unreadable];
    await new ListDelivery(new Recorder(), retry).deliver(checks);
    for (const { outcome } of checks) expect((await failureOf(() => outcome)).code).toBe('INTERNAL');
  });
});
