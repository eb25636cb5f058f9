// SPDX-License-Identifier: Apache-2.0
import { digest } from '../../support/answers';
import { makeCredentials, type Credentials } from '../../support/certificates';
import { jsonLines, runAgainst } from '../../support/here';
import { emptyBlock, processedTransaction } from '../../support/processed';
import type { GatewayScript } from '../../support/scripted-gateway';

const id = digest('a');
const MVCC_READ_CONFLICT = 11;

/** A peer that has the transaction in block 12. */
const peerWith = (code: number): GatewayScript => ({
  evaluate: ({ name }) =>
    name === 'GetTransactionByID'
      ? processedTransaction('registry:RegisterMeters', 'PTBMSP', 1_772_366_400, code)
      : emptyBlock(12),
});

let credentials: Credentials;
beforeAll(async () => {
  credentials = await makeCredentials();
});

describe('meterpki audit tx', () => {
  it('says that a transaction counts, what it called, and who submitted it: exit 0', async () => {
    const { code, stdout } = await runAgainst(credentials, peerWith(0), 'audit', 'tx', id);
    expect(code).toBe(0);
    for (const text of [
      `${id}  COMMITTED (VALID)`,
      '12',
      'registry:RegisterMeters',
      'PTBMSP',
      '2026-03-01T12:00:00',
    ])
      expect(stdout).toContain(text);
  });

  it('says that one does not count, and why: exit 1', async () => {
    const { code, stdout } = await runAgainst(
      credentials,
      peerWith(MVCC_READ_CONFLICT),
      ...['audit', 'tx', id.toUpperCase(), '--json'],
    );
    expect(code).toBe(1);
    expect(jsonLines(stdout)).toMatchObject([
      { transactionId: id, found: true, valid: false, validationCode: 'MVCC_READ_CONFLICT', blockNumber: 12 },
    ]);
  });

  it('says that no block holds one: exit 2', async () => {
    const refuse = `Failed to get transaction with id ${id}, error no such transaction ID [${id}] in index`;
    const { code, stdout, stderr } = await runAgainst(credentials, { refuse }, 'audit', 'tx', id);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('No block holds transaction');
  });

  it('passes on an answer that it cannot read: exit 3', async () => {
    const { code, stderr } = await runAgainst(credentials, { evaluate: '\u0001\u0002' }, 'audit', 'tx', id);
    expect(code).toBe(3);
    expect(stderr).toContain('ANSWER_UNREADABLE');
  });
});
