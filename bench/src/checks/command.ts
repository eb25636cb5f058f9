// SPDX-License-Identifier: Apache-2.0
import { addCpu, type CpuSeconds } from '../measure/cpu';
import { median } from '../measure/ratio';
import type { Target } from '../measure/target';
import {
  benchChecks,
  loadTexts,
  prototype,
  roundsOf,
  type LoadName,
  type MeasuredLoad,
} from './checks-bench';
import type { ChecksPace } from './loads';

/** Flags of `bench checks`. */
export interface ChecksFlags extends ChecksPace {
  readonly meters: number;
  readonly json: boolean;
}

const cpuText = (cpu: CpuSeconds, items: number): string =>
  (Object.keys(cpu) as (keyof CpuSeconds)[])
    .map((kind) => `${kind} ${((cpu[kind] * 1000) / (items / 1000)).toFixed(0)}`)
    .join(', ');

/** The median of the rounds, and the processor time of all of them. */
function loadText(loads: readonly MeasuredLoad[], name: LoadName): string {
  const rounds = roundsOf(loads, name);
  const sum = (of: (load: MeasuredLoad) => number): number => rounds.reduce((all, load) => all + of(load), 0);
  const items = sum((load) => load.items);
  const rate = median(rounds.map(({ perSecond }) => perSecond)).toFixed(0);
  const latency = median(rounds.map((load) => load.latency)).toFixed(0);
  const cpu = cpuText(addCpu(rounds.map((load) => load.cpu)), items);
  const former = prototype[name] === undefined ? '' : ` (the prototype: ${prototype[name]}/s)`;
  return (
    `${rate.padStart(7)}/s  ${loadTexts[name]}${former}\n` +
    `           ${items} in ${sum(({ seconds }) => seconds).toFixed(1)} s, a transaction took ${latency} ms; ` +
    `processor ms for 1,000: ${cpu}`
  );
}

const roundText = ({ round, name, perSecond }: MeasuredLoad): string =>
  `[round ${round}] ${perSecond.toFixed(0).padStart(7)}/s  ${loadTexts[name]}`;

/** Runs it, prints what comes, and gives the targets to be judged. */
export async function runChecks(
  { meters, json, ...pace }: ChecksFlags,
  write: (text: string) => void,
): Promise<readonly Target[]> {
  if (!json) write('A network of its own is stood up: five orderers, four peers, all on this machine.');
  const figures = await benchChecks(meters, pace, (load) => {
    if (!json) write(roundText(load));
  });
  if (json) write(JSON.stringify(figures));
  else {
    write('\nmedians of the rounds, without round 0:');
    for (const name of Object.keys(loadTexts) as LoadName[]) write(loadText(figures.loads, name));
    write('');
  }
  return figures.targets;
}
