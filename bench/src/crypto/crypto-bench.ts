// SPDX-License-Identifier: Apache-2.0
import { interleaved, type Pace } from '../measure/interleaved';
import { median } from '../measure/ratio';
import { target, type Target } from '../measure/target';
import { contendersOf, type ContenderName } from './contenders';
import { samples, type Sample } from './samples';

/** What was measured for one algorithm. */
export interface AlgorithmFigures {
  readonly algorithm: string;
  /** Median microseconds of a call. */
  readonly microseconds: Readonly<Record<ContenderName, number>>;
}

/** A whole run. */
export interface CryptoFigures {
  readonly node: string;
  readonly figures: readonly AlgorithmFigures[];
  readonly targets: readonly Target[];
}

/** The curve of most meters, which the targets about it are for. */
const USUAL = 'ECDSA-secp256r1-SHA256';

type Measured = Readonly<Record<ContenderName, readonly number[]>>;

function targetsOf(id: string, { bare, cached, parse, elliptic }: Measured): Target[] {
  const usual = id === USUAL ? [target(`${id}: cached against elliptic, speed`, 30, elliptic, cached)] : [];
  return [
    target(`${id}: cached against bare node:crypto, speed`, 0.9, bare, cached),
    ...usual,
    target(`${id}: verifying costs as many times as parsing`, 1, cached, parse),
  ];
}

async function measure(sample: Sample, pace: Pace): Promise<[AlgorithmFigures, Target[]]> {
  const measured = await interleaved(contendersOf(sample), pace);
  const microseconds = Object.fromEntries(
    Object.entries(measured).map(([name, rounds]) => [name, median(rounds)]),
  ) as AlgorithmFigures['microseconds'];
  const { id } = sample.algorithm;
  return [{ algorithm: id, microseconds }, targetsOf(id, measured)];
}

/**
 * Measures parsing and verification for every algorithm.
 *
 * @param tell - is handed the figures of each algorithm as they come
 */
export async function benchCrypto(
  pace: Pace,
  tell: (figures: AlgorithmFigures) => void,
): Promise<CryptoFigures> {
  const figures: AlgorithmFigures[] = [];
  const targets: Target[] = [];
  for (const sample of samples()) {
    const [own, judged] = await measure(sample, pace);
    figures.push(own);
    targets.push(...judged);
    tell(own);
  }
  return { node: process.versions.node, figures, targets };
}
