// SPDX-License-Identifier: Apache-2.0
import { ledger, peer } from '@hyperledger/fabric-protos';

import type { RangeScan } from '../simulation/range-scan.js';
import type { Simulator } from '../simulation/simulator.js';
import type { KeyChange, KeyHistory } from '../state/history.js';
import { decode } from '../wire/decode.js';
import { QueryContexts, type QuerySource } from './query-contexts.js';

const { Type } = peer.ChaincodeMessage;
const { queryresult } = ledger;

/** What a running transaction may touch. */
export interface TransactionContext {
  /** The chaincode's name: its namespace in the state. */
  readonly namespace: string;
  readonly simulator: Simulator;
  readonly history: KeyHistory;
  readonly queries: QueryContexts;
}

type Handler = (payload: Uint8Array, context: TransactionContext) => Uint8Array;

const NOTHING = new Uint8Array();

/** One row for each request of a chaincode that is supported (core/chaincode/handler.go). */
const HANDLERS: ReadonlyMap<number, Handler> = new Map<number, Handler>([
  [Type.GET_STATE, getState],
  [Type.PUT_STATE, putState],
  [Type.DEL_STATE, deleteState],
  [Type.GET_STATE_BY_RANGE, getStateByRange],
  [Type.GET_HISTORY_FOR_KEY, getHistory],
  [Type.QUERY_STATE_NEXT, queryNext],
  [Type.QUERY_STATE_CLOSE, queryClose],
  [Type.GET_STATE_METADATA, getStateMetadata],
  [Type.PUT_STATE_METADATA, putStateMetadata],
  [Type.GET_STATE_MULTIPLE, getStates],
  [Type.WRITE_BATCH_STATE, writeBatch],
]);

/** What is refused, and why. The first text is Fabric's for LevelDB, the others have no counterpart there. */
const REFUSALS: ReadonlyMap<number, string> = new Map<number, string>([
  [Type.GET_QUERY_RESULT, 'ExecuteQuery not supported for leveldb'],
  [Type.INVOKE_CHAINCODE, 'calling another chaincode is not supported by the embedded ledger'],
  [Type.GET_PRIVATE_DATA_HASH, 'private data is not supported by the embedded ledger'],
  [Type.PURGE_PRIVATE_DATA, 'private data is not supported by the embedded ledger'],
]);

/**
 * Answers one request that a chaincode makes while it runs a transaction.
 *
 * @param type - `ChaincodeMessage.Type`
 * @param payload - the request
 * @returns payload of the answer
 * @throws Error with the text for the chaincode
 */
export function answerStateRequest(
  type: number,
  payload: Uint8Array,
  context: TransactionContext,
): Uint8Array {
  const handler = HANDLERS.get(type);
  if (handler === undefined) throw new Error(REFUSALS.get(type) ?? `message type ${type} is not supported`);
  return handler(payload, context);
}

/**
 * Whether a message is a request for {@link answerStateRequest}, supported or not.
 */
export function isStateRequest(type: number): boolean {
  return HANDLERS.has(type) || REFUSALS.has(type);
}

function refuseCollection(collection: string): void {
  if (collection !== '') throw new Error('private data is not supported by the embedded ledger');
}

function getState(payload: Uint8Array, { simulator, namespace }: TransactionContext): Uint8Array {
  const request = decode(peer.GetState, 'GetState', payload);
  refuseCollection(request.getCollection());
  return simulator.get(namespace, request.getKey()) ?? NOTHING;
}

function putState(payload: Uint8Array, { simulator, namespace }: TransactionContext): Uint8Array {
  const request = decode(peer.PutState, 'PutState', payload);
  refuseCollection(request.getCollection());
  simulator.put(namespace, request.getKey(), request.getValue_asU8());
  return NOTHING;
}

function deleteState(payload: Uint8Array, { simulator, namespace }: TransactionContext): Uint8Array {
  const request = decode(peer.DelState, 'DelState', payload);
  refuseCollection(request.getCollection());
  simulator.put(namespace, request.getKey(), NOTHING);
  return NOTHING;
}

function getStateMetadata(payload: Uint8Array, { simulator, namespace }: TransactionContext): Uint8Array {
  const request = decode(peer.GetStateMetadata, 'GetStateMetadata', payload);
  refuseCollection(request.getCollection());
  const result = new peer.StateMetadataResult();
  for (const [name, value] of simulator.getMetadata(namespace, request.getKey())) {
    const entry = result.addEntries();
    entry.setMetakey(name);
    entry.setValue(value);
  }
  return result.serializeBinary();
}

function putStateMetadata(payload: Uint8Array, { simulator, namespace }: TransactionContext): Uint8Array {
  const request = decode(peer.PutStateMetadata, 'PutStateMetadata', payload);
  refuseCollection(request.getCollection());
  const entry = request.getMetadata() ?? new peer.StateMetadata();
  simulator.putMetadata(namespace, request.getKey(), new Map([[entry.getMetakey(), entry.getValue_asU8()]]));
  return NOTHING;
}

function getStates(payload: Uint8Array, { simulator, namespace }: TransactionContext): Uint8Array {
  const request = decode(peer.GetStateMultiple, 'GetStateMultiple', payload);
  refuseCollection(request.getCollection());
  const result = new peer.GetStateMultipleResult();
  for (const key of request.getKeysList()) result.addValues(simulator.get(namespace, key) ?? NOTHING);
  return result.serializeBinary();
}

/** Writes of several keys, one after the other; private data is refused as it is key by key. */
function writeBatch(payload: Uint8Array, { simulator, namespace }: TransactionContext): Uint8Array {
  const { Type: Write } = peer.WriteRecord;
  for (const record of decode(peer.WriteBatchState, 'WriteBatchState', payload).getRecList()) {
    refuseCollection(record.getCollection());
    const [type, key] = [record.getType(), record.getKey()];
    const entry = record.getMetadata() ?? new peer.StateMetadata();
    if (type === Write.PUT_STATE) simulator.put(namespace, key, record.getValue_asU8());
    else if (type === Write.DEL_STATE) simulator.put(namespace, key, NOTHING);
    else if (type === Write.PUT_STATE_METADATA)
      simulator.putMetadata(namespace, key, new Map([[entry.getMetakey(), entry.getValue_asU8()]]));
    else throw new Error('unknown operation type');
  }
  return NOTHING;
}

function getStateByRange(payload: Uint8Array, context: TransactionContext): Uint8Array {
  const { simulator, namespace, queries } = context;
  const request = decode(peer.GetStateByRange, 'GetStateByRange', payload);
  refuseCollection(request.getCollection());
  const metadata = decode(peer.QueryMetadata, 'QueryMetadata', request.getMetadata_asU8());
  const [start, end] = [request.getStartkey(), request.getEndkey()];
  const pageSize = metadata.getPagesize();
  const bookmark = metadata.getBookmark();
  if (pageSize === 0 && bookmark === '') {
    return queries.open(stateSource(namespace, simulator.scan(namespace, start, end))).serializeBinary();
  }
  const scan = simulator.scanPaginated(namespace, bookmark === '' ? start : bookmark, end);
  return queries.open(stateSource(namespace, scan), { pageSize }).serializeBinary();
}

function getHistory(payload: Uint8Array, context: TransactionContext): Uint8Array {
  const { history, namespace, queries, simulator } = context;
  const request = decode(peer.GetHistoryForKey, 'GetHistoryForKey', payload);
  const changes = history.changes(namespace, request.getKey(), simulator.height);
  return queries.open(historySource(changes)).serializeBinary();
}

function queryNext(payload: Uint8Array, { queries }: TransactionContext): Uint8Array {
  const request = decode(peer.QueryStateNext, 'QueryStateNext', payload);
  return queries.next(request.getId()).serializeBinary();
}

function queryClose(payload: Uint8Array, { queries }: TransactionContext): Uint8Array {
  const request = decode(peer.QueryStateClose, 'QueryStateClose', payload);
  return queries.close(request.getId()).serializeBinary();
}

function stateSource(namespace: string, scan: RangeScan): QuerySource {
  return {
    next: () => {
      const entry = scan.next();
      if (entry === undefined) return undefined;
      const encoded = new queryresult.KV();
      encoded.setNamespace(namespace);
      encoded.setKey(entry.key);
      encoded.setValue(entry.value);
      return encoded.serializeBinary();
    },
    bookmark: () => scan.bookmark(),
  };
}

function historySource(changes: IterableIterator<KeyChange>): QuerySource {
  return {
    next: () => {
      const result = changes.next();
      if (result.done === true) return undefined;
      const encoded = new queryresult.KeyModification();
      encoded.setTxId(result.value.transactionId);
      encoded.setTimestamp(result.value.timestamp);
      encoded.setIsDelete(result.value.isDelete);
      encoded.setValue(result.value.value);
      return encoded.serializeBinary();
    },
    bookmark: () => '',
  };
}
