// SPDX-License-Identifier: Apache-2.0
import type { CodeHashes } from './chaincode/code-hash.js';
import type { Layout } from './directory/layout.js';
import type { ModeName, NetworkRecord } from './directory/record.js';
import type { NetworkModel } from './model/network-model.js';
import type { Finding, Programs } from './programs/find-programs.js';
import type { Addressing } from './render/addressing.js';

/** What every command of a mode works on. */
export interface ModeContext {
  readonly layout: Layout;
  readonly record: NetworkRecord;
  readonly programs: Programs;
  readonly signal: AbortSignal | undefined;
}

/** How one node or service runs now. */
export interface RunState {
  /** Of a node, of a chaincode service, or of a helper of the mode. */
  readonly name: string;
  readonly running: boolean;
  /** Whether it does its work, where the mode can tell; nodes of Fabric are asked themselves. */
  readonly healthy?: boolean;
  /** Process ID or container ID, for people. */
  readonly runs?: string;
  readonly memoryBytes?: number;
  readonly diskBytes?: number;
}

/** A way to run nodes. Commands know no other difference between the modes. */
export interface Mode {
  readonly name: ModeName;
  /** Where the nodes of the channel find each other. */
  readonly addressing: Addressing;
  /** What keeps this machine from running the network, besides missing programs; empty where nothing does. */
  preflight(layout: Layout, model: NetworkModel, purpose: PreflightPurpose): Promise<readonly Finding[]>;
  /** Writes the configuration of all nodes; keys, genesis block and record are there already. */
  configure(layout: Layout, record: NetworkRecord): void;
  /**
   * Starts everything that does not run and waits until the nodes are healthy.
   * @throws NetworkError `NODE_FAILED`, `INTERRUPTED`
   */
  start(context: ModeContext): Promise<void>;
  /**
   * Stops everything; ledgers stay.
   * @returns names of what ran
   * @throws NetworkError `NODE_FAILED`
   */
  stop(layout: Layout): Promise<readonly string[]>;
  /**
   * Stops and starts one node or service and waits until it is healthy.
   * @throws NetworkError `NODE_UNKNOWN`, `NODE_FAILED`
   */
  restart(context: ModeContext, name: string): Promise<void>;
  /** How everything runs. */
  states(layout: Layout, record: NetworkRecord): Promise<readonly RunState[]>;
  /** Prints the log of a node or service, and what is added to it until `signal` is given. */
  printLog(layout: Layout, name: string, options: LogOptions): Promise<void>;
  /** Hashes of the chaincode that runs, where the mode runs other files than those in the network's directory. */
  codeHashes?(layout: Layout, record: NetworkRecord): Promise<CodeHashes>;
  /** Deletes what the mode keeps outside the network's directory, and says what that is. */
  remains(layout: Layout, record: NetworkRecord): Remains;
}

/** What a machine is looked at for. */
export interface PreflightPurpose {
  /** Whether the network is still to be made. */
  readonly isNew: boolean;
  /** Version of the chaincode definition that it shall run. */
  readonly version: string;
}

/** What to print of a log. */
export interface LogOptions {
  readonly follow: boolean;
  readonly lines: number;
  readonly signal: AbortSignal | undefined;
  readonly write: (text: string) => void;
}

/** What a mode keeps outside the network's directory. */
export interface Remains {
  /** One line for each thing, for people. */
  readonly described: readonly string[];
  /** Deletes them. */
  readonly remove: () => Promise<void>;
}
