// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

import { status } from '@grpc/grpc-js';
import { type GatewayError } from '@hyperledger/fabric-gateway';
import { peer } from '@hyperledger/fabric-protos';

import { type LedgerOptions, startLedger } from '../../dist/index.js';
import { text } from '../support/client.js';
import { deploymentWith } from '../support/deployments.js';
import { eventually, processRuns } from '../support/eventually.js';
import { DEPLOYMENT, ledgerForTests, START_TIMEOUT } from '../support/ledger.js';
import { rejectionOf } from '../support/temporary.js';
import { codeOf, endorse } from '../support/transactions.js';

const ledger = ledgerForTests({ executeTimeout: 2000 });

function inDirectory(...parts: string[]): string {
  return path.join(ledger.directory, ...parts);
}

function configuration(): { definition: unknown; organisations: { gatewayPort: number }[] } {
  return JSON.parse(readFileSync(inDirectory('config.json'), 'utf8')) as ReturnType<typeof configuration>;
}

function chaincodePids(): number[] {
  const processes = JSON.parse(readFileSync(inDirectory('chaincode.pids'), 'utf8')) as { pid: number }[];
  return processes.map(({ pid }) => pid);
}

async function get(key: string): Promise<string> {
  return text(await ledger.client('ptb-society').contract.evaluateTransaction('get', key));
}

async function put(key: string, value: string): Promise<void> {
  await ledger.client('ptb-endorser1').contract.submitTransaction('put', key, value);
}

/** Tries to start on the directory while it is stopped, with some options changed. */
async function startRefused(options: Partial<LedgerOptions>): Promise<unknown> {
  return await rejectionOf(startLedger({ directory: ledger.directory, deployment: DEPLOYMENT, ...options }));
}

describe('a data directory', () => {
  it('keeps keys and profiles from everybody but the owner', () => {
    for (const file of ['crypto/ptb/ca/key.pem', 'profiles/ptb-admin.json', 'blocks.bin', 'config.json']) {
      expect(statSync(inDirectory(file)).mode & 0o077).toBe(0);
    }
    for (const folder of ['.', 'crypto', 'crypto/ptb/users/admin', 'profiles', 'logs']) {
      expect(statSync(inDirectory(folder)).mode & 0o077).toBe(0);
    }
  });

  it('has a descriptor that names profiles while the ledger answers', () => {
    const descriptor = JSON.parse(readFileSync(inDirectory('ledger.json'), 'utf8')) as {
      readonly profiles: Readonly<Record<string, string>>;
    };
    expect(descriptor).toMatchObject({
      kind: 'embedded',
      name: 'ledger',
      channel: 'nmichannel',
      chaincode: 'fixture',
      demo: false,
      consensus: 'none',
    });
    const profiles = Object.entries(descriptor.profiles);
    expect(profiles).toHaveLength(10);
    for (const [name, file] of profiles) {
      expect(JSON.parse(readFileSync(inDirectory(file), 'utf8'))).toMatchObject({
        name,
        channel: 'nmichannel',
      });
    }
  });

  it('has one owner', async () => {
    expect(await startRefused({})).toMatchObject({
      code: 'DIRECTORY_IN_USE',
      message: expect.stringContaining(`process ${process.pid}`) as string,
    });
    expect(await get('nothing')).toBe('');
  });
});

describe('a chaincode process', () => {
  it(
    'that ends is started again, and the next call waits for it',
    async () => {
      const before = chaincodePids();
      const contract = ledger.client('ptb-society').contract;
      const error = (await rejectionOf(contract.evaluateTransaction('crash'))) as GatewayError;
      expect(error.code).toBe(status.ABORTED);
      expect(error.details[0]?.message).toMatch(
        /^error in simulation: failed to execute transaction \w{64}: error sending: chaincode stream terminated$/,
      );
      expect(await get('nothing')).toBe('');
      await eventually(() => chaincodePids().every((pid) => !before.includes(pid)));
    },
    START_TIMEOUT,
  );

  it('that takes too long is given up', async () => {
    const contract = ledger.client('ptb-society').contract;
    const error = (await rejectionOf(
      contract.evaluate('hang', { endorsingOrganizations: ['PTBMSP'] }),
    )) as GatewayError;
    expect(error.details[0]?.message).toMatch(
      /^error in simulation: failed to execute transaction \w{64}: error sending: timeout expired while executing transaction$/,
    );
    expect(await get('nothing')).toBe('');
  });
});

describe('after a restart', () => {
  it(
    'everything is there but a block that was being written when the machine failed',
    async () => {
      await put('kept', '1');
      await put('kept', '2');
      const { organisations } = configuration();
      await ledger.stop();
      expect(existsSync(inDirectory('ledger.json'))).toBe(false);
      const size = statSync(inDirectory('blocks.bin')).size;
      appendFileSync(inDirectory('blocks.bin'), Buffer.from('000010001234567890', 'hex'));
      await ledger.restart();
      expect(statSync(inDirectory('blocks.bin')).size).toBe(size);
      expect(configuration().organisations).toEqual(organisations);
      expect(await get('kept')).toBe('2');
      const history = await ledger.client('ptb-society').contract.evaluateTransaction('history', 'kept');
      expect(JSON.parse(text(history))).toMatchObject([{ value: '2' }, { value: '1' }]);
      await put('kept', '3');
      expect(await get('kept')).toBe('3');
    },
    START_TIMEOUT,
  );
});

describe('a start is refused', () => {
  let late: Uint8Array;

  beforeAll(async () => {
    late = (await endorse(ledger.client('ptb-endorser1'), 'put', 'late', '1')).getBytes();
    await ledger.stop();
  });

  it('with other options than the directory was made with', async () => {
    expect(await startRefused({ name: 'other', channel: 'other' })).toMatchObject({
      code: 'BAD_OPTION',
      message:
        'the ledger was made with name ledger, not other; the ledger was made with channel nmichannel, not other: ' +
        'start with a new directory, or without the option',
    });
  });

  it('with a deployment that has faults, all of them named', async () => {
    const file = inDirectory('bad.json');
    const deployment = deploymentWith(file, { name: 'a b', version: 7, environment: { A: 1 } });
    const error = (await startRefused({ deployment })) as Error;
    expect(error).toMatchObject({ code: 'BAD_DEPLOYMENT' });
    expect(error.message).toMatch(/"name" must .*; "version" must .*; "environment" must /);
    expect(await startRefused({ deployment: inDirectory('none.json') })).toMatchObject({
      code: 'BAD_DEPLOYMENT',
    });
    expect(
      await startRefused({ deployment: deploymentWith(file, { directory: ledger.directory }) }),
    ).toMatchObject({ code: 'BAD_DEPLOYMENT' });
    expect(await startRefused({ deployment: deploymentWith(file, { name: 'other' }) })).toMatchObject({
      code: 'BAD_DEPLOYMENT',
    });
  });

  it(
    'when a port is taken',
    async () => {
      const port = configuration().organisations[1]?.gatewayPort ?? 0;
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
      try {
        expect(await startRefused({})).toMatchObject({
          code: 'PORT_TAKEN',
          message: expect.stringContaining(`port ${port} cannot be used`) as string,
        });
      } finally {
        await new Promise((resolve) => other.close(resolve));
      }
    },
    START_TIMEOUT,
  );

  it(
    'but not with another version of the chaincode; older endorsements are void then',
    async () => {
      const deployment = deploymentWith(inDirectory('next.json'), {
        label: 'fixture_2.0.0',
        version: '2.0.0',
      });
      await ledger.restart({ deployment });
      expect(chaincodePids().filter(processRuns)).toHaveLength(2);
      expect(configuration().definition).toMatchObject({
        version: '2.0.0',
        label: 'fixture_2.0.0',
        sequence: 2,
      });
      expect(await get('kept')).toBe('3');
      const client = ledger.client('ptb-endorser1');
      const { MVCC_READ_CONFLICT, VALID } = peer.TxValidationCode;
      expect(await codeOf(client.gateway.newTransaction(late))).toBe(MVCC_READ_CONFLICT);
      expect(await codeOf(await endorse(client, 'put', 'late', '2'))).toBe(VALID);
    },
    START_TIMEOUT,
  );
});
