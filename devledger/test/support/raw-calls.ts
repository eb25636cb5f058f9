// SPDX-License-Identifier: Apache-2.0
import { createHash, createPrivateKey, type KeyObject, randomBytes, sign } from 'node:crypto';

import * as grpc from '@grpc/grpc-js';
import { common, gateway, google, msp, peer } from '@hyperledger/fabric-protos';

import { toLowS } from '../../dist/identity/der-signature.js';
import type { Profile } from './client.js';

/** What a test may change in a proposal. */
export interface ProposalWish {
  readonly channel?: string;
  readonly chaincode?: string;
  /** Chaincode in the header, where it shall differ from the one called. */
  readonly headerChaincode?: string;
  readonly type?: number;
  readonly epoch?: number;
  readonly nonce?: Uint8Array;
  readonly creator?: Uint8Array;
  readonly transactionId?: string;
  /** Seconds added to the clock. */
  readonly clockOffset?: number;
  readonly args?: readonly string[];
  readonly transient?: Readonly<Record<string, string>>;
  readonly key?: KeyObject;
  readonly signature?: (proposal: Uint8Array) => Uint8Array;
}

/** What a call of the gateway answers when it refuses. */
export interface Refusal {
  readonly code: grpc.status;
  readonly details: string;
  readonly faults: readonly { readonly address: string; readonly mspId: string; readonly message: string }[];
}

/** `msp.SerializedIdentity` of a certificate. */
export function serializedIdentity(mspId: string, certificate: Uint8Array): Uint8Array {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(certificate);
  return identity.serializeBinary();
}

/** ECDSA over SHA-256 with low s, as Fabric wants it. */
export function lowSignature(data: Uint8Array, key: KeyObject): Uint8Array {
  return toLowS(sign('sha256', data, key), 'prime256v1');
}

/** The private key of a profile. */
export function keyOf(profile: Profile): KeyObject {
  return createPrivateKey(profile.privateKey);
}

/** A signed proposal, right unless the test wishes otherwise, and its transaction ID. */
export function signedProposal(
  profile: Profile,
  wish: ProposalWish = {},
): { signed: peer.SignedProposal; transactionId: string } {
  const creator = wish.creator ?? serializedIdentity(profile.mspId, profile.certificate);
  const nonce = wish.nonce ?? randomBytes(24);
  const transactionId =
    wish.transactionId ?? createHash('sha256').update(nonce).update(creator).digest('hex');
  const header = new common.Header();
  header.setChannelHeader(channelHeader(profile, wish, transactionId).serializeBinary());
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(creator);
  signatureHeader.setNonce(nonce);
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(proposalPayload(profile, wish).serializeBinary());
  const bytes = proposal.serializeBinary();
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(bytes);
  const makeSignature = wish.signature ?? ((data) => lowSignature(data, wish.key ?? keyOf(profile)));
  signed.setSignature(makeSignature(bytes));
  return { signed, transactionId };
}

function channelHeader(profile: Profile, wish: ProposalWish, transactionId: string): common.ChannelHeader {
  const extension = new peer.ChaincodeHeaderExtension();
  const id = new peer.ChaincodeID();
  id.setName(wish.headerChaincode ?? wish.chaincode ?? profile.chaincode);
  extension.setChaincodeId(id);
  const header = new common.ChannelHeader();
  header.setType(wish.type ?? common.HeaderType.ENDORSER_TRANSACTION);
  header.setEpoch(wish.epoch ?? 0);
  header.setChannelId(wish.channel ?? profile.channel);
  header.setTxId(transactionId);
  header.setExtension$(extension.serializeBinary());
  // The field is a Timestamp; its class is not exported by fabric-protos, its encoding is one varint here.
  const seconds = Math.floor(Date.now() / 1000) + (wish.clockOffset ?? 0);
  return common.ChannelHeader.deserializeBinary(
    Buffer.concat([header.serializeBinary(), Buffer.from([0x1a, 6, 0x08]), varint(seconds)]),
  );
}

/** Five bytes, as every second between 1978 and 2106 has. */
function varint(value: number): Buffer {
  const bytes = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) & 0x7f;
  return Buffer.from(bytes);
}

function proposalPayload(profile: Profile, wish: ProposalWish): peer.ChaincodeProposalPayload {
  const input = new peer.ChaincodeInput();
  input.setArgsList((wish.args ?? ['get', 'a']).map((argument) => Buffer.from(argument)));
  const id = new peer.ChaincodeID();
  id.setName(wish.chaincode ?? profile.chaincode);
  const spec = new peer.ChaincodeSpec();
  spec.setChaincodeId(id);
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(invocation.serializeBinary());
  for (const [name, value] of Object.entries(wish.transient ?? {})) {
    payload.getTransientmapMap().set(name, Buffer.from(value));
  }
  return payload;
}

/** The gateway service without the client library, so that a test can send what the library would not. */
export class RawGateway {
  readonly #client: gateway.GatewayClient;

  constructor(profile: Profile) {
    const credentials = grpc.credentials.createSsl(Buffer.from(profile.tlsRoot));
    this.#client = new gateway.GatewayClient(profile.address, credentials, {
      'grpc.ssl_target_name_override': profile.serverName,
    });
  }

  close(): void {
    this.#client.close();
  }

  async evaluate(
    signed: peer.SignedProposal | undefined,
    organisations: readonly string[] = [],
  ): Promise<gateway.EvaluateResponse | Refusal> {
    const request = new gateway.EvaluateRequest();
    request.setProposedTransaction(signed);
    request.setTargetOrganizationsList([...organisations]);
    return await this.#call((callback) => this.#client.evaluate(request, callback));
  }

  async endorse(
    signed: peer.SignedProposal | undefined,
    organisations: readonly string[] = [],
  ): Promise<gateway.EndorseResponse | Refusal> {
    const request = new gateway.EndorseRequest();
    request.setProposedTransaction(signed);
    request.setEndorsingOrganizationsList([...organisations]);
    return await this.#call((callback) => this.#client.endorse(request, callback));
  }

  async submit(
    envelope: common.Envelope | undefined,
    channel: string,
  ): Promise<gateway.SubmitResponse | Refusal> {
    const request = new gateway.SubmitRequest();
    request.setChannelId(channel);
    request.setPreparedTransaction(envelope);
    return await this.#call((callback) => this.#client.submit(request, callback));
  }

  async commitStatus(
    signedRequest: gateway.SignedCommitStatusRequest,
  ): Promise<gateway.CommitStatusResponse | Refusal> {
    return await this.#call((callback) => this.#client.commitStatus(signedRequest, callback));
  }

  /** The status with which a stream of events ends. */
  async eventsRefusal(signedRequest: gateway.SignedChaincodeEventsRequest): Promise<Refusal> {
    return await new Promise((resolve) => {
      const stream = this.#client.chaincodeEvents(signedRequest);
      stream.on('error', (error: grpc.ServiceError) => {
        resolve(refusalOf(error));
      });
      stream.resume();
    });
  }

  async #call<T>(
    send: (callback: (error: grpc.ServiceError | null, response?: T) => void) => unknown,
  ): Promise<T | Refusal> {
    return await new Promise((resolve, reject) => {
      send((error, response) => {
        if (error !== null) resolve(refusalOf(error));
        else if (response !== undefined) resolve(response);
        else reject(new Error('no answer'));
      });
    });
  }
}

function refusalOf(error: grpc.ServiceError): Refusal {
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  const status = google.rpc.Status.deserializeBinary(Buffer.from(bytes ?? ''));
  const faults = status.getDetailsList().map((detail) => {
    const fault = gateway.ErrorDetail.deserializeBinary(detail.getValue_asU8());
    return { address: fault.getAddress(), mspId: fault.getMspId(), message: fault.getMessage() };
  });
  return { code: error.code, details: error.details, faults };
}
