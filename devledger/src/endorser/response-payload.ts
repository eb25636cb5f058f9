// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';

import type { Proposal } from './proposal.js';

/** What a chaincode did, for its endorsement. */
export interface Execution {
  readonly chaincode: { readonly name: string; readonly version: string };
  readonly response: peer.Response;
  /** `rwset.TxReadWriteSet`; none where no state was at hand. */
  readonly results?: Uint8Array;
  readonly event?: peer.ChaincodeEvent | undefined;
}

/** `ProposalResponsePayload`: what endorsers sign (core/endorser, protoutil/proputils.go). */
export function responsePayload(
  proposal: Proposal,
  { chaincode, response, results, event }: Execution,
): Uint8Array {
  const id = new peer.ChaincodeID();
  id.setName(chaincode.name);
  id.setVersion(chaincode.version);
  const action = new peer.ChaincodeAction();
  action.setResults(results ?? new Uint8Array());
  action.setResponse(response);
  action.setChaincodeId(id);
  if (event !== undefined) {
    event.setChaincodeId(chaincode.name);
    event.setTxId(proposal.channelHeader.getTxId());
    action.setEvents(event.serializeBinary());
  }
  const payload = new peer.ProposalResponsePayload();
  payload.setProposalHash(proposal.hash);
  payload.setExtension$(action.serializeBinary());
  return payload.serializeBinary();
}
