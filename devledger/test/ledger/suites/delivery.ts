// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';

import { status } from '@grpc/grpc-js';
import type * as grpc from '@grpc/grpc-js';
import { common, orderer, peer } from '@hyperledger/fabric-protos';

import type { TestClient } from '../../support/client.js';
import { credentialsOf } from '../../support/client.js';
import type { TestLedger } from '../../support/ledger.js';
import { keyOf, lowSignature, serializedIdentity } from '../../support/raw-calls.js';
import { blocksIn, codeOf, endorse } from '../../support/transactions.js';

type Stream = grpc.ClientDuplexStream<common.Envelope, peer.DeliverResponse>;

/** Delivery of blocks. Every answer to a wrong request is compared with Fabric's in `scenario/`. */
export function deliverySuite(ledger: TestLedger): void {
  let client: TestClient;
  let deliver: peer.DeliverClient;

  beforeAll(() => {
    client = ledger.client('ptb-society');
    const { address } = client.profile;
    deliver = new peer.DeliverClient(address, ...credentialsOf(client.profile));
  });

  afterAll(() => {
    deliver.close();
  });

  function request(first: number, last: number): common.Envelope {
    const { profile } = client;
    const info = new orderer.SeekInfo();
    info.setStart(at(first));
    info.setStop(at(last));
    const channelHeader = new common.ChannelHeader();
    channelHeader.setChannelId(profile.channel);
    const signatureHeader = new common.SignatureHeader();
    signatureHeader.setCreator(serializedIdentity(profile.mspId, profile.certificate));
    signatureHeader.setNonce(randomBytes(24));
    const header = new common.Header();
    header.setChannelHeader(withTimestamp(channelHeader));
    header.setSignatureHeader(signatureHeader.serializeBinary());
    const payload = new common.Payload();
    payload.setHeader(header);
    payload.setData(info.serializeBinary());
    const envelope = new common.Envelope();
    envelope.setPayload(payload.serializeBinary());
    envelope.setSignature(lowSignature(payload.serializeBinary(), keyOf(profile)));
    return envelope;
  }

  /** Reads until so many messages have come or the stream ends; the status it ended with, if any. */
  async function read(stream: Stream, count: number): Promise<[peer.DeliverResponse[], number?]> {
    const seen: peer.DeliverResponse[] = [];
    return await new Promise((resolve) => {
      stream.on('data', (message: peer.DeliverResponse) => {
        if (seen.push(message) === count) resolve([seen]);
      });
      stream.on('error', (error: grpc.ServiceError) => {
        resolve([seen, error.code]);
      });
    });
  }

  describe('delivery', () => {
    it('brings the blocks of the chain, then a status', async () => {
      await client.contract.submitTransaction('put', 'delivered', '1');
      const blocks = blocksIn(ledger.directory);
      const stream = deliver.deliver();
      stream.write(request(0, blocks.length - 1));
      const [seen] = await read(stream, blocks.length + 1);
      stream.cancel();
      expect(seen.slice(0, -1).map((message) => message.getBlock()?.toObject())).toEqual(
        blocks.map((block) => block.toObject()),
      );
      expect(seen.at(-1)?.getStatus()).toBe(common.Status.SUCCESS);
    });

    it('tells of transactions and events without what is in them', async () => {
      const next = blocksIn(ledger.directory).length;
      const transaction = await endorse(client, 'emit', 'told', 'a secret');
      const stream = deliver.deliverFiltered();
      stream.write(request(next, next));
      const [[[first]]] = await Promise.all([read(stream, 2), codeOf(transaction)]);
      stream.cancel();
      const filtered = first?.getFilteredBlock()?.toObject();
      expect(filtered).toMatchObject({
        channelId: 'nmichannel',
        number: next,
        filteredTransactionsList: [
          {
            txid: transaction.getTransactionId(),
            type: common.HeaderType.ENDORSER_TRANSACTION,
            txValidationCode: peer.TxValidationCode.VALID,
            transactionActions: {
              chaincodeActionsList: [{ chaincodeEvent: { eventName: 'told', payload: '' } }],
            },
          },
        ],
      });
    });

    it('goes on with the next request on the same stream', async () => {
      const stream = deliver.deliverFiltered();
      for (const number of [0, 1]) stream.write(request(number, number));
      const [seen] = await read(stream, 4);
      stream.cancel();
      expect(seen.map((message) => message.getFilteredBlock()?.getNumber())).toEqual([
        0,
        undefined,
        1,
        undefined,
      ]);
    });
  });

  describe('a stream that waits', () => {
    it('ends with the deadline of the caller', async () => {
      const stream = deliver.deliver({ deadline: Date.now() + 300 });
      const next = blocksIn(ledger.directory).length;
      stream.write(request(next, next));
      expect(await read(stream, 1)).toEqual([[], status.DEADLINE_EXCEEDED]);
    });
  });
}

/** A block by its number. */
function at(number: number): orderer.SeekPosition {
  const specified = new orderer.SeekSpecified();
  specified.setNumber(number);
  const position = new orderer.SeekPosition();
  position.setSpecified(specified);
  return position;
}

/** The header with the time of now: field 3, of which the first field is the seconds. */
function withTimestamp(header: common.ChannelHeader): Uint8Array {
  const seconds = [];
  for (let rest = Math.floor(Date.now() / 1000); rest > 0; rest = Math.floor(rest / 128)) {
    seconds.push((rest % 128) | (rest > 127 ? 0x80 : 0));
  }
  return Buffer.concat([header.serializeBinary(), Buffer.of(0x1a, seconds.length + 1, 0x08, ...seconds)]);
}
