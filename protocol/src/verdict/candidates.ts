// SPDX-License-Identifier: Apache-2.0
import { algorithmById, type Algorithm } from '../algorithm/algorithms';
import type { SignatureBackend } from '../algorithm/backend';
import { nodeBackend } from '../algorithm/node-backend';
import { fromBase64 } from '../encoding/bytes';
import { importSpki, type PublicKey } from '../key/spki';
import type { KeyRecord, MeterRecord } from '../records/meter';

/** The most keys of one institute that a receipt is tried against. */
export const MAX_KEY_TRIALS = 16;

/** A key that a receipt is tried against. */
export interface CandidateKey {
  readonly meter: MeterRecord;
  readonly record: KeyRecord;
  readonly key: PublicKey;
  readonly algorithm: Algorithm;
}

function candidateKey(meter: MeterRecord, record: KeyRecord, backend: SignatureBackend): CandidateKey[] {
  const algorithm = algorithmById(record.algorithm);
  const spki = fromBase64(record.spki);
  const key = spki === undefined ? undefined : importSpki(spki, backend);
  return algorithm === undefined || key === undefined ? [] : [{ meter, record, key, algorithm }];
}

/**
 * Keys in the order of the attempts: meters by ID, keys newest first, at most {@link MAX_KEY_TRIALS} of each
 * institute, so that no institute can crowd out another's.
 */
export function candidateKeys(
  meters: readonly MeterRecord[],
  backend: SignatureBackend = nodeBackend,
): CandidateKey[] {
  const sorted = [...meters].sort((a, b) => (a.meterId < b.meterId ? -1 : 1));
  const counts = new Map<string, number>();
  const keys = sorted.flatMap((meter) => [...meter.keys].reverse().map((record) => ({ meter, record })));
  const tried = keys.filter(({ meter: { mspId } }) => {
    const count = (counts.get(mspId) ?? 0) + 1;
    counts.set(mspId, count);
    return count <= MAX_KEY_TRIALS;
  });
  return tried.flatMap(({ meter, record }) => candidateKey(meter, record, backend));
}
