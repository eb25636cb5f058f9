// SPDX-License-Identifier: Apache-2.0
import { administratorEnvironment } from '../channel/peer-environment.js';
import type { ChannelContext } from '../channel/join.js';
import type { RecordedChaincode } from '../directory/record.js';
import { NetworkError } from '../errors.js';
import { orderersOf, type Institute, type PeerNode } from '../model/network-model.js';
import { waitFor } from '../operations/wait.js';
import { runProgram } from '../programs/run-program.js';

/** A step of the lifecycle, done as the administrator of one institute at one of its peers. */
export interface Step {
  readonly purpose: string;
  readonly nmi: Institute;
  readonly peer: PeerNode;
  readonly args: readonly string[];
}

/** A new channel has no earlier definition. */
const FIRST_SEQUENCE = 1;
const READY_MILLISECONDS = 60_000;

/**
 * Installs the chaincode on all peers, has every institute approve the definition, and commits it.
 * @throws {@link NetworkError} `COMMAND_FAILED`, `NOT_READY`
 */
export async function deployChaincode(context: ChannelContext, chaincode: RecordedChaincode): Promise<void> {
  const { nmis } = context.model;
  await Promise.all(
    nmis.flatMap((nmi) =>
      nmi.peers.map((peer) =>
        runStep(context, {
          purpose: `install the chaincode on ${peer.name}`,
          nmi,
          peer,
          args: ['install', context.layout.chaincodePackage(nmi.name)],
        }),
      ),
    ),
  );
  await Promise.all(nmis.map((nmi) => approve(context, chaincode, nmi)));
  await Promise.all(nmis.map((nmi) => waitForApprovals(context, chaincode, nmi)));
  await commit(context, chaincode);
}

async function approve(context: ChannelContext, chaincode: RecordedChaincode, nmi: Institute): Promise<void> {
  const packageId = chaincode.packageIds[nmi.name] ?? '';
  await runStep(context, {
    purpose: `approve the chaincode as ${nmi.name}`,
    nmi,
    peer: firstPeer(nmi),
    args: [
      'approveformyorg',
      ...definition(context, chaincode),
      '--package-id',
      packageId,
      ...ordererArgs(context),
    ],
  });
}

/** The approvals of the others reach a peer some moments after they are given. */
async function waitForApprovals(
  context: ChannelContext,
  chaincode: RecordedChaincode,
  nmi: Institute,
): Promise<void> {
  const peer = firstPeer(nmi);
  const isApproved = async (): Promise<true | undefined> => {
    const output = await runStep(context, {
      purpose: `ask ${peer.name} for approvals`,
      nmi,
      peer,
      args: ['checkcommitreadiness', ...definition(context, chaincode), '--output', 'json'],
    });
    const { approvals } = JSON.parse(output) as { approvals: Record<string, boolean> };
    return context.model.nmis.every(({ mspId }) => approvals[mspId] === true) ? true : undefined;
  };
  if ((await waitFor(isApproved, { milliseconds: READY_MILLISECONDS, signal: context.signal })) === true)
    return;
  throw new NetworkError('NOT_READY', `${peer.name} does not see all approvals of the chaincode`, {
    log: context.layout.log(peer.name),
    next: 'Read the log, then run "network up" again.',
  });
}

async function commit(context: ChannelContext, chaincode: RecordedChaincode): Promise<void> {
  const [nmi] = context.model.nmis;
  if (nmi === undefined) return;
  const endorsers = context.model.nmis
    .map(firstPeer)
    .flatMap((peer) => [
      ...['--peerAddresses', `${peer.address}:${peer.ports.grpc}`],
      ...['--tlsRootCertFiles', context.layout.tlsAuthority(peer)],
    ]);
  await runStep(context, {
    purpose: 'commit the chaincode definition',
    nmi,
    peer: firstPeer(nmi),
    args: ['commit', ...definition(context, chaincode), ...endorsers, ...ordererArgs(context)],
  });
}

/** Runs one step with Fabric's `peer`. */
export async function runStep(context: ChannelContext, { purpose, nmi, peer, args }: Step): Promise<string> {
  return await runProgram(context.layout, {
    purpose,
    program: context.programs.peer,
    args: ['lifecycle', 'chaincode', ...args],
    environment: administratorEnvironment(context.layout, nmi, peer),
    signal: context.signal,
  });
}

const definition = ({ model }: ChannelContext, { name, version }: RecordedChaincode): string[] => [
  ...['--channelID', model.channel, '--name', name, '--version', version],
  ...['--sequence', String(FIRST_SEQUENCE)],
];

function ordererArgs({ layout, model }: ChannelContext): string[] {
  const [orderer] = orderersOf(model);
  if (orderer === undefined) return [];
  return [
    '-o',
    `${orderer.address}:${orderer.ports.grpc}`,
    '--tls',
    '--cafile',
    layout.tlsAuthority(orderer),
  ];
}

function firstPeer({ peers, name }: Institute): PeerNode {
  const [peer] = peers;
  if (peer === undefined) throw new RangeError(`${name} has no peer`);
  return peer;
}
