// SPDX-License-Identifier: Apache-2.0

/** Rounds that do not count: until then code is not compiled and caches are empty. */
const WARM_UP = 3;

/** What is measured: called over and over, and all that it leaves behind is time. */
export type Contender = () => unknown;

/** How long a measurement takes. */
export interface Pace {
  /** How often each contender gets its turn. */
  readonly rounds: number;
  /** Milliseconds of a turn. */
  readonly turn: number;
}

/** Median microseconds of a call, by contender, one for each round. */
export type Rounds<Name extends string> = Readonly<Record<Name, readonly number[]>>;

/**
 * Measures contenders in turns, so that whatever else the machine does falls on all of them.
 *
 * @param contenders - by name
 * @returns for each round the median call of each contender, microseconds
 * @throws Error when a contender throws
 */
export async function interleaved<Name extends string>(
  contenders: Readonly<Record<Name, Contender>>,
  { rounds, turn }: Pace,
): Promise<Rounds<Name>> {
  const { Bench } = await import('tinybench');
  const names = Object.keys(contenders) as Name[];
  const medians = Object.fromEntries(names.map((name): [Name, number[]] => [name, []])) as Record<
    Name,
    number[]
  >;
  for (let round = -WARM_UP; round < rounds; round++) {
    // A new one each time: it adds to what it measured before.
    const bench = new Bench({ time: turn, iterations: 3, warmup: false, throws: true });
    for (const name of names) bench.add(name, contenders[name]);
    await bench.run();
    if (round < 0) continue;
    for (const name of names) medians[name].push(microseconds(bench.getTask(name)?.result));
  }
  return medians;
}

/** The library tells milliseconds, and for a task that did not run nothing. */
function microseconds(result: unknown): number {
  const { latency } = result as { latency?: { p50?: number } };
  if (latency?.p50 === undefined) throw new Error('a contender has not run');
  return latency.p50 * 1000;
}
