// SPDX-License-Identifier: Apache-2.0
import { status } from '@grpc/grpc-js';
import type { TransactionCall } from '@meterpki/client';
import { leafBytes, merkleRoot, toHex, writeLeaves, type CheckOutcome } from '@meterpki/protocol';
import { Meter } from '@meterpki/simulator';
import { answerOf } from '../support/answers';
import { makeCredentials, type Credentials } from '../support/certificates';
import { committing, jsonLines, runAgainst } from '../support/here';
import { meter, signReceipt } from '../support/receipts';
import { receiptsIn } from '../support/scripted-transport';
import { standing } from '../support/standings';
import { temporaryFile } from '../support/temporary';

const plain = signReceipt();
const marked = signReceipt(Meter.fromSeed('another', { serial: 'T-2' }));
const REFUSAL = 'INVALID_ARGUMENT: the argument is not usable';

/** Records lists without looking at their receipts; one that holds the marked receipt is refused. */
function record(call: TransactionCall): unknown {
  const receipts = receiptsIn(call);
  if (receipts.some(({ text }) => text === marked)) return new Error(REFUSAL);
  const outcome: CheckOutcome = { verdict: 'indeterminate', reason: 'unsupported', findings: [] };
  const outcomes = receipts.map(() => outcome);
  return {
    record: `record/of-${receipts.length}`,
    time: '2026-03-01T12:00:00.000Z',
    root: toHex(merkleRoot(outcomes.map(leafBytes))),
    leaves: writeLeaves(outcomes),
    remarks: outcomes.map(({ reason, findings }, index) => ({ index, reason, findings })),
  };
}

const linesOf = (...parts: (readonly [text: string, count: number])[]): string =>
  temporaryFile(parts.map(([text, count]) => `${text}\n`.repeat(count)).join(''));

let credentials: Credentials;
beforeAll(async () => {
  credentials = await makeCredentials();
});

describe('meterpki verify --record that fails half-way', () => {
  it('names what was recorded behind the failure, where it stood, and how it is not recorded twice', async () => {
    const file = linesOf([marked, 1], [plain, 4999]);
    const words = ['verify', file, '--record', '--json'];
    const { code, stdout, stderr } = await runAgainst(credentials, committing(record), ...words);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toContain(
      `recorded although the rest failed: without a result ${file}:2001 to ${file}:5000.`,
    );
    expect(stderr).toMatch(/^meterpki: LEDGER_REFUSED: .*Nothing of it was written/m);
    expect(stderr).toContain(
      '3000 receipts are on the ledger as 2 records without a result here: record/of-2000, record/of-1000',
    );
    expect(stderr).toMatch(/journal.*recorded twice/);
  });

  it('names what was recorded before the failure as well', async () => {
    const file = linesOf([plain, 2000], [marked, 1]);
    const words = ['verify', file, '--record', '--json'];
    const { code, stdout, stderr } = await runAgainst(credentials, committing(record), ...words);
    expect([code, jsonLines(stdout).length]).toEqual([4, 2000]);
    expect(stderr).toContain(`recorded although the rest failed: all up to ${file}:2000.`);
  });

  it('names the transactions behind the failure of which nothing is known', async () => {
    const file = linesOf([marked, 1], [plain, 2000]);
    const script = { endorse: record, submit: true, commitStatusFails: status.PERMISSION_DENIED } as const;
    const { code, stderr } = await runAgainst(credentials, script, 'verify', file, '--record');
    expect(code).toBe(4);
    expect(stderr).toMatch(/^Next: meterpki audit tx [0-9a-f]{64}$/m);
  });

  it('says nothing of records where there are none', async () => {
    const file = linesOf([marked, 1]);
    const { code, stderr } = await runAgainst(credentials, committing(record), 'verify', file, '--record');
    expect(code).toBe(4);
    expect(stderr).toMatch(/^meterpki: LEDGER_REFUSED: [^\n]*\n$/);
  });
});

describe('meterpki meter register that fails half-way', () => {
  const entries = Array.from({ length: 501 }, (_, index) => answerOf(meter, 'register', `ptb:${index}`));
  const file = temporaryFile(JSON.stringify(entries));
  const registering =
    (last: unknown) =>
    ({ argument }: TransactionCall): unknown => {
      const { meters } = JSON.parse(argument) as { meters: { meterId: string }[] };
      return meters.length === 1 ? last : { meters: meters.map(({ meterId }) => standing(meterId)) };
    };

  it('says that the rest is not on the ledger where the ledger refused it', async () => {
    const script = committing(registering(new Error(REFUSAL)));
    const { code, stderr } = await runAgainst(credentials, script, 'meter', 'register', file);
    expect(code).toBe(4);
    expect(stderr).toContain('500 of 501 are on the ledger; the rest is not.');
  });

  it('does not say so of a transaction that is there, or may be', async () => {
    const script = committing(registering('no JSON'));
    const { code, stderr } = await runAgainst(credentials, script, 'meter', 'register', file);
    expect(code).toBe(3);
    expect(stderr).toContain('500 of 501 are on the ledger; whether more of them are is not known.');
    expect(stderr).toMatch(/^Next: meterpki audit tx [0-9a-f]{64}$/m);
  });
});
