// SPDX-License-Identifier: Apache-2.0
import { gateway, peer } from '@hyperledger/fabric-protos';
import type { TransactionCall } from '@meterpki/client';

function callIn(signed: peer.SignedProposal | undefined): TransactionCall {
  const proposal = peer.Proposal.deserializeBinary(signed?.getProposalBytes_asU8() ?? new Uint8Array());
  const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8());
  const [name = '', argument = ''] = (spec.getChaincodeSpec()?.getInput()?.getArgsList_asU8() ?? []).map(
    (bytes) => Buffer.from(bytes).toString('utf8'),
  );
  const transient: Record<string, string> = {};
  payload.getTransientmapMap().forEach((value: Uint8Array | string, key: string) => {
    transient[key] = Buffer.from(value as Uint8Array).toString('utf8');
  });
  return { name, argument, transient };
}

/** The call in an EvaluateRequest of the gateway service. */
export const evaluatedCall = (request: Uint8Array): TransactionCall =>
  callIn(gateway.EvaluateRequest.deserializeBinary(request).getProposedTransaction());

/** The call in an EndorseRequest. */
export const endorsedCall = (request: Uint8Array): TransactionCall =>
  callIn(gateway.EndorseRequest.deserializeBinary(request).getProposedTransaction());
