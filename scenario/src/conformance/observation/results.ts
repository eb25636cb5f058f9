// SPDX-License-Identifier: Apache-2.0
import { common, type gateway, peer } from '@hyperledger/fabric-protos';
import type { Answered } from '../calls/unary';
import { headersOf } from '../messages/envelope';
import type { Observation } from './observation';
import { refusalSeen } from './refusal';

/** A call's answer as `seen` sees it, or its refusal. */
export const answeredSeen = <T>(answered: Answered<T>, seen: (answer: T) => Observation): Observation =>
  'refusal' in answered ? refusalSeen(answered.refusal) : seen(answered.answer);

/** The answer of a chaincode. */
export const responseSeen = (response: peer.Response | undefined): Observation => ({
  status: response?.getStatus() ?? null,
  message: response?.getMessage() ?? null,
  payload: Buffer.from(response?.getPayload_asU8() ?? []).toString(),
});

/** The answer to an evaluation. */
export const evaluationSeen = (answered: Answered<gateway.EvaluateResponse>): Observation =>
  answeredSeen(answered, (answer) => responseSeen(answer.getResult()));

/** The answer to a request for endorsement: what was endorsed, by whom, and what it read and wrote. */
export const endorsementSeen = (answered: Answered<gateway.EndorseResponse>): Observation =>
  answeredSeen(answered, (answer) => {
    const prepared = answer.getPreparedTransaction() ?? new common.Envelope();
    return { signed: prepared.getSignature_asU8().length > 0, ...transactionSeen(prepared) };
  });

function transactionSeen(prepared: common.Envelope): Record<string, Observation> {
  const { action } = headersOf(prepared);
  const actionPayload = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
  const endorsed = actionPayload.getAction() ?? new peer.ChaincodeEndorsedAction();
  const proposal = peer.ChaincodeProposalPayload.deserializeBinary(
    actionPayload.getChaincodeProposalPayload_asU8(),
  );
  const responsePayload = peer.ProposalResponsePayload.deserializeBinary(
    endorsed.getProposalResponsePayload_asU8(),
  );
  const chaincodeAction = peer.ChaincodeAction.deserializeBinary(responsePayload.getExtension_asU8());
  return {
    endorsements: endorsed.getEndorsementsList().length,
    transientEntries: proposal.getTransientmapMap().getLength(),
    chaincode: chaincodeAction.getChaincodeId()?.toObject().name ?? null,
    version: chaincodeAction.getChaincodeId()?.toObject().version ?? null,
    response: responseSeen(chaincodeAction.getResponse()),
    event: eventSeen(chaincodeAction),
  };
}

function eventSeen(action: peer.ChaincodeAction): Observation {
  if (action.getEvents_asU8().length === 0) return null;
  const event = peer.ChaincodeEvent.deserializeBinary(action.getEvents_asU8());
  return { chaincode: event.getChaincodeId(), name: event.getEventName() };
}
