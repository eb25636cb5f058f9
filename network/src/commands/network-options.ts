// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { Layout } from '../directory/layout.js';
import { buildModel } from '../model/build-model.js';
import type { NetworkModel } from '../model/network-model.js';
import { DEFAULT_TOPOLOGY, presetFile, REPOSITORY } from '../topology/files.js';
import { readTopology } from '../topology/read-topology.js';

/** Which network a command is about, as given on the command line. */
export interface NetworkOptions {
  readonly name?: string;
  readonly portBase?: number;
  readonly topology?: string;
  readonly preset?: string;
  readonly dir?: string;
  readonly demo?: boolean;
  readonly deployment?: string;
}

/** A network as it shall be. */
export interface WantedNetwork {
  readonly layout: Layout;
  readonly model: NetworkModel;
  /** Absolute path of the deployment file of its chaincode. */
  readonly deploymentFile: string;
}

/**
 * Makes out of options and topology what network is meant.
 * @throws {@link NetworkError} `BAD_OPTION`, `BAD_TOPOLOGY`
 */
export function wantedNetwork(options: NetworkOptions): WantedNetwork {
  const file = topologyFile(options);
  const topology = readTopology(file);
  const model = buildModel(topology, options);
  const named =
    topology.deployment === undefined ? undefined : path.resolve(path.dirname(file), topology.deployment);
  const deploymentFile = options.deployment ?? named ?? defaultDeployment(model.demo);
  return { layout: layoutOf(model.name, options.dir), model, deploymentFile: path.resolve(deploymentFile) };
}

/**
 * Where the network stands that options mean; the topology is read only where it gives the name.
 * @throws {@link NetworkError} `BAD_OPTION`, `BAD_TOPOLOGY`
 */
export function networkLayout(options: NetworkOptions): Layout {
  if (options.dir !== undefined) return new Layout(options.dir);
  return layoutOf(options.name ?? readTopology(topologyFile(options)).name, undefined);
}

const layoutOf = (name: string, directory: string | undefined): Layout =>
  new Layout(directory ?? path.join('.meterpki', 'networks', name));

function topologyFile({ topology, preset }: NetworkOptions): string {
  if (topology !== undefined) return path.resolve(topology);
  return preset === undefined ? DEFAULT_TOPOLOGY : presetFile(preset);
}

/** A demo may use what production does not allow, so it has a deployment of its own. */
const defaultDeployment = (demo: boolean): string =>
  path.join(REPOSITORY, 'chaincode', 'build', demo ? 'demo' : 'ptb-inmetro', 'deployment.json');
