// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { common, gateway, ledger, msp, peer } from '@hyperledger/fabric-protos';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';
import { newSigner } from '@meterpki/client';
import type { Enrolled } from './institutes';

/** A call and its answer as peers would sign them; what is left out is as it should be. */
export interface EndorsedCall {
  readonly caller: Enrolled;
  readonly peers: readonly Enrolled[];
  readonly channel?: string;
  readonly chaincode?: string;
  /** Where it reads and writes; that of the chaincode unless given. */
  readonly namespace?: string;
  readonly called?: string;
  readonly argument: unknown;
  readonly answer: unknown;
  /** Keys that the peers read, with the block that wrote them. */
  readonly reads?: Readonly<Record<string, number>>;
  /** The place in these blocks of the transactions that wrote them; 1 unless given. */
  readonly place?: number;
  /** Values by key, as JSON; undefined removes the key. */
  readonly writes?: Readonly<Record<string, unknown>>;
  /** Keys whose key-level policies are renewed. */
  readonly stamped?: readonly string[];
  readonly event?: boolean;
  readonly time?: Date;
  /** 24 bytes; they decide the transaction ID. */
  readonly nonce?: Uint8Array;
  /** Another answer than the one that is signed. */
  readonly swapped?: unknown;
  /** Another call than the one that was endorsed. */
  readonly shown?: Pick<EndorsedCall, 'called' | 'argument'>;
}

const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

function identityOf({ mspId, certificate }: Enrolled): Uint8Array {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(Buffer.from(certificate));
  return identity.serializeBinary();
}

/** The ID of a transaction of this caller with this nonce. */
export const transactionIdOf = (caller: Enrolled, nonce: Uint8Array): string =>
  sha256(nonce, identityOf(caller)).toString('hex');

function headerOf({
  caller,
  channel = 'nmichannel',
  time = new Date(),
  nonce = randomBytes(24),
}: EndorsedCall): common.Header {
  const signed = new common.SignatureHeader();
  signed.setCreator(identityOf(caller));
  signed.setNonce(nonce);
  const timestamp = new Timestamp();
  timestamp.fromDate(time);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.ENDORSER_TRANSACTION);
  channelHeader.setChannelId(channel);
  channelHeader.setTxId(transactionIdOf(caller, nonce));
  channelHeader.setTimestamp(timestamp);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signed.serializeBinary());
  return header;
}

function proposalOf({
  called = 'receipts:CheckReceipts',
  chaincode = 'meterpki',
  argument,
}: EndorsedCall): Uint8Array {
  const input = new peer.ChaincodeInput();
  input.setArgsList([Buffer.from(called), Buffer.from(JSON.stringify(argument))]);
  const id = new peer.ChaincodeID();
  id.setName(chaincode);
  const spec = new peer.ChaincodeSpec();
  spec.setChaincodeId(id);
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(invocation.serializeBinary());
  return payload.serializeBinary();
}

function readsOf({ reads = {}, place = 1 }: EndorsedCall): ledger.rwset.kvrwset.KVRead[] {
  return Object.entries(reads).map(([key, block]) => {
    const read = new ledger.rwset.kvrwset.KVRead();
    const version = new ledger.rwset.kvrwset.Version();
    version.setBlockNum(block);
    version.setTxNum(place);
    read.setKey(key);
    read.setVersion(version);
    return read;
  });
}

function resultsOf(call: EndorsedCall): Uint8Array {
  const { chaincode = 'meterpki', namespace = chaincode, writes = {}, stamped = [] } = call;
  const set = new ledger.rwset.kvrwset.KVRWSet();
  set.setReadsList(readsOf(call));
  for (const [key, value] of Object.entries(writes)) {
    const write = new ledger.rwset.kvrwset.KVWrite();
    write.setKey(key);
    if (value === undefined) write.setIsDelete(true);
    else write.setValue(Buffer.from(JSON.stringify(value)));
    set.addWrites(write);
  }
  for (const key of stamped) {
    const write = new ledger.rwset.kvrwset.KVMetadataWrite();
    write.setKey(key);
    set.addMetadataWrites(write);
  }
  const own = new ledger.rwset.NsReadWriteSet();
  own.setNamespace(namespace);
  own.setRwset(set.serializeBinary());
  const all = new ledger.rwset.TxReadWriteSet();
  all.addNsRwset(own);
  return all.serializeBinary();
}

function responseOf(
  call: EndorsedCall,
  header: common.Header,
  proposal: Uint8Array,
  answer: unknown,
): Uint8Array {
  const response = new peer.Response();
  response.setStatus(200);
  response.setPayload(Buffer.from(JSON.stringify(answer)));
  const id = new peer.ChaincodeID();
  id.setName(call.chaincode ?? 'meterpki');
  id.setVersion('0.1.0-test');
  const action = new peer.ChaincodeAction();
  action.setResults(resultsOf(call));
  action.setResponse(response);
  action.setChaincodeId(id);
  if (call.event === true) action.setEvents(Buffer.from('event'));
  const payload = new peer.ProposalResponsePayload();
  payload.setProposalHash(sha256(header.getChannelHeader_asU8(), header.getSignatureHeader_asU8(), proposal));
  payload.setExtension$(action.serializeBinary());
  return payload.serializeBinary();
}

/** An envelope, signed by its caller, of a call that these peers endorsed. */
export async function envelopeOf(call: EndorsedCall): Promise<common.Envelope> {
  const [header, proposal] = [headerOf(call), proposalOf(call)];
  const signedOver = responseOf(call, header, proposal, call.answer);
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(
    call.swapped === undefined ? signedOver : responseOf(call, header, proposal, call.swapped),
  );
  for (const signer of call.peers) {
    const identity = identityOf(signer);
    const endorsement = new peer.Endorsement();
    endorsement.setEndorser(identity);
    endorsement.setSignature(await newSigner(signer.key)(Buffer.concat([signedOver, identity])));
    endorsed.addEndorsements(endorsement);
  }
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setChaincodeProposalPayload(
    call.shown === undefined ? proposal : proposalOf({ ...call, ...call.shown }),
  );
  actionPayload.setAction(endorsed);
  const action = new peer.TransactionAction();
  action.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.addActions(action);
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(transaction.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  envelope.setSignature(await newSigner(call.caller.key)(payload.serializeBinary()));
  return envelope;
}

/** gateway.PreparedTransaction of a call that these peers endorsed. */
export async function preparedTransaction(call: EndorsedCall): Promise<Uint8Array> {
  const prepared = new gateway.PreparedTransaction();
  prepared.setEnvelope(await envelopeOf(call));
  return prepared.serializeBinary();
}
