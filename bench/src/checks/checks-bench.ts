// SPDX-License-Identifier: Apache-2.0
import {
  connect,
  connectGateway,
  profileOf,
  readLedger,
  readProfile,
  type Transport,
} from '@meterpki/client';
import { cpuBetween, cpuSeconds, type CpuSeconds } from '../measure/cpu';
import { timeLoad, type Load, type LoadFigures } from '../measure/load';
import { target, type Target } from '../measure/target';
import { startNetwork, type BenchNetwork } from '../network/native-network';
import { importMeters } from './import-meters';
import { listedChecks, noops, singleChecks, type ChecksPace } from './loads';
import { makeMeters, type BenchMeter } from './meters';

/** What is measured, in this order. */
export const loadTexts = {
  noop: 'no-op contract, one write of 100 bytes a transaction',
  unchecked: 'no-op contract, the writes, event and answer of a recorded check',
  single: 'recorded checks, one a transaction',
  random: 'recorded checks in lists, meters at random',
  neighbours: 'recorded checks in lists, neighbouring meters',
  bare: 'the same without the compact list of verdicts in the answer',
} as const;

/** One of {@link loadTexts}. */
export type LoadName = keyof typeof loadTexts;

/** What a load showed, and the processor time that it took. */
interface Measured extends LoadFigures {
  readonly cpu: CpuSeconds;
}

/** What one load showed in one round. */
export interface MeasuredLoad extends Measured {
  readonly name: LoadName;
  /** From 1; 0 for the round that does not count. */
  readonly round: number;
}

/** A whole run. */
export interface ChecksFigures {
  readonly node: string;
  readonly meters: number;
  readonly pace: ChecksPace;
  readonly loads: readonly MeasuredLoad[];
  readonly targets: readonly Target[];
}

/** What a prototype reached a second on a network of the same shape, on another machine of two cores. */
export const prototype: Readonly<Partial<Record<LoadName, number>>> = {
  noop: 228,
  single: 200,
  random: 2200,
  neighbours: 6700,
};

/** What is compared with the prototype, as multiples of the no-op contract: machines differ. */
const COMPARED = ['single', 'random', 'neighbours'] as const;

/** What is left of the rate beside the same writes unchecked, and with the compact list. */
const AT_LEAST = { single: 0.75, listed: 0.9 } as const;

async function prepare(ledger: string, meters: readonly BenchMeter[]): Promise<Transport> {
  const descriptor = await readLedger(ledger);
  const profile = async (name: string): ReturnType<typeof readProfile> =>
    readProfile(profileOf(descriptor, name));
  const ptb = await connect(await profile('ptb-admin'));
  const inmetro = await connect(await profile('inmetro-admin'));
  try {
    await importMeters({ ptb, inmetro }, meters);
  } finally {
    ptb.close();
    inmetro.close();
  }
  return connectGateway(await profile('ptb-society'));
}

/** The rounds of one load that count. */
export const roundsOf = (loads: readonly MeasuredLoad[], name: LoadName): MeasuredLoad[] =>
  loads.filter((load) => load.name === name && load.round > 0);

function targetsOf(loads: readonly MeasuredLoad[]): Target[] {
  const rate = (name: LoadName): number[] => roundsOf(loads, name).map(({ perSecond }) => perSecond);
  const multiple = (name: LoadName): number => (prototype[name] ?? NaN) / (prototype.noop ?? NaN);
  const ratios = COMPARED.map((name) =>
    target(`${loadTexts[name]}, to the no-op`, multiple(name), rate(name), rate('noop')),
  );
  return [
    ...ratios,
    target(
      `${loadTexts.single}, to the same writes unchecked`,
      AT_LEAST.single,
      rate('single'),
      rate('unchecked'),
    ),
    target('with the compact list, to without it', AT_LEAST.listed, rate('neighbours'), rate('bare')),
  ];
}

async function measureOn(
  network: BenchNetwork,
  meters: readonly BenchMeter[],
  pace: ChecksPace,
  tell: (load: MeasuredLoad) => void,
): Promise<MeasuredLoad[]> {
  const transport = await prepare(network.ledger, meters);
  const processes = network.processes();
  const measure = async <T>(load: Load<T>): Promise<Measured> => {
    const before = cpuSeconds(processes);
    const figures = await timeLoad(load);
    return { ...figures, cpu: cpuBetween(before, cpuSeconds(processes)) };
  };
  const loads: Readonly<Record<LoadName, () => Promise<Measured>>> = {
    noop: () => measure(noops(transport, 'Put', pace)),
    unchecked: () => measure(noops(transport, 'Record', pace)),
    single: () => measure(singleChecks(transport, meters, pace)),
    random: () => measure(listedChecks(transport, 'receipts', meters, pace, 'random')),
    neighbours: () => measure(listedChecks(transport, 'receipts', meters, pace, 'neighbours')),
    bare: () => measure(listedChecks(transport, 'bare', meters, pace, 'neighbours')),
  };
  try {
    const measured: MeasuredLoad[] = [];
    // A first round does not count: caches of keys are empty, code is not compiled.
    for (let round = 0; round <= pace.rounds; round++) {
      for (const name of Object.keys(loads) as LoadName[]) {
        const load = { name, round, ...(await loads[name]()) };
        measured.push(load);
        tell(load);
      }
    }
    return measured;
  } finally {
    transport.close();
  }
}

/**
 * Measures recorded checks on a network of its own, beside a contract that writes once: in turns, so that whatever else the
 * machine does falls on all of them.
 *
 * @param count - how many meters the ledger holds
 * @param tell - is handed the figures of each load and round as they come
 */
export async function benchChecks(
  count: number,
  pace: ChecksPace,
  tell: (load: MeasuredLoad) => void,
): Promise<ChecksFigures> {
  const meters = makeMeters(count, 'bench');
  const network = startNetwork();
  try {
    const loads = await measureOn(network, meters, pace, tell);
    return { node: process.versions.node, meters: count, pace, loads, targets: targetsOf(loads) };
  } finally {
    network.down();
  }
}
