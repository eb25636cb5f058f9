// SPDX-License-Identifier: Apache-2.0
'use strict';

const { Contract } = require('fabric-contract-api');
const { peer } = require('@hyperledger/fabric-protos');

const VALUE = Buffer.alloc(100, 'x');

const TIME = '2026-06-01T00:00:00.000Z';

/** Keys of what a recorded check writes, and how many bytes stand under each: audit record, check by meter, by receipt. */
const recordsOf = (tx) => [
  [`noop/${tx}/record/${TIME}`, 276],
  [`noop/${tx}/check/ptb:bench.000001/${TIME}`, 439],
  [`noop/${tx}/seen/${'0'.repeat(64)}/${TIME}`, 135],
];

/** Bytes of event and answer of such a check. */
const [EVENT, ANSWER] = [Buffer.alloc(1174, 'x'), JSON.stringify('x'.repeat(435))];

/** Contracts that check nothing. */
class NoopContract extends Contract {
  constructor() {
    super('noop');
  }

  /** One write of 100 bytes under a key of its own: the least that a transaction can do. */
  async Put(ctx) {
    await ctx.stub.putState(`noop/${ctx.stub.getTxID()}`, VALUE);
    return '{}';
  }

  /** What a recorded check leaves behind, in one message as it does, and nothing else: no read, no signature. */
  async Record(ctx) {
    const { stub } = ctx;
    const batch = new peer.WriteBatchState();
    batch.setRecList(
      recordsOf(stub.getTxID()).map(([key, bytes]) => {
        const record = new peer.WriteRecord();
        record.setType(peer.WriteRecord.Type.PUT_STATE);
        record.setKey(key);
        record.setValue(Buffer.alloc(bytes, 'x'));
        return record;
      }),
    );
    const message = new peer.ChaincodeMessage();
    message.setType(peer.ChaincodeMessage.Type.WRITE_BATCH_STATE);
    message.setPayload(batch.serializeBinary());
    message.setTxid(stub.getTxID());
    message.setChannelId(stub.getChannelID());
    await stub.handler._askPeerAndListen(message, 'WRITE_BATCH_STATE');
    stub.setEvent('noop:Record', EVENT);
    return ANSWER;
  }
}

module.exports = { NoopContract };
