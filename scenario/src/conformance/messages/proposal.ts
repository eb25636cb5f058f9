// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { common, peer } from '@hyperledger/fabric-protos';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';
import { type Caller, signAs } from '../identity/caller';

/** What a proposal asks for, and how it shall differ from a right one. */
export interface ProposalWish {
  readonly channel?: string;
  readonly chaincode?: string;
  /** Chaincode in the channel header, where it shall differ from the one called. */
  readonly headerChaincode?: string;
  readonly args?: readonly (string | Uint8Array)[];
  readonly transient?: Readonly<Record<string, string>>;
  readonly nonce?: Uint8Array;
  readonly transactionId?: string;
  readonly type?: number;
  readonly epoch?: number;
  /** Seconds added to the clock; `none` leaves the timestamp out. */
  readonly clock?: number | 'none';
  readonly sign?: (data: Uint8Array, caller: Caller) => Uint8Array;
  /** Bytes that take the place of parts. */
  readonly instead?: Partial<ProposalParts>;
}

/** The parts that a proposal is packed from, from the inside out. */
export interface ProposalParts {
  readonly invocation: Uint8Array;
  readonly payload: Uint8Array;
  readonly extension: Uint8Array;
  readonly channelHeader: Uint8Array;
  readonly signatureHeader: Uint8Array;
  readonly header: Uint8Array;
  readonly proposal: Uint8Array;
}

/** Whom a proposal goes to, unless it says otherwise. */
export interface Target {
  readonly channel: string;
  readonly chaincode: string;
}

/** A signed proposal and the transaction ID that its header names. */
export interface MadeProposal {
  readonly signed: peer.SignedProposal;
  readonly transactionId: string;
}

const NONCE_BYTES = 24;

/** Makes a proposal in the name of a caller and signs it; right unless the wish says otherwise. */
export function makeProposal(target: Target, caller: Caller, wish: ProposalWish = {}): MadeProposal {
  const nonce = wish.nonce ?? randomBytes(NONCE_BYTES);
  const transactionId = wish.transactionId ?? transactionIdOf(nonce, caller.serialized);
  const proposal = pack(target, caller, { ...wish, nonce, transactionId });
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposal);
  signed.setSignature((wish.sign ?? ((data) => signAs(caller, data)))(proposal, caller));
  return { signed, transactionId };
}

/** Transaction ID of a nonce and a creator. Source: protoutil/proputils.go, ComputeTxID. */
export const transactionIdOf = (nonce: Uint8Array, creator: Uint8Array): string =>
  createHash('sha256').update(nonce).update(creator).digest('hex');

/** A timestamp of the clock, moved. */
export const timestamp = (seconds: number): Timestamp =>
  Timestamp.fromDate(new Date(Date.now() + 1000 * seconds));

type CompleteWish = ProposalWish & { readonly nonce: Uint8Array; readonly transactionId: string };

/** Packs from the inside out. */
function pack(target: Target, caller: Caller, wish: CompleteWish): Uint8Array {
  const instead = wish.instead ?? {};
  const chaincode = wish.chaincode ?? target.chaincode;
  const input = instead.invocation ?? invocation(chaincode, wish.args ?? []);
  const proposal = new peer.Proposal();
  proposal.setHeader(instead.header ?? packHeader({ ...target, chaincode }, caller, wish));
  proposal.setPayload(instead.payload ?? payload(input, wish.transient ?? {}));
  return instead.proposal ?? proposal.serializeBinary();
}

function packHeader(target: Target, caller: Caller, wish: CompleteWish): Uint8Array {
  const instead = wish.instead ?? {};
  const headerExtension = instead.extension ?? extension(wish.headerChaincode ?? target.chaincode);
  const header = new common.Header();
  header.setChannelHeader(instead.channelHeader ?? channelHeader(target, wish, headerExtension));
  header.setSignatureHeader(instead.signatureHeader ?? signatureHeader(caller, wish.nonce));
  return header.serializeBinary();
}

function signatureHeader(caller: Caller, nonce: Uint8Array): Uint8Array {
  const header = new common.SignatureHeader();
  header.setCreator(caller.serialized);
  header.setNonce(nonce);
  return header.serializeBinary();
}

function extension(chaincode: string): Uint8Array {
  const made = new peer.ChaincodeHeaderExtension();
  made.setChaincodeId(chaincodeId(chaincode));
  return made.serializeBinary();
}

function channelHeader(target: Target, wish: CompleteWish, headerExtension: Uint8Array): Uint8Array {
  const header = new common.ChannelHeader();
  header.setType(wish.type ?? common.HeaderType.ENDORSER_TRANSACTION);
  header.setEpoch(wish.epoch ?? 0);
  header.setChannelId(wish.channel ?? target.channel);
  header.setTxId(wish.transactionId);
  header.setExtension$(headerExtension);
  if (wish.clock !== 'none') header.setTimestamp(timestamp(wish.clock ?? 0));
  return header.serializeBinary();
}

function invocation(chaincode: string, args: readonly (string | Uint8Array)[]): Uint8Array {
  const input = new peer.ChaincodeInput();
  input.setArgsList(args.map((argument) => Buffer.from(argument)));
  const spec = new peer.ChaincodeSpec();
  spec.setChaincodeId(chaincodeId(chaincode));
  spec.setInput(input);
  const made = new peer.ChaincodeInvocationSpec();
  made.setChaincodeSpec(spec);
  return made.serializeBinary();
}

function payload(input: Uint8Array, transient: Readonly<Record<string, string>>): Uint8Array {
  const made = new peer.ChaincodeProposalPayload();
  made.setInput(input);
  for (const [name, value] of Object.entries(transient))
    made.getTransientmapMap().set(name, Buffer.from(value));
  return made.serializeBinary();
}

function chaincodeId(name: string): peer.ChaincodeID {
  const id = new peer.ChaincodeID();
  id.setName(name);
  return id;
}
