// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';

import { ledger } from '@hyperledger/fabric-protos';

import { keyRead, QueryReads, type ReadsSummary } from '../../dist/simulation/query-reads.js';

const VERSION = { block: 3, transaction: 1 };

function key(index: number): string {
  return `key${String(index).padStart(5, '0')}`;
}

function summaryOf(count: number, maxDegree?: number): ReadsSummary {
  const reads = new QueryReads(maxDegree);
  for (let index = 0; index < count; index += 1) reads.add(key(index), VERSION);
  return reads.summary();
}

function sha256(...parts: readonly Uint8Array[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest();
}

/** Hash of the reads from one index to before another. */
function leaf(from: number, to: number): Buffer {
  const reads = new ledger.rwset.kvrwset.QueryReads();
  for (let index = from; index < to; index += 1) reads.addKvReads(keyRead(key(index), VERSION));
  return sha256(reads.serializeBinary());
}

function hashesOf(summary: ReadsSummary): { level: number; hashes: string[] } {
  if (summary.kind !== 'hashes') throw new Error('reads are listed');
  return { level: summary.level, hashes: summary.hashes.map((hash) => Buffer.from(hash).toString('hex')) };
}

function hex(...hashes: readonly Buffer[]): string[] {
  return hashes.map((hash) => hash.toString('hex'));
}

describe('QueryReads', () => {
  it('lists up to 50 reads, and hashes from 51 on', () => {
    expect(summaryOf(0)).toEqual({ kind: 'reads', reads: [] });
    expect(summaryOf(50)).toMatchObject({ kind: 'reads' });
    expect(hashesOf(summaryOf(51))).toEqual({ level: 1, hashes: hex(leaf(0, 51)) });
  });

  it('hashes what is left over as a group of its own', () => {
    expect(hashesOf(summaryOf(60))).toEqual({ level: 1, hashes: hex(leaf(0, 51), leaf(51, 60)) });
  });

  it('builds levels when a level is full', () => {
    const leaves = [leaf(0, 3), leaf(3, 6), leaf(6, 9)];
    expect(hashesOf(summaryOf(6, 2))).toEqual({ level: 1, hashes: hex(...leaves.slice(0, 2)) });
    expect(hashesOf(summaryOf(9, 2))).toEqual({ level: 2, hashes: hex(sha256(...leaves)) });
    expect(hashesOf(summaryOf(10, 2))).toEqual({ level: 2, hashes: hex(sha256(...leaves), leaf(9, 10)) });
    expect(hashesOf(summaryOf(15, 2))).toEqual({
      level: 2,
      hashes: hex(sha256(...leaves), sha256(leaf(9, 12), leaf(12, 15))),
    });
  });

  it('closes the top level with one hash when the rest overfills it', () => {
    const groups = [0, 9].map((from) =>
      sha256(leaf(from, from + 3), leaf(from + 3, from + 6), leaf(from + 6, from + 9)),
    );
    expect(hashesOf(summaryOf(19, 2))).toEqual({ level: 3, hashes: hex(sha256(...groups, leaf(18, 19))) });
  });

  it('changes with a version', () => {
    const other = new QueryReads(2);
    for (let index = 0; index < 9; index += 1)
      other.add(key(index), { block: 3, transaction: index === 4 ? 2 : 1 });
    expect(hashesOf(other.summary())).not.toEqual(hashesOf(summaryOf(9, 2)));
  });
});
