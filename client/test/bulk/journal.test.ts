// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, readFileSync } from 'node:fs';
import {
  ClientError,
  Journal,
  runBulk,
  settleOpen,
  type Committed,
  type FoundTransaction,
} from '@meterpki/client';
import { failureOf } from '../support/failures';
import { nearlyFull } from '../support/short-writes';
import { temporaryFile, temporaryPath } from '../support/temporary';

const digest = (text: string): string => Buffer.from(text.padEnd(32, '-')).toString('hex');
const [ONE, TWO, THREE] = ['one', 'two', 'three'].map(digest) as [string, string, string];

/** What a journal says after it was opened anew. */
function reopened(file: string): { done: boolean[]; open: string[] } {
  const journal = new Journal(file);
  const done = [ONE, TWO, THREE].map((item) => journal.isDone(item));
  const open = journal.open.map(({ transactionId }) => transactionId);
  journal.close();
  return { done, open };
}

describe('a journal', () => {
  it('knows after a crash what is on the ledger, what is not, and what is open', () => {
    const file = temporaryPath('plain.journal');
    const journal = new Journal(file);
    journal.sending(digest('a'), [ONE]);
    journal.committed(digest('a'));
    journal.sending(digest('b'), [TWO]);
    journal.failed(digest('b'));
    journal.sending(digest('c'), [THREE]);
    expect(reopened(file)).toEqual({ done: [true, false, false], open: [digest('c')] });
    journal.close();
  });

  it('passes over the half of a line that a crash left, and writes on behind the last whole one', () => {
    const file = temporaryPath('torn.journal');
    const journal = new Journal(file);
    journal.sending(digest('a'), [ONE]);
    journal.close();
    const whole = readFileSync(file, 'utf8');
    appendFileSync(file, '{"schema":1,"committed":"61');
    const again = new Journal(file);
    again.committed(digest('a'));
    again.close();
    expect(reopened(file)).toEqual({ done: [true, false, false], open: [] });
    expect(readFileSync(file, 'utf8').startsWith(whole)).toBe(true);
  });

  it('does not forget what it noted on a disk that is full, and notes only whole lines', async () => {
    const file = temporaryPath('full-disk.journal');
    const journal = new Journal(file);
    journal.sending(digest('a'), [ONE]);
    const whole = readFileSync(file, 'utf8');
    nearlyFull(20);
    const failure = await failureOf(() => {
      journal.sending(digest('b'), [TWO]);
    });
    expect([failure.code, failure.message]).toEqual(['INPUT_INVALID', expect.stringContaining('ENOSPC')]);
    expect(readFileSync(file, 'utf8')).toBe(whole);
    jest.restoreAllMocks();
    journal.committed(digest('a'));
    journal.close();
    expect(reopened(file)).toEqual({ done: [true, false, false], open: [] });
  });

  it('refuses a file that is none, and says where', async () => {
    const failure = await failureOf(() => new Journal(temporaryFile('{"schema":1}\n')));
    expect([failure.code, failure.faults[0]?.path]).toEqual(['INPUT_INVALID', expect.stringMatching(/:1$/)]);
    expect((await failureOf(() => new Journal(temporaryPath('.')))).code).toBe('INPUT_INVALID');
  });

  it.each(['a letter without a line end', '[{"schema":1}]', '{"schema":1,"journal":"'])(
    'refuses a file that no journal begins like, and leaves it as it is: %s',
    async (content) => {
      const file = temporaryFile(content);
      const failure = await failureOf(() => new Journal(file));
      expect([failure.code, failure.faults[0]?.text]).toEqual(['INPUT_INVALID', 'is no journal']);
      expect(readFileSync(file, 'utf8')).toBe(content);
    },
  );

  it('begins anew where a crash left less than one line, however little', () => {
    const begun = temporaryPath('begun.journal');
    const journal = new Journal(begun);
    journal.failed(digest('a'));
    journal.close();
    const line = readFileSync(begun, 'utf8');
    for (const length of [0, 1, 14, 40, line.length - 1]) {
      const file = temporaryFile(line.slice(0, length));
      expect(reopened(file)).toEqual({ done: [false, false, false], open: [] });
      expect(readFileSync(file, 'utf8')).toBe('');
    }
  });

  it('finds out what became of open transactions', async () => {
    const file = temporaryPath('open.journal');
    const journal = new Journal(file);
    const items = { a: ONE, b: TWO, c: THREE };
    for (const [name, item] of Object.entries(items)) journal.sending(digest(name), [item]);
    const of = (valid: boolean): FoundTransaction => ({ valid }) as FoundTransaction;
    const known = new Map([
      [digest('a'), of(true)],
      [digest('b'), of(false)],
    ]);
    await settleOpen(journal, (id) => Promise.resolve(known.get(id)), {}, 0);
    journal.close();
    expect(reopened(file)).toEqual({ done: [true, false, false], open: [] });
  });
});

describe('runBulk', () => {
  const committed = (name: string): Committed<string> => ({
    result: name,
    transactionId: digest(name),
    blockNumber: 1n,
  });

  const batches = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name, items: [name] }));

  it('tells of batches in order, and never has more on their way than asked for', async () => {
    let [underway, most] = [0, 0];
    const told: string[] = [];
    const run = runBulk<string, (typeof batches)[number], string>(
      batches,
      async ({ name }) => {
        most = Math.max(most, (underway += 1));
        await new Promise((resolve) => setTimeout(resolve, name === 'a' ? 30 : 5));
        underway -= 1;
        return committed(name);
      },
      { inFlight: 3 },
    );
    for await (const { batch } of run) told.push(batch.name);
    expect([told.join(''), most]).toEqual(['abcdef', 3]);
  });

  it('sends nothing after a failure, and leaves in the journal what is not known', async () => {
    const file = temporaryPath('failing.journal');
    const journal = new Journal(file);
    const sent: string[] = [];
    const failWith: Record<string, ClientError> = {
      b: new ClientError('LEDGER_REFUSED'),
      c: new ClientError('COMMIT_UNKNOWN'),
    };
    const run = runBulk<string, (typeof batches)[number], string>(
      batches,
      ({ name }, control) => {
        sent.push(name);
        control.onSending?.(digest(name));
        const failure = failWith[name];
        return failure === undefined ? Promise.resolve(committed(name)) : Promise.reject(failure);
      },
      { journal, digestOf: digest, inFlight: 3 },
    );
    const told: string[] = [];
    const failure = await failureOf(async () => {
      for await (const { batch } of run) told.push(batch.name);
    });
    expect([failure.code, told, sent]).toEqual(['LEDGER_REFUSED', ['a'], ['a', 'b', 'c']]);
    expect(journal.open.map(({ transactionId }) => transactionId)).toEqual([digest('c')]);
    expect(['a', 'b', 'c'].map((name) => journal.isDone(digest(name)))).toEqual([true, false, false]);
    journal.close();
  });

  it('never calls a transaction failed that is on the ledger, although the journal cannot be written any more', async () => {
    const file = temporaryPath('full.journal');
    const journal = new Journal(file);
    const run = runBulk<string, (typeof batches)[number], string>(
      batches.slice(0, 1),
      ({ name }, control) => {
        control.onSending?.(digest(name));
        return Promise.resolve(committed(name));
      },
      { journal, digestOf: digest },
    );
    jest.spyOn(journal, 'committed').mockImplementation(() => {
      throw new ClientError('INPUT_INVALID');
    });
    expect((await failureOf(() => run.next())).code).toBe('INPUT_INVALID');
    expect(journal.open.map(({ transactionId }) => transactionId)).toEqual([digest('a')]);
    journal.close();
  });

  it('ends with ABORTED on the signal, after what was on its way', async () => {
    const calling = new AbortController();
    const told: string[] = [];
    const run = runBulk<string, (typeof batches)[number], string>(
      batches,
      ({ name }) => {
        if (name === 'b') calling.abort();
        return Promise.resolve(committed(name));
      },
      { inFlight: 1, signal: calling.signal },
    );
    const failure = await failureOf(async () => {
      for await (const { batch } of run) told.push(batch.name);
    });
    expect([failure.code, told]).toEqual(['ABORTED', ['a', 'b']]);
  });
});
