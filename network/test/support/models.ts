// SPDX-License-Identifier: Apache-2.0
import { buildModel, type ModelOptions } from '../../dist/model/build-model.js';
import type { NetworkModel } from '../../dist/model/network-model.js';
import { DEFAULT_TOPOLOGY, presetFile } from '../../dist/topology/files.js';
import { readTopology } from '../../dist/topology/read-topology.js';

/** Topologies that come along, by name. */
export const TOPOLOGIES: Readonly<Record<string, string>> = {
  default: DEFAULT_TOPOLOGY,
  'paper-a': presetFile('paper-a'),
};

/** The model of a topology that comes along. */
export const modelOf = (name: 'default' | 'paper-a' = 'default', options: ModelOptions = {}): NetworkModel =>
  buildModel(readTopology(TOPOLOGIES[name] ?? ''), options);
