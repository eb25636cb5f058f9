// SPDX-License-Identifier: Apache-2.0
import { commitFailed, LedgerCalls, ClientError, type ClientErrorCode } from '@meterpki/client';
import type { ErrorCode } from '@meterpki/protocol';
import { failureOf } from '../support/failures';
import { ScriptedTransport, type Script } from '../support/scripted-transport';

const noPause = (): Promise<void> => Promise.resolve();

function callsOn(script: Script, attempts = 4): { calls: LedgerCalls; transport: ScriptedTransport } {
  const transport = new ScriptedTransport(script);
  return { transport, calls: new LedgerCalls(transport, { attempts, pause: noPause }) };
}

const conflict = (code: string): ClientError => commitFailed('0'.repeat(64), code);

describe('LedgerCalls', () => {
  it('sends contract:Transaction with one JSON argument, transient data apart', async () => {
    const { calls, transport } = callsOn(() => ({ answers: [] }));
    await calls.evaluate('registry', 'IsRegistered', { meterIds: ['ptb:1'] }, { receipts: '[]' });
    expect(transport.evaluated).toEqual([
      { name: 'registry:IsRegistered', argument: '{"meterIds":["ptb:1"]}', transient: { receipts: '[]' } },
    ]);
  });

  it('gives the result with transaction and block', async () => {
    const { calls } = callsOn(() => ({ importId: 'x', state: 'PENDING' }));
    const committed = await calls.submit('registry', 'ApproveImport', { importId: 'x', hash: 'y' });
    expect(committed).toEqual({
      result: { importId: 'x', state: 'PENDING' },
      transactionId: '1'.padStart(64, '0'),
      blockNumber: 1n,
    });
  });

  it.each(['MVCC_READ_CONFLICT', 'PHANTOM_READ_CONFLICT'])(
    'makes a transaction anew after %s',
    async (code) => {
      const { calls, transport } = callsOn((_call, attempt) => {
        if (attempt < 3) throw conflict(code);
        return {};
      });
      expect((await calls.submit('receipts', 'RecordChecks', {})).transactionId).toMatch(/3$/);
      expect(transport.submitted).toHaveLength(3);
    },
  );

  it('makes no further attempt once the signal fired', async () => {
    const control = new AbortController();
    const transport = new ScriptedTransport(() => {
      throw conflict('MVCC_READ_CONFLICT');
    });
    const pause = (): Promise<void> => {
      control.abort();
      return new Promise(() => undefined);
    };
    const calls = new LedgerCalls(transport, { pause });
    const { signal } = control;
    const failure = await failureOf(() =>
      calls.submit('receipts', 'RecordChecks', {}, undefined, { signal }),
    );
    expect([failure.code, transport.submitted.length]).toEqual(['ABORTED', 1]);
  });

  it('gives up after as many attempts as allowed', async () => {
    const { calls, transport } = callsOn(() => {
      throw conflict('MVCC_READ_CONFLICT');
    }, 3);
    expect((await failureOf(() => calls.submit('receipts', 'RecordChecks', {}))).code).toBe('COMMIT_FAILED');
    expect(transport.submitted).toHaveLength(3);
  });

  it.each<ClientErrorCode>([
    'COMMIT_UNKNOWN',
    'DEADLINE_EXCEEDED',
    'ENDORSEMENT_FAILED',
    'LEDGER_UNREACHABLE',
  ])('never repeats a transaction after %s', async (code) => {
    const { calls, transport } = callsOn(() => {
      throw new ClientError(code);
    });
    expect((await failureOf(() => calls.submit('receipts', 'RecordChecks', {}))).code).toBe(code);
    expect(transport.submitted).toHaveLength(1);
  });

  it('makes a transaction anew after peers endorsed different results', async () => {
    const { calls, transport } = callsOn((_call, attempt) => {
      if (attempt < 3) throw new ClientError('ENDORSEMENTS_DIFFER');
      return {};
    });
    expect((await calls.submit('receipts', 'RecordChecks', {})).transactionId).toMatch(/3$/);
    expect(transport.submitted).toHaveLength(3);
  });

  it('waits until peers are known again that another has to learn of', async () => {
    const pauses: number[] = [];
    const pause = (milliseconds: number): Promise<void> => {
      pauses.push(milliseconds);
      return Promise.resolve();
    };
    const transport = new ScriptedTransport((_call, attempt) => {
      if (attempt < 5) throw new ClientError('ENDORSERS_MISSING');
      return {};
    });
    const calls = new LedgerCalls(transport, { pause });
    expect((await calls.submit('receipts', 'RecordChecks', {})).transactionId).toMatch(/5$/);
    const waited = pauses.reduce((sum, each) => sum + each, 0);
    expect(waited).toBeGreaterThanOrEqual(5000);
    expect(waited).toBeLessThanOrEqual(11_000);
  });

  const refused = (code: ErrorCode): ClientError =>
    new ClientError('LEDGER_REFUSED', code, { refusal: { code, faults: [] } });

  it('believes a refusal when it is met twice: a peer may be a block behind', async () => {
    const { calls, transport } = callsOn(() => {
      throw refused('CHALLENGE_UNKNOWN');
    });
    expect((await failureOf(() => calls.submit('receipts', 'RecordChecks', {}))).code).toBe('LEDGER_REFUSED');
    expect(transport.submitted).toHaveLength(2);
    const behind = callsOn((_call, attempt) => {
      if (attempt < 2) throw refused('CHALLENGE_UNKNOWN');
      return {};
    });
    expect((await behind.calls.submit('receipts', 'RecordChecks', {})).transactionId).toMatch(/2$/);
  });

  it('believes a refusal of the argument at once', async () => {
    const { calls, transport } = callsOn(() => {
      throw refused('INVALID_ARGUMENT');
    });
    await failureOf(() => calls.submit('receipts', 'RecordChecks', {}));
    expect(transport.submitted).toHaveLength(1);
  });

  it('never repeats a transaction that broke the endorsement policy', async () => {
    const { calls, transport } = callsOn(() => {
      throw conflict('ENDORSEMENT_POLICY_FAILURE');
    });
    await failureOf(() => calls.submit('receipts', 'RecordChecks', {}));
    expect(transport.submitted).toHaveLength(1);
  });

  it.each(['', 'no JSON', '[]', '7', 'null'])('does not take %j for a result', async (answer) => {
    const { calls } = callsOn(() => answer);
    expect((await failureOf(() => calls.evaluate('governance', 'GetPolicy', {}))).code).toBe(
      'ANSWER_UNREADABLE',
    );
  });

  it('names the transaction whose committed answer it cannot read', async () => {
    const { calls } = callsOn(() => 'no JSON');
    const failure = await failureOf(() => calls.submit('receipts', 'RecordChecks', {}));
    expect(failure).toMatchObject({ code: 'ANSWER_UNREADABLE', transactionId: '1'.padStart(64, '0') });
  });
});
