// SPDX-License-Identifier: Apache-2.0
import { createHash, verify, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Transaction } from '@hyperledger/fabric-gateway';
import { common, msp, peer } from '@hyperledger/fabric-protos';

import { headerBytes, headerHash, validationCodes } from '../../../dist/blocks/block-format.js';
import { type TestClient, text } from '../../support/client.js';
import type { TestLedger } from '../../support/ledger.js';
import { blocksIn, codeOf, endorse } from '../../support/transactions.js';

const { TxValidationCode: Code } = peer;

/** What is committed, and the blocks that hold it. */
export function commitSuite(ledger: TestLedger): void {
  let client: TestClient;

  beforeAll(() => {
    client = ledger.client('ptb-endorser1');
  });

  async function endorsed(name: string, ...args: string[]): Promise<Transaction> {
    return await endorse(client, name, ...args);
  }

  function blocks(): readonly common.Block[] {
    return blocksIn(ledger.directory);
  }

  describe('conflicts', () => {
    it('let one of two changes of the same key win', async () => {
      const [first, second] = await Promise.all([
        endorsed('increment', 'counter'),
        endorsed('increment', 'counter'),
      ]);
      const codes = await Promise.all([codeOf(first), codeOf(second)]);
      expect(codes.sort((a, b) => a - b)).toEqual([Code.VALID, Code.MVCC_READ_CONFLICT]);
      expect(text(await client.contract.evaluateTransaction('get', 'counter'))).toBe('1');
    });

    it('are found over blocks, too', async () => {
      const late = await endorsed('increment', 'later');
      expect(await codeOf(await endorsed('increment', 'later'))).toBe(Code.VALID);
      expect(await codeOf(late)).toBe(Code.MVCC_READ_CONFLICT);
    });

    it.each([[3], [120]])('include new keys in a range of %d', async (size) => {
      const prefix = `phantom${size}/`;
      await client.contract.submitTransaction('putMany', prefix, String(size));
      const count = await endorsed('countRange', prefix, `${prefix}~`, `count${size}`);
      const unharmed = await endorsed('countRange', prefix, `${prefix}0001`, `part${size}`);
      await client.contract.submitTransaction('put', `${prefix}0002x`, 'new');
      expect(await codeOf(count)).toBe(Code.PHANTOM_READ_CONFLICT);
      expect(await codeOf(unharmed)).toBe(Code.VALID);
      expect(await codeOf(await endorsed('countRange', prefix, `${prefix}~`, `count${size}`))).toBe(
        Code.VALID,
      );
    });

    it('include changed and removed keys in a range', async () => {
      await client.contract.submitTransaction('putMany', 'changing/', '3');
      for (const change of [
        ['put', 'changing/0001', 'new'],
        ['remove', 'changing/0002'],
      ] as [string, ...string[]][]) {
        const count = await endorsed('countRange', 'changing/', 'changing/~', 'changed');
        await client.contract.submitTransaction(...change);
        expect(await codeOf(count)).toBe(Code.PHANTOM_READ_CONFLICT);
      }
    });
  });

  describe('blocks', () => {
    it('hold many transactions when many come at once', async () => {
      const keys = Array.from({ length: 100 }, (_, index) => `batch${index}`);
      const ready = await Promise.all(keys.map(async (key) => await endorsed('put', key, key)));
      const before = blocks().length;
      await Promise.all(ready.map(codeOf));
      const after = blocks();
      expect(after.length - before).toBeLessThan(50);
      const added = after.slice(before).flatMap((block) => [...validationCodes(block)]);
      expect(added).toHaveLength(100);
      expect(new Set(added)).toEqual(new Set([Code.VALID]));
    });

    it('are chained, and signed by the orderer', () => {
      const authority = new X509Certificate(
        readFileSync(path.join(ledger.directory, 'crypto/orderer/ca/cert.pem')),
      );
      let previousHash = Buffer.alloc(0);
      for (const [number, block] of blocks().entries()) {
        const header = headerOf(block);
        expect(header.getNumber()).toBe(number);
        expect(Buffer.from(header.getPreviousHash_asU8())).toEqual(previousHash);
        const data = Buffer.concat(block.getData()?.getDataList_asU8() ?? []);
        expect(Buffer.from(header.getDataHash_asU8())).toEqual(createHash('sha256').update(data).digest());
        if (number > 0) expectOrdererSignature(block, authority);
        previousHash = Buffer.from(headerHash(header));
      }
    });

    it('begin with the configuration of the channel', () => {
      const [genesis] = blocks();
      const envelope = common.Envelope.deserializeBinary(
        genesis?.getData()?.getDataList_asU8()[0] ?? Buffer.of(),
      );
      const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
      const header = common.ChannelHeader.deserializeBinary(
        payload.getHeader()?.getChannelHeader_asU8() ?? Buffer.of(),
      );
      expect(header.getType()).toBe(common.HeaderType.CONFIG);
      expect(header.getChannelId()).toBe('nmichannel');
      const config = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig();
      const application = config?.getChannelGroup()?.getGroupsMap().get('Application');
      expect(application?.getGroupsMap().keys().next().value).toBe('InmetroMSP');
      expect(application?.getGroupsMap().getLength()).toBe(2);
    });
  });

  function headerOf(block: common.Block): common.BlockHeader {
    const header = block.getHeader();
    if (header === undefined) throw new Error('a block without header');
    return header;
  }

  /** Metadata, signature header and block header are signed by a certificate of the orderer's authority. */
  function expectOrdererSignature(block: common.Block, authority: X509Certificate): void {
    const entry = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.SIGNATURES];
    const metadata = common.Metadata.deserializeBinary(entry ?? Buffer.of());
    const [signature] = metadata.getSignaturesList();
    if (signature === undefined) throw new Error('a block without signature');
    const signatureHeader = signature.getSignatureHeader_asU8();
    const creator = common.SignatureHeader.deserializeBinary(signatureHeader).getCreator_asU8();
    const certificate = new X509Certificate(
      msp.SerializedIdentity.deserializeBinary(creator).getIdBytes_asU8(),
    );
    expect(certificate.verify(authority.publicKey)).toBe(true);
    const signed = Buffer.concat([metadata.getValue_asU8(), signatureHeader, headerBytes(headerOf(block))]);
    expect(verify('sha256', signed, certificate.publicKey, signature.getSignature_asU8())).toBe(true);
  }
}
