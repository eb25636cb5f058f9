// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { NodeProcess } from '../network/native-network';

/** Linux counts processor time in hundredths of a second (USER_HZ, proc(5)). */
const TICKS_PER_SECOND = 100;

/** Processor seconds used so far, by kind of process. */
export type CpuSeconds = Readonly<Record<'chaincode' | 'peers' | 'orderers' | 'client', number>>;

/** User and system time of a process; 0 for one that is gone. */
function secondsOf(pid: number): number {
  try {
    // The name of the program stands in brackets and may hold spaces; utime and stime are the 12th and 13th behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}

const total = (processes: readonly NodeProcess[], kind: string): number =>
  processes.filter(({ name }) => name.includes(`-${kind}`)).reduce((sum, { pid }) => sum + secondsOf(pid), 0);

/** Processor time of a network and of this process until now. */
export const cpuSeconds = (processes: readonly NodeProcess[]): CpuSeconds => ({
  chaincode: total(processes, 'chaincode'),
  peers: total(processes, 'peer'),
  orderers: total(processes, 'orderer'),
  client: secondsOf(process.pid),
});

/** What was used in between. */
export const cpuBetween = (before: CpuSeconds, after: CpuSeconds): CpuSeconds => ({
  chaincode: after.chaincode - before.chaincode,
  peers: after.peers - before.peers,
  orderers: after.orderers - before.orderers,
  client: after.client - before.client,
});

/** The sum of several. */
export const addCpu = (times: readonly CpuSeconds[]): CpuSeconds =>
  times.reduce(
    (sum, { chaincode, peers, orderers, client }) => ({
      chaincode: sum.chaincode + chaincode,
      peers: sum.peers + peers,
      orderers: sum.orderers + orderers,
      client: sum.client + client,
    }),
    { chaincode: 0, peers: 0, orderers: 0, client: 0 },
  );
