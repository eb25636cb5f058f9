// SPDX-License-Identifier: Apache-2.0
import type { CpuSeconds } from '../measure/cpu';
import type { Target } from '../measure/target';
import { benchChecks, loadTexts, type MeasuredLoad } from './checks-bench';
import type { BenchFormat } from './meters';

/** Flags of `bench checks`. */
export interface ChecksFlags {
  readonly meters: number;
  readonly singles: number;
  readonly lists: number;
  readonly size: number;
  readonly format: BenchFormat;
  readonly json: boolean;
}

const cpuText = (cpu: CpuSeconds, items: number): string =>
  (Object.keys(cpu) as (keyof CpuSeconds)[])
    .map((kind) => `${kind} ${((cpu[kind] * 1000) / (items / 1000)).toFixed(0)}`)
    .join(', ');

const loadText = ({ name, items, seconds, perSecond, latency, cpu }: MeasuredLoad): string =>
  `${perSecond.toFixed(0).padStart(7)}/s  ${loadTexts[name]}\n` +
  `           ${items} in ${seconds.toFixed(1)} s, a transaction took ${latency.toFixed(0)} ms; ` +
  `processor ms for 1,000: ${cpuText(cpu, items)}`;

/** Runs it, prints what comes, and gives the targets to be judged. */
export async function runChecks(
  { meters, json, ...pace }: ChecksFlags,
  write: (text: string) => void,
): Promise<readonly Target[]> {
  if (!json) write('A network of its own is stood up: five orderers, four peers, all on this machine.');
  const figures = await benchChecks(meters, pace, (load) => {
    if (!json) write(loadText(load));
  });
  write(json ? JSON.stringify(figures) : '');
  return figures.targets;
}
