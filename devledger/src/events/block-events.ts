// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';

import { validationCodes } from '../blocks/block-format.js';
import { channelHeaderOf, committedTransaction } from '../blocks/endorser-transaction.js';
import { decode } from '../wire/decode.js';

/**
 * The events of a block's valid transactions, in the order of the block (internal/pkg/gateway/event).
 *
 * @param block - a block of the chain; block 0 has no events
 */
export function chaincodeEventsOf(block: common.Block): readonly peer.ChaincodeEvent[] {
  const codes = validationCodes(block);
  const data = block.getData()?.getDataList_asU8() ?? [];
  return data
    .filter((envelope, index) => codes[index] === peer.TxValidationCode.VALID && isTransaction(envelope))
    .map((envelope) => decode(peer.ChaincodeEvent, 'ChaincodeEvent', eventBytes(envelope)))
    .filter(
      (event) => event.getChaincodeId() !== '' && event.getEventName() !== '' && event.getTxId() !== '',
    );
}

function isTransaction(envelope: Uint8Array): boolean {
  return channelHeaderOf(envelope)?.getType() === common.HeaderType.ENDORSER_TRANSACTION;
}

function eventBytes(envelope: Uint8Array): Uint8Array {
  return committedTransaction(envelope).action.getEvents_asU8();
}
