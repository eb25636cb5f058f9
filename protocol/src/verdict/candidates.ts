// SPDX-License-Identifier: Apache-2.0
import { algorithmById, type Algorithm } from '../algorithm/algorithms';
import type { SignatureBackend } from '../algorithm/backend';
import { nodeBackend } from '../algorithm/node-backend';
import { importSpkiText, type PublicKey } from '../key/spki';
import { isUnapproved, type KeyRecord, type MeterRecord } from '../records/meter';

/** The most keys of one institute that a receipt is tried against. */
export const MAX_KEY_TRIALS = 16;

/** A key that a receipt is tried against. */
export interface CandidateKey {
  readonly meter: MeterRecord;
  readonly record: KeyRecord;
  readonly key: PublicKey;
  readonly algorithm: Algorithm;
}

/** A key of a candidate, by the place that it has among the keys of its meter, the newest first. */
interface RankedKey {
  readonly meter: MeterRecord;
  readonly record: KeyRecord;
  readonly rank: number;
}

/**
 * One institute's word alone stands for the key. Whoever computes a second key that verifies a given receipt could have it
 * imported; so such a key is tried where no other one verifies.
 */
const comesLast = ({ record }: RankedKey): boolean => isUnapproved(record);

function rankedKeys(meters: readonly MeterRecord[]): RankedKey[] {
  const keys: RankedKey[] = [];
  for (const meter of [...meters].sort((a, b) => (a.meterId < b.meterId ? -1 : 1)))
    for (const [rank, record] of [...meter.keys].reverse().entries()) keys.push({ meter, record, rank });
  const last = keys.filter(comesLast);
  return last.length === 0 ? keys : [...keys.filter((key) => !comesLast(key)), ...last];
}

/** Of each institute's keys as many as are tried, in their order: the newest of every meter before any older one. */
function withinAllowances(keys: readonly RankedKey[]): RankedKey[] {
  const tried = new Set<RankedKey>();
  for (const institute of new Set(keys.map(({ meter }) => meter.mspId))) {
    const byAge = keys
      .filter(({ meter }) => meter.mspId === institute)
      .sort((a, b) => Number(comesLast(a)) - Number(comesLast(b)) || a.rank - b.rank);
    for (const key of byAge.slice(0, MAX_KEY_TRIALS)) tried.add(key);
  }
  return keys.filter((key) => tried.has(key));
}

/** The key ready for use, or undefined where it is none that this version knows. */
function candidateKey({ meter, record }: RankedKey, backend: SignatureBackend): CandidateKey | undefined {
  const algorithm = algorithmById(record.algorithm);
  const key = importSpkiText(record.spki, backend);
  return algorithm === undefined || key === undefined ? undefined : { meter, record, key, algorithm };
}

/** The keys that a receipt is tried against. */
export interface Candidates {
  /** In the order of the attempts. */
  readonly keys: readonly CandidateKey[];
  /** True where keys of some meters are left untried, so that it is open whether one of them would verify. */
  readonly isCut: boolean;
}

/**
 * Keys in the order of the attempts: meters by ID, keys newest first, at most {@link MAX_KEY_TRIALS} of each institute, so
 * that no institute can crowd out another's; imported keys that nobody approved come last.
 */
export function candidateKeys(
  meters: readonly MeterRecord[],
  backend: SignatureBackend = nodeBackend,
): Candidates {
  const ranked = rankedKeys(meters);
  const tried = ranked.length <= MAX_KEY_TRIALS ? ranked : withinAllowances(ranked);
  return {
    keys: tried.map((key) => candidateKey(key, backend)).filter((key) => key !== undefined),
    // A meter has no more keys than are tried, so that one meter by itself is never cut.
    isCut: tried.length < ranked.length && meters.length > 1,
  };
}
