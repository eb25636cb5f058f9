// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { status } from '@grpc/grpc-js';
import { EndorseError, GatewayError } from '@hyperledger/fabric-gateway';

import { type TestClient, text } from '../../support/client.js';
import type { TestLedger } from '../../support/ledger.js';
import { rejectionOf } from '../../support/temporary.js';

/** What a chaincode can do, and what comes of it. */
export function transactionSuite(ledger: TestLedger): void {
  let ptb: TestClient;
  let inmetro: TestClient;

  beforeAll(() => {
    ptb = ledger.client('ptb-endorser1');
    inmetro = ledger.client('inmetro-society');
  });

  async function evaluate(client: TestClient, ...call: [string, ...string[]]): Promise<string> {
    return text(await client.contract.evaluateTransaction(...call));
  }

  async function json(client: TestClient, ...call: [string, ...string[]]): Promise<unknown> {
    return JSON.parse(await evaluate(client, ...call));
  }

  describe('state', () => {
    it('gives what was committed to both organisations', async () => {
      expect(text(await ptb.contract.submitTransaction('put', 'both', 'value'))).toBe('both');
      expect(await evaluate(ptb, 'get', 'both')).toBe('value');
      expect(await evaluate(inmetro, 'get', 'both')).toBe('value');
    });

    it('does not show a transaction its own writes', async () => {
      expect(text(await ptb.contract.submitTransaction('putThenGet', 'own', 'value'))).toBe('');
      expect(await evaluate(ptb, 'get', 'own')).toBe('value');
    });

    it('deletes, also by an empty value', async () => {
      for (const remove of [
        ['remove', 'gone'],
        ['put', 'gone', ''],
      ] as [string, ...string[]][]) {
        await ptb.contract.submitTransaction('put', 'gone', 'value');
        await ptb.contract.submitTransaction(...remove);
        expect(await evaluate(ptb, 'get', 'gone')).toBe('');
        expect(await json(ptb, 'range', 'gone', 'gone~')).toEqual([]);
      }
    });

    it('reads and writes several keys with one message each', async () => {
      await ptb.contract.submitTransaction('put', 'second', 'value');
      await ptb.contract.submitTransaction('writeTwo', 'first', 'value', 'DEL_STATE', 'second');
      expect(await json(inmetro, 'getTwo', 'first', 'second')).toEqual(['value', '']);
    });

    it('refuses a batch that holds an unknown write, and writes nothing of it', async () => {
      const call = ['writeTwo', 'never', 'value', 'UNDEFINED', 'other'] as const;
      const error = (await rejectionOf(ptb.contract.submitTransaction(...call))) as GatewayError;
      expect(error.details[0]?.message).toMatch(
        /^chaincode response 500, WRITE_BATCH_STATE failed: transaction ID: \w{64}: unknown operation type$/,
      );
      expect(await evaluate(ptb, 'get', 'never')).toBe('');
    });

    it('tells the history of a key, newest first', async () => {
      for (const value of ['1', '2']) await ptb.contract.submitTransaction('put', 'story', value);
      await ptb.contract.submitTransaction('remove', 'story');
      const changes = (await json(inmetro, 'history', 'story')) as {
        value: string;
        isDelete: boolean;
        txId: string;
      }[];
      expect(changes.map(({ value, isDelete }) => [value, isDelete])).toEqual([
        ['', true],
        ['2', false],
        ['1', false],
      ]);
      expect(new Set(changes.map(({ txId }) => txId)).size).toBe(3);
    });

    it('evaluates without writing', async () => {
      await evaluate(ptb, 'put', 'evaluated', 'value');
      expect(await evaluate(ptb, 'get', 'evaluated')).toBe('');
    });
  });

  describe('ranges', () => {
    beforeAll(async () => {
      await ptb.contract.submitTransaction('putMany', 'range/', '250');
      await ptb.contract.submitTransaction('putComposite', 'type', 'x', 'y');
    });

    it('come whole, in order, over several messages', async () => {
      const keys = (await json(ptb, 'range', 'range/', 'range/~')) as string[];
      expect(keys).toHaveLength(250);
      expect(keys).toEqual([...keys].sort());
      expect(await json(ptb, 'range', 'range/0010', 'range/0012')).toEqual(['range/0010', 'range/0011']);
    });

    it('of simple keys leave composite keys out, and the other way', async () => {
      const keys = (await json(ptb, 'range', '', '')) as string[];
      expect(keys.length).toBeGreaterThan(249);
      expect(keys.filter((key) => key.startsWith('\u0000'))).toEqual([]);
      expect(await json(ptb, 'listComposite', 'type')).toEqual([['x', 'y']]);
    });

    it('come in pages', async () => {
      const first = await json(ptb, 'page', 'range/', 'range/~', '150', '');
      expect(first).toMatchObject({ count: 150, bookmark: 'range/0150' });
      const second = await json(ptb, 'page', 'range/', 'range/~', '150', 'range/0150');
      expect(second).toMatchObject({ count: 100, bookmark: '' });
    });

    it('refuse pages and writes together, with the text of Fabric', async () => {
      const error = await rejectionOf(ptb.contract.submitTransaction('pageThenPut'));
      expect((error as EndorseError).details[0]?.message).toMatch(
        /^chaincode response 500, PUT_STATE failed: transaction ID: (\w{64}): txid \[\1\]: unsuppored transaction\. Transaction has already performed a paginated query\. Writes are not allowed$/,
      );
    });
  });

  describe('what reaches the chaincode', () => {
    it('is the caller, the channel and the environment of the deployment', async () => {
      expect(await json(inmetro, 'whoAmI')).toEqual({ mspId: 'InmetroMSP', channel: 'nmichannel' });
      expect(await evaluate(ptb, 'environment', 'FIXTURE_SETTING')).toBe('from the deployment');
      expect(await evaluate(ptb, 'environment', 'NODE_ENV')).toBe('');
    });

    it('is transient data, at both organisations and nowhere else', async () => {
      const secret = 'nobody-may-find-this';
      const length = await ptb.contract.submit('transient', {
        arguments: ['note'],
        transientData: { note: secret },
      });
      expect(text(length)).toBe(String(secret.length));
      expect(readFileSync(path.join(ledger.directory, 'blocks.bin')).includes(secret)).toBe(false);
      const evaluated = await ptb.contract.evaluate('transient', {
        arguments: ['note'],
        transientData: { note: 'ab' },
      });
      expect(text(evaluated)).toBe('2');
    });
  });

  describe('errors of the chaincode', () => {
    it('of an evaluation carry the status UNKNOWN, the text and the peer', async () => {
      const error = (await rejectionOf(
        ptb.contract.evaluateTransaction('fail', 'CODE: text'),
      )) as GatewayError;
      expect(error).toBeInstanceOf(GatewayError);
      expect(error.code).toBe(status.UNKNOWN);
      expect(error.cause.details).toBe(
        'evaluate call to endorser returned error: chaincode response 500, CODE: text',
      );
      expect(error.details).toEqual([
        { address: ptb.profile.address, mspId: 'PTBMSP', message: 'chaincode response 500, CODE: text' },
      ]);
    });

    it('of an endorsement carry the status ABORTED and name the first peer only', async () => {
      const error = (await rejectionOf(
        inmetro.contract.submitTransaction('fail', 'CODE: text'),
      )) as EndorseError;
      expect(error).toBeInstanceOf(EndorseError);
      expect(error.code).toBe(status.ABORTED);
      expect(error.cause.details).toBe('failed to endorse transaction, see attached details for more info');
      expect(error.details).toEqual([
        {
          address: inmetro.profile.address,
          mspId: 'InmetroMSP',
          message: 'chaincode response 500, CODE: text',
        },
      ]);
    });

    it('name every peer that was asked, when the caller named the organisations', async () => {
      const proposal = ptb.contract.submit('fail', {
        arguments: ['text'],
        endorsingOrganizations: ['PTBMSP', 'InmetroMSP'],
      });
      const error = (await rejectionOf(proposal)) as EndorseError;
      expect(error.code).toBe(status.ABORTED);
      expect(error.cause.details).toBe(
        'failed to collect enough transaction endorsements, see attached details for more info',
      );
      expect(error.details.map(({ mspId }) => mspId).sort()).toEqual(['InmetroMSP', 'PTBMSP']);
    });

    it('say when the answers of two peers differ', async () => {
      const error = (await rejectionOf(ptb.contract.submitTransaction('differ'))) as EndorseError;
      expect(error.code).toBe(status.ABORTED);
      expect(error.details).toEqual([
        {
          address: inmetro.profile.address,
          mspId: 'InmetroMSP',
          message: 'ProposalResponsePayloads do not match',
        },
      ]);
    });

    it.each([
      ['query', 'GET_QUERY_RESULT', 'ExecuteQuery not supported for leveldb'],
      ['privateData', 'GET_STATE', 'private data is not supported by the embedded ledger'],
      ['callOther', 'INVOKE_CHAINCODE', 'calling another chaincode is not supported by the embedded ledger'],
    ])('say what is not supported: %s', async (name, request, reason) => {
      const error = (await rejectionOf(ptb.contract.evaluateTransaction(name))) as GatewayError;
      expect(error.details[0]?.message).toMatch(
        new RegExp(`^chaincode response 500, ${request} failed: transaction ID: \\w{64}: ${reason}$`),
      );
    });
  });
}
