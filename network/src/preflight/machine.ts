// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { orderersOf, peersOf, type NetworkModel } from '../model/network-model.js';
import type { Finding } from '../programs/find-programs.js';

const MEGABYTE = 1_000_000;
/** Raft keeps two files of 64 MB for each orderer and channel; the rest is room for ledgers and logs. */
const ORDERER_BYTES = 200 * MEGABYTE;
const PEER_BYTES = 150 * MEGABYTE;
const STARTING_BYTES = 100 * MEGABYTE;

/** Room that a network should find: a new one needs more than one whose files are there already. */
export const neededBytes = (model: NetworkModel, isNew: boolean): number =>
  isNew ? newNetworkBytes(model) : STARTING_BYTES;

const newNetworkBytes = (model: NetworkModel): number =>
  orderersOf(model).length * ORDERER_BYTES + peersOf(model).length * PEER_BYTES;

/**
 * Looks for room on the disk.
 * @param folder - where the network shall stand; may be missing
 */
export async function tooLittleRoom(folder: string, needed: number): Promise<Finding[]> {
  const { bavail, bsize } = await statfs(nearestFolder(folder));
  const free = bavail * bsize;
  if (free >= needed) return [];
  const megabytes = (bytes: number): string => `${Math.floor(bytes / MEGABYTE)} MB`;
  const text = `${folder} has ${megabytes(free)} free, ${megabytes(needed)} are needed`;
  return [{ text, next: 'Free some room, or name a folder on another disk with --dir.' }];
}

function nearestFolder(folder: string): string {
  return existsSync(folder) || path.dirname(folder) === folder ? folder : nearestFolder(path.dirname(folder));
}

/** No clock that is right stands before the release of the programs (June 2026). */
const EARLIEST = Date.UTC(2026, 5, 1);

/** Looks whether the clock can be right: certificates and proposals carry its time. */
export function wrongClock(now: number): Finding[] {
  if (now >= EARLIEST) return [];
  const text = `the clock says ${new Date(now).toISOString()}, which is before the release of Fabric's programs`;
  return [
    { text, next: 'Set the clock and keep it synchronised (for example with chrony or systemd-timesyncd).' },
  ];
}
