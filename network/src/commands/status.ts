// SPDX-License-Identifier: Apache-2.0
import type { ChannelContext } from '../channel/join.js';
import { committedVersion } from '../chaincode/committed-version.js';
import { runningHashes, type CodeHashes } from '../chaincode/code-hash.js';
import { expiries } from '../crypto/expiry.js';
import { requireRecord, type ModeName, type NetworkRecord } from '../directory/record.js';
import type { Layout } from '../directory/layout.js';
import { membersStatus, UNKNOWN_MEMBERS, type MembersStatus } from '../members/members-status.js';
import type { RunState } from '../mode.js';
import { nodesOf, type FabricNode } from '../model/network-model.js';
import { askOperations } from '../operations/https-get.js';
import { channelValue, parseMetrics, type Sample } from '../operations/metrics.js';
import { findPrograms } from '../programs/find-programs.js';
import { modeOf } from './modes.js';
import { networkLayout, type NetworkOptions } from './network-options.js';

/** How a node of Fabric is. */
export interface NodeStatus extends RunState {
  readonly kind: 'peer' | 'orderer' | 'service';
  /** Blocks of the channel that it holds; absent where that is not known, or it has none: see {@link isWithoutLedger}. */
  readonly height?: number;
  /** For an orderer: whether it leads the channel. */
  readonly leads?: boolean;
}

/** True for a node that answers and holds nothing of the channel: its ledger was lost, it serves nobody. */
export const isWithoutLedger = ({ kind, healthy, height }: NodeStatus): boolean =>
  kind !== 'service' && healthy === true && height === undefined;

/** What is known of a network at one moment. */
export interface NetworkStatus {
  readonly name: string;
  readonly directory: string;
  readonly mode: ModeName;
  readonly demo: boolean;
  readonly channel: string;
  /** `running`: all is well; `degraded`: part of it; `stopped`: nothing runs; `incomplete`: `up` did not end. */
  readonly state: 'running' | 'degraded' | 'stopped' | 'incomplete';
  /** Name of the orderer that leads, or null. */
  readonly leader: string | null;
  readonly nodes: readonly NodeStatus[];
  /** The certificate that ends first; null where certificates are missing. */
  readonly firstExpiry: { readonly what: string; readonly notAfter: string } | null;
  readonly chaincode: ChaincodeStatus;
  readonly members: MembersStatus;
}

/** What runs as chaincode, against what the institutes approved. */
export interface ChaincodeStatus extends CodeHashes {
  readonly label: string;
  /** Version of the definition on the channel; null where no peer could be asked. */
  readonly approvedVersion: string | null;
  /** Whether the files are those of the approved version; null where that is not known. */
  readonly matches: boolean | null;
}

/**
 * Looks at every part of a network; nothing is changed.
 * @throws {@link NetworkError} `NETWORK_UNKNOWN`, `STORAGE_FAILED`
 */
export async function status(options: NetworkOptions): Promise<NetworkStatus> {
  const layout = networkLayout(options);
  const record = requireRecord(layout);
  const { model, mode } = record;
  const states = await modeOf(mode).states(layout, record);
  const nodes = await Promise.all(states.map((state) => nodeStatus(layout, record, state)));
  const isAnswering = nodes.some(({ kind, healthy }) => kind === 'peer' && healthy === true);
  const { programs } = await findPrograms();
  const context: ChannelContext = { layout, model, programs, signal: undefined };
  return {
    name: model.name,
    directory: layout.root,
    mode,
    demo: model.demo,
    channel: model.channel,
    state: overall(record, nodes),
    leader: nodes.find(({ leads }) => leads === true)?.name ?? null,
    nodes,
    firstExpiry: firstExpiry(layout, record),
    chaincode: await chaincodeStatus(context, record, isAnswering),
    members: isAnswering ? await membersStatus(context) : UNKNOWN_MEMBERS,
  };
}

function overall({ phase }: NetworkRecord, nodes: readonly NodeStatus[]): NetworkStatus['state'] {
  if (phase === 'making') return 'incomplete';
  if (nodes.every(({ running }) => !running)) return 'stopped';
  const isWell = (node: NodeStatus): boolean =>
    node.running && node.healthy !== false && !isWithoutLedger(node);
  return nodes.every(isWell) ? 'running' : 'degraded';
}

async function nodeStatus(layout: Layout, { model }: NetworkRecord, state: RunState): Promise<NodeStatus> {
  const node = nodesOf(model).find(({ name }) => name === state.name);
  if (node === undefined) return { ...state, kind: 'service' };
  if (!state.running) return { ...state, kind: node.kind, healthy: false };
  const [health, metrics] = await Promise.all([
    askOperations(layout, node, '/healthz'),
    askOperations(layout, node, '/metrics'),
  ]);
  const measured = measure(node, parseMetrics(metrics?.body ?? ''), model.channel);
  return { ...state, kind: node.kind, healthy: health?.status === 200, ...measured };
}

function measure(
  { kind }: FabricNode,
  samples: readonly Sample[],
  channel: string,
): { height?: number; leads?: boolean } {
  const height = channelValue(samples, 'ledger_blockchain_height', channel);
  const leads = channelValue(samples, 'consensus_etcdraft_is_leader', channel);
  return {
    ...(height === undefined ? {} : { height }),
    ...(kind === 'orderer' ? { leads: leads === 1 } : {}),
  };
}

function firstExpiry(layout: Layout, { model }: NetworkRecord): NetworkStatus['firstExpiry'] {
  try {
    const [first] = expiries(layout, model);
    return first === undefined ? null : { what: first.what, notAfter: first.notAfter.toISOString() };
  } catch {
    return null;
  }
}

const hashesOf = async (layout: Layout, record: NetworkRecord): Promise<CodeHashes> =>
  (await modeOf(record.mode).codeHashes?.(layout, record)) ?? runningHashes(layout);

async function chaincodeStatus(
  context: ChannelContext,
  record: NetworkRecord,
  isAnswering: boolean,
): Promise<ChaincodeStatus> {
  const { chaincode } = record;
  const hashes = await hashesOf(context.layout, record);
  const approvedVersion = isAnswering ? ((await committedVersion(context, chaincode.name)) ?? null) : null;
  const isKnown = approvedVersion !== null && hashes.bundle !== null && hashes.genesis !== null;
  const suffix = `-${hashes.bundle ?? ''}-${hashes.genesis ?? ''}`;
  return {
    label: chaincode.label,
    ...hashes,
    approvedVersion,
    matches: isKnown ? approvedVersion.endsWith(suffix) : null,
  };
}
