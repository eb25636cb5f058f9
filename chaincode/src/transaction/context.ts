// SPDX-License-Identifier: Apache-2.0
import { refusal } from '@meterpki/protocol';
import { peer } from '@hyperledger/fabric-protos';
import type { Context } from 'fabric-contract-api';

/** What the channel header says beyond what the shim's types tell. */
interface HeaderWithExtension {
  getExtension_asU8(): Uint8Array;
}

/**
 * The name under which this chaincode was called, from the proposal's header extension. Every proposal that
 * a peer lets through has one.
 * @throws Refusal INTERNAL where it is missing
 */
export function chaincodeName(context: Context): string {
  const header = context.stub.getSignedProposal().proposal.header
    .channelHeader as unknown as HeaderWithExtension;
  const extension = peer.ChaincodeHeaderExtension.deserializeBinary(header.getExtension_asU8());
  const name = extension.getChaincodeId()?.getName() ?? '';
  if (name === '') throw refusal('INTERNAL', 'proposal', 'names no chaincode');
  return name;
}
