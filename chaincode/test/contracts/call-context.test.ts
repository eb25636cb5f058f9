// SPDX-License-Identifier: Apache-2.0
import '../support/quiet';
import { parseRefusal, transactionArguments } from '@meterpki/protocol';
import { refuseUnknownContracts } from '../../dist/startup/unknown-contract';
import { TestLedger } from '../support/ledger';
import { people } from '../support/people';
import { invoke } from '../support/shim';

const names = Object.entries(transactionArguments).flatMap(([contract, rows]) =>
  Object.keys(rows).map((name) => `${contract}:${name}`),
);

/** Status and message with which a process answers a call by anybody. */
async function answerTo(...args: (string | Uint8Array)[]): Promise<{ status: number; message: string }> {
  const { society } = await people();
  const { status, message } = await invoke(new TestLedger().simulate(society, args));
  return { status, message };
}

describe('a call as it crosses the wire', () => {
  it.each(names)('%s is refused with a code for any number of arguments but one', async (name) => {
    for (const args of [[], ['{}', '{}'], ['{}', '', ''], Array<string>(100).fill('{}')]) {
      const { status, message } = await answerTo(name, ...args);
      expect(status).toBe(500);
      expect(parseRefusal(message)).toMatchObject({
        code: 'INVALID_ARGUMENT',
        faults: [{ path: 'argument' }],
      });
    }
  });

  it.each(names)('%s is refused for an argument that is not UTF-8', async (name) => {
    const { message } = await answerTo(name, Buffer.from([0x7b, 0xff, 0x7d]));
    expect(parseRefusal(message)?.faults).toEqual([
      { path: 'argument', code: 'INVALID_ARGUMENT', text: 'must be UTF-8' },
    ]);
  });

  describe('of a contract that does not exist', () => {
    beforeAll(refuseUnknownContracts);

    it.each([
      ['a name', 'nobody:Anything'],
      ['a name that every object has', 'constructor:Anything'],
      ['a prototype', '__proto__:toString'],
      ['a receipt', 'OCMF|{"RD":[{"RV":1}]}|{"SD":"00"}:Anything'],
      ['bytes that are not UTF-8', Buffer.from([0xff, 0x3a, 0x61])],
    ])('is refused with a code, and without a word of it: %s', async (_what, name) => {
      for (const args of [[], ['{}'], ['{}', '{}']]) {
        const { status, message } = await answerTo(name, ...args);
        expect(status).toBe(500);
        expect(parseRefusal(message)).toEqual({
          code: 'TRANSACTION_UNKNOWN',
          faults: [
            {
              path: 'function',
              code: 'TRANSACTION_UNKNOWN',
              text: 'is of no contract here; there are governance, registry, receipts, org.hyperledger.fabric',
            },
          ],
        });
      }
    });

    it('and a call of one that exists is let through', async () => {
      expect((await answerTo('governance:GetPolicy', '{}')).status).toBe(200);
    });
  });

  it('is answered where it carries one argument', async () => {
    const { society } = await people();
    const { status, message, payload } = await invoke(
      new TestLedger().simulate(society, ['governance:GetPolicy', '{}']),
    );
    expect({ status, message }).toMatchObject({ status: 200 });
    expect(JSON.parse(Buffer.from(payload ?? []).toString('utf8'))).toMatchObject({
      policy: { revision: 0 },
    });
  });

  it.each([0, 1, 2])('is told that there is no such transaction, with %d arguments', async (count) => {
    for (const name of [
      'registry:DropEverything',
      'registry:',
      'registry:constructor',
      'registry:toString',
    ]) {
      const { message } = await answerTo(name, ...Array<string>(count).fill('{}'));
      expect(parseRefusal(message)?.code).toBe('TRANSACTION_UNKNOWN');
      expect(message).not.toContain('DropEverything');
    }
  });

  it('is refused without stopping the process where names and arguments are anything at all', async () => {
    const long = 'x'.repeat(100_000);
    for (const name of [
      '',
      ':',
      '::',
      '\u0000',
      long,
      `registry:${long}`,
      'nothing:GetPolicy',
      '__proto__:a',
    ]) {
      expect((await answerTo(name, '{}')).status).toBe(500);
    }
  });
});
