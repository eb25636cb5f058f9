// SPDX-License-Identifier: Apache-2.0
import { rmSync } from 'node:fs';
import type { NetworkModel } from '../model/network-model.js';
import type { Layout } from './layout.js';
import { writePrivateJson } from './private-files.js';
import type { ProfileIndex } from './profiles.js';
import { writeTrustFile } from './trust-file.js';

/**
 * Says in `ledger.json` that the network answers, in the form that the client reads, and beside it whom to believe who
 * checks its verdict bundles.
 * @throws {@link NetworkError} `STORAGE_FAILED`
 */
export function writeDescriptor(layout: Layout, model: NetworkModel, profiles: ProfileIndex): void {
  const { name, channel, chaincode, demo } = model;
  writeTrustFile(layout, model);
  writePrivateJson(layout.descriptor, {
    kind: 'fabric',
    name,
    channel,
    chaincode,
    demo,
    consensus: 'raft',
    profiles,
  });
}

/** Takes the descriptor away: the network does not answer any more, or not yet. */
export function removeDescriptor(layout: Layout): void {
  rmSync(layout.descriptor, { force: true });
}
