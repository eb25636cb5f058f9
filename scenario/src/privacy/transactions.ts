// SPDX-License-Identifier: Apache-2.0
import { common, ledger, peer } from '@hyperledger/fabric-protos';

/** One transaction of a block: its bytes, what was called, and what it wrote where it was valid. */
export interface BlockTransaction {
  readonly bytes: Uint8Array;
  /** Function and argument. */
  readonly call: readonly Uint8Array[];
  readonly writes: readonly { readonly key: string; readonly value: Uint8Array }[];
}

function payloadOf(envelope: Uint8Array): common.Payload {
  return common.Payload.deserializeBinary(common.Envelope.deserializeBinary(envelope).getPayload_asU8());
}

const typeOf = (payload: common.Payload): number =>
  common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? Buffer.of(),
  ).getType();

function callOf(action: peer.ChaincodeActionPayload): Uint8Array[] {
  const proposal = peer.ChaincodeProposalPayload.deserializeBinary(action.getChaincodeProposalPayload_asU8());
  const invocation = peer.ChaincodeInvocationSpec.deserializeBinary(proposal.getInput_asU8());
  return invocation.getChaincodeSpec()?.getInput()?.getArgsList_asU8() ?? [];
}

function writesOf(action: peer.ChaincodeActionPayload): BlockTransaction['writes'] {
  const endorsed = action.getAction()?.getProposalResponsePayload_asU8() ?? Buffer.of();
  const response = peer.ProposalResponsePayload.deserializeBinary(endorsed);
  const { ChaincodeAction } = peer;
  const results = ChaincodeAction.deserializeBinary(response.getExtension_asU8()).getResults_asU8();
  const sets = ledger.rwset.TxReadWriteSet.deserializeBinary(results).getNsRwsetList();
  return sets.flatMap((set) =>
    ledger.rwset.kvrwset.KVRWSet.deserializeBinary(set.getRwset_asU8())
      .getWritesList()
      .map((write) => ({ key: `${set.getNamespace()} ${write.getKey()}`, value: write.getValue_asU8() })),
  );
}

function transactionOf(bytes: Uint8Array, isValid: boolean): BlockTransaction {
  const payload = payloadOf(bytes);
  if (typeOf(payload) !== common.HeaderType.ENDORSER_TRANSACTION) return { bytes, call: [], writes: [] };
  const [first] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const action = peer.ChaincodeActionPayload.deserializeBinary(first?.getPayload_asU8() ?? Buffer.of());
  return { bytes, call: callOf(action), writes: isValid ? writesOf(action) : [] };
}

/** The transactions of a serialised block. */
export function transactionsOf(bytes: Uint8Array): BlockTransaction[] {
  const block = common.Block.deserializeBinary(bytes);
  const codes = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER];
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  return envelopes.map((envelope, at) =>
    transactionOf(envelope, codes?.[at] === peer.TxValidationCode.VALID),
  );
}
