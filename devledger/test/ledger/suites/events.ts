// SPDX-License-Identifier: Apache-2.0
import { status } from '@grpc/grpc-js';
import {
  type ChaincodeEvent,
  type CloseableAsyncIterable,
  type Transaction,
} from '@hyperledger/fabric-gateway';
import { gateway, orderer, peer } from '@hyperledger/fabric-protos';

import { type TestClient, text } from '../../support/client.js';
import type { TestLedger } from '../../support/ledger.js';
import { keyOf, lowSignature, RawGateway, serializedIdentity } from '../../support/raw-calls.js';
import {
  commitStatusRequest,
  endorse,
  envelopeOf,
  setEndorsements,
  withAction,
} from '../../support/transactions.js';

const { TxValidationCode: Code } = peer;

/** The stream of chaincode events. */
export function eventSuite(ledger: TestLedger): void {
  let client: TestClient;
  let raw: RawGateway;

  beforeAll(() => {
    client = ledger.client('ptb-endorser1');
    raw = new RawGateway(client.profile);
  });

  afterAll(() => {
    raw.close();
  });

  async function endorsed(name: string, ...args: string[]): Promise<Transaction> {
    return await endorse(client, name, ...args);
  }

  describe('events', () => {
    async function take(
      events: CloseableAsyncIterable<ChaincodeEvent>,
      count: number,
    ): Promise<ChaincodeEvent[]> {
      const taken: ChaincodeEvent[] = [];
      try {
        for await (const event of events) if (taken.push(event) === count) break;
      } finally {
        events.close();
      }
      return taken;
    }

    async function emit(name: string): Promise<{ transactionId: string; block: bigint }> {
      const transaction = await endorsed('emit', name, `payload of ${name}`);
      const committed = await (await transaction.submit()).getStatus();
      return { transactionId: transaction.getTransactionId(), block: committed.blockNumber };
    }

    it('are replayed from a block on, then come live', async () => {
      const first = await emit('first');
      await emit('second');
      const events = await client.network.getChaincodeEvents('fixture', { startBlock: first.block });
      const taken = take(events, 3);
      await emit('third');
      expect((await taken).map(({ eventName, payload }) => [eventName, text(payload)])).toEqual([
        ['first', 'payload of first'],
        ['second', 'payload of second'],
        ['third', 'payload of third'],
      ]);
    });

    it('are replayed after a transaction', async () => {
      const { transactionId, block } = await emit('before');
      await emit('after');
      const checkpoint = { getBlockNumber: () => block, getTransactionId: () => transactionId };
      const events = await client.network.getChaincodeEvents('fixture', { checkpoint });
      expect((await take(events, 1)).map(({ eventName }) => eventName)).toEqual(['after']);
    });

    it('of invalid transactions do not come', async () => {
      const { block } = await emit('start');
      const transaction = await endorsed('emit', 'invalid', 'x');
      const envelope = withAction(client.profile, envelopeOf(client.profile, transaction), (action) => {
        setEndorsements(action, () => []);
      });
      expect(await raw.submit(envelope, 'nmichannel')).toBeInstanceOf(gateway.SubmitResponse);
      const answer = await raw.commitStatus(
        commitStatusRequest(client.profile, transaction.getTransactionId()),
      );
      expect((answer as gateway.CommitStatusResponse).getResult()).toBe(Code.ENDORSEMENT_POLICY_FAILURE);
      await emit('end');
      const events = await client.network.getChaincodeEvents('fixture', { startBlock: block });
      expect((await take(events, 2)).map(({ eventName }) => eventName)).toEqual(['start', 'end']);
    });

    it('are for readers, from a position that Fabric knows', async () => {
      const { mspId, certificate } = client.profile;
      const request = new gateway.ChaincodeEventsRequest();
      request.setChannelId('nmichannel');
      request.setChaincodeId('fixture');
      request.setIdentity(serializedIdentity(mspId, certificate));
      const position = new orderer.SeekPosition();
      position.setOldest(new orderer.SeekOldest());
      request.setStartPosition(position);
      const signed = new gateway.SignedChaincodeEventsRequest();
      signed.setRequest(request.serializeBinary());
      expect(await raw.eventsRefusal(signed)).toMatchObject({ code: status.PERMISSION_DENIED });
      signed.setSignature(lowSignature(request.serializeBinary(), keyOf(client.profile)));
      expect(await raw.eventsRefusal(signed)).toMatchObject({
        code: status.INVALID_ARGUMENT,
        details: 'invalid start position type: *orderer.SeekPosition_Oldest',
      });
    });
  });
}
