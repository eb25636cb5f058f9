// SPDX-License-Identifier: Apache-2.0
import { common, ledger, peer } from '@hyperledger/fabric-protos';

import { decode } from '../wire/decode.js';

/** Reads and writes of one namespace. */
export interface NamespaceSet {
  readonly namespace: string;
  readonly set: ledger.rwset.kvrwset.KVRWSet;
}

/** The single action of an endorser transaction, taken apart. */
export interface TransactionAction {
  readonly header: Uint8Array;
  /** `ChaincodeProposalPayload` without transient data. */
  readonly proposalPayload: Uint8Array;
  /** `ProposalResponsePayload` as the peers signed it. */
  readonly responsePayload: Uint8Array;
  readonly endorsements: readonly peer.Endorsement[];
}

/**
 * The actions of a transaction.
 *
 * @param data - `peer.Transaction`
 * @throws {@link DecodeError}
 */
export function transactionActions(data: Uint8Array): readonly TransactionAction[] {
  const transaction = decode(peer.Transaction, 'Transaction', data);
  return transaction.getActionsList().map((action) => {
    const payload = decode(peer.ChaincodeActionPayload, 'ChaincodeActionPayload', action.getPayload_asU8());
    const endorsed = payload.getAction();
    return {
      header: action.getHeader_asU8(),
      proposalPayload: payload.getChaincodeProposalPayload_asU8(),
      responsePayload: endorsed?.getProposalResponsePayload_asU8() ?? new Uint8Array(),
      endorsements: endorsed?.getEndorsementsList() ?? [],
    };
  });
}

/**
 * What the chaincode did, as the peers signed it.
 *
 * @param responsePayload - `ProposalResponsePayload`
 * @throws {@link DecodeError}
 */
export function chaincodeAction(responsePayload: Uint8Array): peer.ChaincodeAction {
  const payload = decode(peer.ProposalResponsePayload, 'ProposalResponsePayload', responsePayload);
  return decode(peer.ChaincodeAction, 'ChaincodeAction', payload.getExtension_asU8());
}

/**
 * The read-write set of a chaincode action.
 *
 * @throws {@link DecodeError}
 */
export function namespaceSets(action: peer.ChaincodeAction): readonly NamespaceSet[] {
  const results = decode(ledger.rwset.TxReadWriteSet, 'TxReadWriteSet', action.getResults_asU8());
  return results.getNsRwsetList().map((entry) => ({
    namespace: entry.getNamespace(),
    set: decode(ledger.rwset.kvrwset.KVRWSet, 'KVRWSet', entry.getRwset_asU8()),
  }));
}

/** A transaction in a block that was found valid before: what follows from it. */
export interface CommittedTransaction {
  readonly header: common.ChannelHeader;
  readonly action: peer.ChaincodeAction;
}

/**
 * Reads the header of an envelope.
 *
 * @returns undefined where the bytes are no envelope with a channel header
 */
export function channelHeaderOf(envelope: Uint8Array): common.ChannelHeader | undefined {
  try {
    return headerAndData(envelope).header;
  } catch {
    return undefined;
  }
}

/**
 * Reads a transaction that was found valid before.
 *
 * @throws {@link DecodeError} where it is none, which means that the block file is damaged
 */
export function committedTransaction(envelope: Uint8Array): CommittedTransaction {
  const { header, data } = headerAndData(envelope);
  const [action] = transactionActions(data);
  return { header, action: chaincodeAction(action?.responsePayload ?? new Uint8Array()) };
}

function headerAndData(envelope: Uint8Array): { header: common.ChannelHeader; data: Uint8Array } {
  const payload = decode(common.Envelope, 'Envelope', envelope).getPayload_asU8();
  const parsed = decode(common.Payload, 'Payload', payload);
  const header = parsed.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array();
  return { header: decode(common.ChannelHeader, 'ChannelHeader', header), data: parsed.getData_asU8() };
}
