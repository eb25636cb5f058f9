// SPDX-License-Identifier: Apache-2.0
import { common, msp, peer } from '@hyperledger/fabric-protos';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';

/** A ProcessedTransaction as a peer's qscc answers it: a call of this transaction by this MSP, at this second. */
export function processedTransaction(name: string, mspId: string, seconds: number, code: number): Uint8Array {
  const input = new peer.ChaincodeInput();
  input.setArgsList([Buffer.from(name), Buffer.from('{}')]);
  const spec = new peer.ChaincodeSpec();
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const proposal = new peer.ChaincodeProposalPayload();
  proposal.setInput(invocation.serializeBinary());
  const called = new peer.ChaincodeActionPayload();
  called.setChaincodeProposalPayload(proposal.serializeBinary());
  const action = new peer.TransactionAction();
  action.setPayload(called.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.addActions(action);
  const timestamp = new Timestamp();
  timestamp.setSeconds(seconds);
  const channel = new common.ChannelHeader();
  channel.setTimestamp(timestamp);
  const creator = new msp.SerializedIdentity();
  creator.setMspid(mspId);
  const signature = new common.SignatureHeader();
  signature.setCreator(creator.serializeBinary());
  const header = new common.Header();
  header.setChannelHeader(channel.serializeBinary());
  header.setSignatureHeader(signature.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(transaction.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  const processed = new peer.ProcessedTransaction();
  processed.setTransactionenvelope(envelope);
  processed.setValidationcode(code);
  return processed.serializeBinary();
}

/** A block with this number and nothing in it. */
export function emptyBlock(number: number): Uint8Array {
  const header = new common.BlockHeader();
  header.setNumber(number);
  const block = new common.Block();
  block.setHeader(header);
  return block.serializeBinary();
}
