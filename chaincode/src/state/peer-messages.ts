// SPDX-License-Identifier: Apache-2.0
import { refusal } from '@meterpki/protocol';
import { peer } from '@hyperledger/fabric-protos';
import type { Context } from 'fabric-contract-api';

type Stub = Context['stub'];

/** Fabric's name of the one kind of metadata that a key has here: who must endorse changes of it (fabric-shim, stub.js). */
const VALIDATION_PARAMETER = 'VALIDATION_PARAMETER';

/** Keys of one request: as many as a peer puts into one answer of a range, so that no answer outgrows what gRPC takes. */
const KEYS_PER_MESSAGE = 100;

/** Writes of one request (`maxSizeWriteBatch` of a peer's core.yaml, as Fabric delivers it). */
const WRITES_PER_MESSAGE = 1000;

/** The shim's way to ask a peer, which its types leave out (fabric-shim 2.5, handler.js). */
interface Handler {
  _askPeerAndListen(message: peer.ChaincodeMessage, method: string): Promise<Uint8Array>;
}

/** A value for a key, or who must endorse changes of it. */
export type StateWrite =
  | { readonly key: string; readonly value: Uint8Array }
  | { readonly key: string; readonly policy: Uint8Array };

type MessageType = 'GET_STATE_MULTIPLE' | 'WRITE_BATCH_STATE';

function ask(stub: Stub, type: MessageType, payload: Uint8Array): Promise<Uint8Array> {
  const message = new peer.ChaincodeMessage();
  message.setType(peer.ChaincodeMessage.Type[type]);
  message.setPayload(payload);
  message.setTxid(stub.getTxID());
  message.setChannelId(stub.getChannelID());
  const { handler } = stub as Stub & { readonly handler: Handler };
  return handler._askPeerAndListen(message, type);
}

function* slices<T>(items: readonly T[], size: number): Generator<T[], void, undefined> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/**
 * What stands under each key, a hundred keys for one message where the shim's `getState` takes one for each: a peer of
 * Fabric 3.1 or later answers that, an older one ends the conversation.
 * @returns in the order of the keys, no bytes for nothing
 * @throws Refusal INTERNAL where the peer could not read: it then answers with no values at all
 */
export async function getStates(stub: Stub, keys: readonly string[]): Promise<Uint8Array[]> {
  const values: Uint8Array[] = [];
  for (const some of slices(keys, KEYS_PER_MESSAGE)) {
    const request = new peer.GetStateMultiple();
    request.setKeysList(some);
    const answer = await ask(stub, 'GET_STATE_MULTIPLE', request.serializeBinary());
    const found = peer.GetStateMultipleResult.deserializeBinary(answer).getValuesList_asU8();
    if (found.length !== some.length) throw refusal('INTERNAL', 'state', 'could not be read');
    values.push(...found);
  }
  return values;
}

function recordOf(write: StateWrite): peer.WriteRecord {
  const record = new peer.WriteRecord();
  record.setKey(write.key);
  if ('value' in write) {
    record.setType(peer.WriteRecord.Type.PUT_STATE);
    record.setValue(write.value);
    return record;
  }
  const metadata = new peer.StateMetadata();
  metadata.setMetakey(VALIDATION_PARAMETER);
  metadata.setValue(write.policy);
  record.setType(peer.WriteRecord.Type.PUT_STATE_METADATA);
  record.setMetadata(metadata);
  return record;
}

/** Hands all writes of a transaction to the peer, in their order, with as few messages as it takes. */
export async function writeStates(stub: Stub, writes: readonly StateWrite[]): Promise<void> {
  for (const some of slices(writes, WRITES_PER_MESSAGE)) {
    const batch = new peer.WriteBatchState();
    batch.setRecList(some.map(recordOf));
    await ask(stub, 'WRITE_BATCH_STATE', batch.serializeBinary());
  }
}
