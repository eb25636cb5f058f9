// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';

import { decode } from '../wire/decode.js';
import { sha256 } from '../wire/hash.js';

/** A proposal, taken apart. */
export interface Proposal {
  readonly signed: peer.SignedProposal;
  readonly header: common.Header;
  readonly channelHeader: common.ChannelHeader;
  readonly signatureHeader: common.SignatureHeader;
  /** Name of the chaincode in the header extension. */
  readonly chaincode: string;
  /** `ChaincodeInput`. */
  readonly input: Uint8Array;
  /** `ChaincodeProposalPayload` without transient data, which never leaves the proposal. */
  readonly payload: Uint8Array;
  /** What the endorsement binds: headers and payload without transient data. */
  readonly hash: Uint8Array;
}

/**
 * Takes a signed proposal apart as an endorsing peer does (core/endorser/msgvalidation.go).
 *
 * @throws Error with Fabric's text where a part is missing or cannot be read
 */
export function unpackProposal(signed: peer.SignedProposal): Proposal {
  const proposal = decode(peer.Proposal, 'Proposal', signed.getProposalBytes_asU8());
  const header = decode(common.Header, 'Header', proposal.getHeader_asU8());
  const channelHeader = decode(common.ChannelHeader, 'ChannelHeader', header.getChannelHeader_asU8());
  const signatureHeader = decode(common.SignatureHeader, 'SignatureHeader', header.getSignatureHeader_asU8());
  const chaincode = calledChaincode(channelHeader);
  const fullPayload = decode(
    peer.ChaincodeProposalPayload,
    'ChaincodeProposalPayload',
    proposal.getPayload_asU8(),
  );
  const input = chaincodeInput(fullPayload);
  const payload = withoutTransientData(fullPayload);
  const hash = sha256(header.getChannelHeader_asU8(), header.getSignatureHeader_asU8(), payload);
  return { signed, header, channelHeader, signatureHeader, chaincode, input, payload, hash };
}

/** The payload as it goes into the transaction. */
export function withoutTransientData(payload: peer.ChaincodeProposalPayload): Uint8Array {
  const bare = new peer.ChaincodeProposalPayload();
  bare.setInput(payload.getInput_asU8());
  return bare.serializeBinary();
}

function calledChaincode(channelHeader: common.ChannelHeader): string {
  const extension = decode(
    peer.ChaincodeHeaderExtension,
    'ChaincodeHeaderExtension',
    channelHeader.getExtension_asU8(),
  );
  const id = extension.getChaincodeId();
  if (id === undefined) throw new Error('ChaincodeHeaderExtension.ChaincodeId is nil');
  if (id.getName() === '') throw new Error('ChaincodeHeaderExtension.ChaincodeId.Name is empty');
  return id.getName();
}

function chaincodeInput(payload: peer.ChaincodeProposalPayload): Uint8Array {
  const invocation = decode(peer.ChaincodeInvocationSpec, 'ChaincodeInvocationSpec', payload.getInput_asU8());
  const spec = invocation.getChaincodeSpec();
  if (spec === undefined) throw new Error('chaincode invocation spec did not contain chaincode spec');
  const input = spec.getInput();
  if (input === undefined) throw new Error('chaincode input did not contain any input');
  return input.serializeBinary();
}
