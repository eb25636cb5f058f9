// SPDX-License-Identifier: Apache-2.0
import { ledger } from '@hyperledger/fabric-protos';

type TxReadWriteSet = ledger.rwset.TxReadWriteSet;

type KvRwSet = ledger.rwset.kvrwset.KVRWSet;

/** Changes what a transaction read and wrote in the namespace of the contract. */
const inContract =
  (change: (set: KvRwSet) => void) =>
  (results: TxReadWriteSet): void => {
    for (const entry of results.getNsRwsetList()) {
      if (entry.getNamespace() !== 'conformance') continue;
      const set = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(entry.getRwset_asU8());
      change(set);
      entry.setRwset(set.serializeBinary());
    }
  };

const inNamespace =
  (name: string) =>
  (results: TxReadWriteSet): void => {
    for (const entry of results.getNsRwsetList()) {
      if (entry.getNamespace() === 'conformance') entry.setNamespace(name);
    }
  };

function readOf(key: string, block?: number): ledger.rwset.kvrwset.KVRead {
  const read = new ledger.rwset.kvrwset.KVRead();
  read.setKey(key);
  if (block === undefined) return read;
  const version = new ledger.rwset.kvrwset.Version();
  version.setBlockNum(block);
  read.setVersion(version);
  return read;
}

/** Read-write sets that both peers sign, though no chaincode made them. */
export const madeUpResults: Readonly<Record<string, (results: TxReadWriteSet) => void>> = {
  'nothing changed': () => undefined,
  'a write to an unknown chaincode': inNamespace('elsewhere'),
  'a write to the lifecycle': inNamespace('_lifecycle'),
  'a write to lscc': inNamespace('lscc'),
  'a read of a version that never was': inContract((set) => {
    set.setReadsList([readOf('validated', 1_000_000)]);
  }),
  'a read of nothing where nothing is': inContract((set) => {
    set.setReadsList([readOf('never written')]);
  }),
  'a write of an empty value that is no deletion': inContract((set) => {
    for (const write of set.getWritesList()) write.setValue('');
  }),
  'a deletion without key': inContract((set) => {
    for (const write of set.getWritesList()) {
      write.setKey('');
      write.setValue('');
      write.setIsDelete(true);
    }
  }),
  'a key written twice': inContract((set) => {
    set.setWritesList([...set.getWritesList(), ...set.getWritesList()]);
  }),
  'no writes': inContract((set) => {
    set.setWritesList([]);
  }),
  'no namespaces': (results) => {
    results.setNsRwsetList([]);
  },
  'an unknown data model': (results) => {
    results.setDataModel(7 as 0);
  },
};
