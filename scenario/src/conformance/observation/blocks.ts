// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { common, type peer } from '@hyperledger/fabric-protos';
import type { Observation } from './observation';
import { codeName, typeName } from './validation-code';

/** The transactions of a filtered block: type, code, and the names of events, which carry no payload there. */
export const filteredBlockSeen = (block: peer.FilteredBlock): Observation => ({
  channel: block.getChannelId(),
  transactions: block.getFilteredTransactionsList().map((transaction) => ({
    transactionId: transaction.getTxid(),
    type: typeName(transaction.getType()),
    code: codeName(transaction.getTxValidationCode()),
    events: (transaction.getTransactionActions()?.getChaincodeActionsList() ?? []).map((action) => {
      const event = action.getChaincodeEvent();
      return {
        chaincode: event?.getChaincodeId() ?? null,
        name: event?.getEventName() ?? null,
        payloadBytes: event?.getPayload_asU8().length ?? null,
      };
    }),
  })),
});

/** What became of the transactions of a block, by their place in it. */
export function fatesSeen(block: common.Block): Observation {
  const data = block.getData()?.getDataList_asU8() ?? [];
  const codes = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER];
  return data.map((envelope, index) => ({ ...headerSeen(envelope), code: codeName(codes?.[index] ?? -1) }));
}

/** Transaction ID and type of an envelope in a block, which may be anything. */
function headerSeen(envelope: Uint8Array): Record<string, Observation> {
  try {
    const payload = common.Payload.deserializeBinary(
      common.Envelope.deserializeBinary(envelope).getPayload_asU8(),
    );
    const header = common.ChannelHeader.deserializeBinary(
      payload.getHeader()?.getChannelHeader_asU8() ?? Buffer.of(),
    );
    return { transactionId: header.getTxId(), type: typeName(header.getType()) };
  } catch {
    return { transactionId: null, type: null };
  }
}

/** The shape of a block: what is there and whether it belongs together, without what differs from run to run. */
export function blockSeen(block: common.Block): Observation {
  const header = block.getHeader() ?? new common.BlockHeader();
  const data = block.getData()?.getDataList_asU8() ?? [];
  const metadata = block.getMetadata()?.getMetadataList_asU8() ?? [];
  const { SIGNATURES, TRANSACTIONS_FILTER } = common.BlockMetadataIndex;
  const signatures = common.Metadata.deserializeBinary(metadata[SIGNATURES] ?? new Uint8Array());
  const dataHash = createHash('sha256').update(Buffer.concat(data)).digest();
  return {
    hasData: block.hasData(),
    previousHashBytes: header.getPreviousHash_asU8().length,
    dataHashIsRight: block.hasData() ? dataHash.equals(header.getDataHash_asU8()) : null,
    metadataEntries: metadata.length,
    signatures: signatures.getSignaturesList().length,
    codes: [...(metadata[TRANSACTIONS_FILTER] ?? [])].map(codeName),
  };
}
