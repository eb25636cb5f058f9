// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';

import { headerHash } from '../../../dist/blocks/block-format.js';
import type { TestClient } from '../../support/client.js';
import type { TestLedger } from '../../support/ledger.js';
import { rejectionOf } from '../../support/temporary.js';
import { blocksIn, codeOf, endorse } from '../../support/transactions.js';

/** Queries of the system chaincode. Faults are compared with Fabric's in `scenario/`. */
export function querySuite(ledger: TestLedger): void {
  let client: TestClient;

  beforeAll(() => {
    client = ledger.client('inmetro-society');
  });

  async function query(name: string, ...args: (string | Uint8Array)[]): Promise<Uint8Array> {
    const qscc = client.network.getContract('qscc');
    return await qscc.evaluate(name, { arguments: ['nmichannel', ...args] });
  }

  describe('qscc', () => {
    it('tells how high the chain is, and its last hash', async () => {
      const blocks = blocksIn(ledger.directory);
      const info = common.BlockchainInfo.deserializeBinary(await query('GetChainInfo'));
      expect(info.getHeight()).toBe(blocks.length);
      const hash = headerHash(blocks.at(-1)?.getHeader() ?? new common.BlockHeader());
      expect(Buffer.from(info.getCurrentblockhash_asU8())).toEqual(Buffer.from(hash));
    });

    it('finds a block by number, hash and transaction', async () => {
      const transaction = await endorse(client, 'put', 'queried', '1');
      await codeOf(transaction);
      const block = blocksIn(ledger.directory).at(-1) ?? new common.Block();
      const header = block.getHeader() ?? new common.BlockHeader();
      for (const found of [
        await query('GetBlockByNumber', String(header.getNumber())),
        await query('GetBlockByHash', headerHash(header)),
        await query('GetBlockByTxID', transaction.getTransactionId()),
      ]) {
        expect(Buffer.from(found)).toEqual(Buffer.from(block.serializeBinary()));
      }
    });

    it('finds a transaction with its validation code', async () => {
      const late = await endorse(client, 'increment', 'queried counter');
      await client.contract.submitTransaction('increment', 'queried counter');
      expect(await codeOf(late)).toBe(peer.TxValidationCode.MVCC_READ_CONFLICT);
      const found = peer.ProcessedTransaction.deserializeBinary(
        await query('GetTransactionByID', late.getTransactionId()),
      );
      expect(found.getValidationcode()).toBe(peer.TxValidationCode.MVCC_READ_CONFLICT);
      expect(found.getTransactionenvelope()?.getPayload_asU8().length).toBeGreaterThan(0);
    });

    it('is not endorsed, since it has no policy', async () => {
      const qscc = client.network.getContract('qscc');
      const error = await rejectionOf(
        qscc.newProposal('GetChainInfo', { arguments: ['nmichannel'] }).endorse(),
      );
      expect(String(error)).toContain('No metadata was found for chaincode qscc');
    });
  });
}
