// SPDX-License-Identifier: Apache-2.0
import { ledger as protos, peer } from '@hyperledger/fabric-protos';
import type { Simulation } from './simulation';

const { rwset } = protos;
type Rwset = protos.rwset.kvrwset.KVRWSet;

/** Reads of a range up to which a peer lists them one by one (ledger/kvledger, MaxDegreeQueryReadsHashing). */
const LISTED_READS = 50;

const version = (): protos.rwset.kvrwset.Version => {
  const some = new rwset.kvrwset.Version();
  some.setBlockNum(1_000_000);
  some.setTxNum(100);
  return some;
};

function readOf(key: string): protos.rwset.kvrwset.KVRead {
  const read = new rwset.kvrwset.KVRead();
  read.setKey(key);
  read.setVersion(version());
  return read;
}

function addRanges(set: Rwset, { scans }: Simulation): void {
  for (const { start, end, keys } of scans) {
    const info = new rwset.kvrwset.RangeQueryInfo();
    info.setStartKey(start);
    info.setEndKey(end);
    info.setItrExhausted(true);
    if (keys.length <= LISTED_READS) {
      const reads = new rwset.kvrwset.QueryReads();
      reads.setKvReadsList(keys.map(readOf));
      info.setRawReads(reads);
    } else {
      const summary = new rwset.kvrwset.QueryReadsMerkleSummary();
      summary.setMaxDegree(LISTED_READS);
      summary.setMaxLevel(Math.ceil(Math.log(keys.length) / Math.log(LISTED_READS)));
      summary.setMaxLevelHashesList(
        Array.from({ length: Math.ceil(keys.length / LISTED_READS) }, () => new Uint8Array(32)),
      );
      info.setReadsMerkleHashes(summary);
    }
    set.addRangeQueriesInfo(info);
  }
}

function addWrites(set: Rwset, { writes, policies }: Simulation): void {
  for (const [key, value] of writes) {
    const write = new rwset.kvrwset.KVWrite();
    write.setKey(key);
    write.setValue(value);
    set.addWrites(write);
  }
  for (const [key, policy] of policies) {
    const entry = new rwset.kvrwset.KVMetadataEntry();
    entry.setName('VALIDATION_PARAMETER');
    entry.setValue(policy);
    const write = new rwset.kvrwset.KVMetadataWrite();
    write.setKey(key);
    write.setEntriesList([entry]);
    set.addMetadataWrites(write);
  }
}

function eventOf({ event }: Simulation): Uint8Array {
  if (event === undefined) return new Uint8Array();
  const message = new peer.ChaincodeEvent();
  message.setEventName(event.name);
  message.setPayload(event.payload);
  return message.serializeBinary();
}

/**
 * What a call adds to a block: arguments, read and write set, event and result, in Fabric's encoding. Headers,
 * certificates and signatures come on top, about 4 KB with two endorsements whatever the call.
 */
export function blockBytes(simulation: Simulation, result: string): number {
  const set = new rwset.kvrwset.KVRWSet();
  set.setReadsList(simulation.readKeys.map(readOf));
  addRanges(set, simulation);
  addWrites(set, simulation);
  const input = new peer.ChaincodeInput();
  input.setArgsList([...simulation.getBufferArgs()]);
  const response = new peer.Response();
  response.setStatus(200);
  response.setPayload(Buffer.from(result, 'utf8'));
  const parts = [set, input, response].map((message) => message.serializeBinary());
  return [...parts, eventOf(simulation)].reduce((sum, { length }) => sum + length, 0);
}
