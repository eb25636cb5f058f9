// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';

import { validationCodes } from '../blocks/block-format.js';
import { chaincodeAction, transactionActions } from '../blocks/endorser-transaction.js';
import { decode } from '../wire/decode.js';

/**
 * A block without the contents of its transactions: IDs, types, validation codes, and events without payload
 * (core/peer/deliverevents.go, toFilteredBlock). Envelopes that cannot be read are left out.
 *
 * @throws {@link DecodeError} where something inside an envelope cannot be read
 */
export function filteredBlock(block: common.Block): peer.FilteredBlock {
  const filtered = new peer.FilteredBlock();
  filtered.setNumber(block.getHeader()?.getNumber() ?? 0);
  const codes = validationCodes(block);
  for (const [index, bytes] of (block.getData()?.getDataList_asU8() ?? []).entries()) {
    const payload = payloadOf(bytes);
    const header = payload?.getHeader();
    if (payload === undefined || header === undefined) continue;
    const channelHeader = decode(common.ChannelHeader, 'ChannelHeader', header.getChannelHeader_asU8());
    filtered.setChannelId(channelHeader.getChannelId());
    filtered.addFilteredTransactions(filteredTransaction(channelHeader, payload, codes[index] ?? 0));
  }
  return filtered;
}

function payloadOf(envelope: Uint8Array): common.Payload | undefined {
  let bytes: Uint8Array;
  try {
    bytes = decode(common.Envelope, 'Envelope', envelope).getPayload_asU8();
  } catch {
    return undefined;
  }
  return decode(common.Payload, 'Payload', bytes);
}

function filteredTransaction(
  header: common.ChannelHeader,
  payload: common.Payload,
  code: number,
): peer.FilteredTransaction {
  const filtered = new peer.FilteredTransaction();
  filtered.setTxid(header.getTxId());
  filtered.setType(header.getType() as ReturnType<peer.FilteredTransaction['getType']>);
  filtered.setTxValidationCode(code as ReturnType<peer.FilteredTransaction['getTxValidationCode']>);
  if (header.getType() === common.HeaderType.ENDORSER_TRANSACTION) {
    filtered.setTransactionActions(filteredActions(payload.getData_asU8()));
  }
  return filtered;
}

function filteredActions(transaction: Uint8Array): peer.FilteredTransactionActions {
  const actions = new peer.FilteredTransactionActions();
  for (const { responsePayload } of transactionActions(transaction)) {
    const bytes = chaincodeAction(responsePayload).getEvents_asU8();
    const event = decode(peer.ChaincodeEvent, 'ChaincodeEvent', bytes);
    if (event.getChaincodeId() === '') continue;
    event.setPayload('');
    const action = new peer.FilteredChaincodeAction();
    action.setChaincodeEvent(event);
    actions.addChaincodeActions(action);
  }
  return actions;
}
