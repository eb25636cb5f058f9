// SPDX-License-Identifier: Apache-2.0
import Table from 'cli-table3';
import pc from 'picocolors';
import {
  isWithoutLedger,
  type ChaincodeStatus,
  type NetworkStatus,
  type NodeStatus,
} from '../commands/status.js';
import type { MembersStatus } from '../members/members-status.js';

const MEGABYTE = 1_000_000;

/** The status for people: a few lines, then a table of nodes. */
export function statusText(status: NetworkStatus): string {
  const { name, mode, channel, state, leader, firstExpiry, chaincode, members, directory, demo } = status;
  const table = new Table({
    head: ['node', 'kind', 'state', 'height', 'memory', 'disk', 'process'],
    colAligns: ['left', 'left', 'left', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  table.push(...status.nodes.map(rowOf));
  return [
    `${name}: ${coloured(state)} (${mode} mode${demo ? ', demo' : ''}, channel ${channel})`,
    `directory:   ${directory}`,
    `leader:      ${leader ?? 'none'}`,
    `chaincode:   ${chaincode.label}`,
    `approved:    ${approvalText(chaincode)}`,
    ...memberLines(members),
    `certificate: ${firstExpiry === null ? 'not readable' : `${firstExpiry.what} is the first to end, on ${firstExpiry.notAfter.slice(0, 10)}`}`,
    table.toString(),
    '',
  ].join('\n');
}

const coloured = (state: NetworkStatus['state']): string =>
  state === 'running' ? pc.green(state) : pc.yellow(state);

function approvalText({ approvedVersion, matches }: ChaincodeStatus): string {
  if (approvedVersion === null) return 'not known: no peer could be asked';
  if (matches === true) return `${approvedVersion}, and these files run`;
  return pc.red(`${approvedVersion}, but the files that run are others`);
}

function memberLines({ revision, policy, channel, matches, differences }: MembersStatus): string[] {
  if (revision === null || policy === null) return ['members:     not known: no gateway could be asked'];
  const named = `${policy.join(', ')}, by revision ${revision} of the policy`;
  if (channel === null) return [`members:     ${named}; no peer could be asked for the channel`];
  const standing = matches === true ? 'organisations of the channel' : pc.red('not all are of the channel');
  return [`members:     ${named}; ${standing}`, ...differences.map((text) => `             ${text}`)];
}

function rowOf(node: NodeStatus): string[] {
  return [
    node.name,
    node.leads === true ? `${node.kind}, leads` : node.kind,
    stateOf(node),
    node.height === undefined ? '' : String(node.height),
    megabytes(node.memoryBytes),
    megabytes(node.diskBytes),
    node.runs ?? '',
  ];
}

function stateOf(node: NodeStatus): string {
  const { running, healthy } = node;
  if (!running) return pc.red('stopped');
  if (isWithoutLedger(node)) return pc.red('no ledger');
  if (healthy === undefined) return 'running';
  return healthy ? 'healthy' : pc.red('not healthy');
}

const megabytes = (bytes: number | undefined): string =>
  bytes === undefined ? '' : `${(bytes / MEGABYTE).toFixed(bytes < 10 * MEGABYTE ? 1 : 0)} MB`;
