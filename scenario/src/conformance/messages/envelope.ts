// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';
import { type Caller, signAs } from '../identity/caller';

/** The parts of a transaction's envelope, taken apart; a case may change any of them in place. */
export interface TransactionParts {
  readonly channelHeader: common.ChannelHeader;
  readonly signatureHeader: common.SignatureHeader;
  /** Signature header of the action. */
  readonly actionHeader: common.SignatureHeader;
  readonly actionPayload: peer.ChaincodeActionPayload;
  readonly responsePayload: peer.ProposalResponsePayload;
  readonly chaincodeAction: peer.ChaincodeAction;
}

/** A change to a transaction. */
export type Tampering = (parts: TransactionParts) => void;

const leaveAlone: Tampering = () => undefined;

/**
 * Signs a transaction as the gateway handed it out, with changes.
 *
 * @param caller - signs the result
 */
export function signedTransaction(
  prepared: common.Envelope,
  caller: Caller,
  tamper: Tampering = leaveAlone,
): common.Envelope {
  if (tamper === leaveAlone) return signedEnvelope(prepared.getPayload_asU8(), caller);
  return signedEnvelope(rebuilt(prepared, tamper), caller);
}

/** An envelope around any payload. */
export function signedEnvelope(payload: Uint8Array, caller: Caller): common.Envelope {
  const envelope = new common.Envelope();
  envelope.setPayload(payload);
  envelope.setSignature(signAs(caller, payload));
  return envelope;
}

/** The endorsements of a transaction. */
export const endorsementsOf = ({ actionPayload }: TransactionParts): peer.Endorsement[] =>
  actionPayload.getAction()?.getEndorsementsList() ?? [];

/** Sets the endorsements of a transaction. */
export function setEndorsements({ actionPayload }: TransactionParts, endorsements: peer.Endorsement[]): void {
  actionPayload.getAction()?.setEndorsementsList(endorsements);
}

/** The first action of a prepared transaction and what is around it. */
export function headersOf(prepared: common.Envelope): {
  readonly payload: common.Payload;
  readonly transaction: peer.Transaction;
  readonly action: peer.TransactionAction;
} {
  const payload = common.Payload.deserializeBinary(prepared.getPayload_asU8());
  const transaction = peer.Transaction.deserializeBinary(payload.getData_asU8());
  const [action] = transaction.getActionsList();
  if (action === undefined) throw new Error('the prepared transaction has no action');
  return { payload, transaction, action };
}

function rebuilt(prepared: common.Envelope, tamper: Tampering): Uint8Array {
  const { payload, transaction, action } = headersOf(prepared);
  const header = payload.getHeader() ?? new common.Header();
  const actionPayload = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
  const endorsed = actionPayload.getAction() ?? new peer.ChaincodeEndorsedAction();
  const responsePayload = peer.ProposalResponsePayload.deserializeBinary(
    endorsed.getProposalResponsePayload_asU8(),
  );
  const parts: TransactionParts = {
    channelHeader: common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8()),
    signatureHeader: common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8()),
    actionHeader: common.SignatureHeader.deserializeBinary(action.getHeader_asU8()),
    actionPayload,
    responsePayload,
    chaincodeAction: peer.ChaincodeAction.deserializeBinary(responsePayload.getExtension_asU8()),
  };
  const before = parts.chaincodeAction.serializeBinary();
  tamper(parts);
  header.setChannelHeader(parts.channelHeader.serializeBinary());
  header.setSignatureHeader(parts.signatureHeader.serializeBinary());
  const after = parts.chaincodeAction.serializeBinary();
  if (!Buffer.from(after).equals(before)) responsePayload.setExtension$(after);
  endorsed.setProposalResponsePayload(responsePayload.serializeBinary());
  action.setHeader(parts.actionHeader.serializeBinary());
  action.setPayload(actionPayload.serializeBinary());
  payload.setHeader(header);
  payload.setData(transaction.serializeBinary());
  return payload.serializeBinary();
}
