// SPDX-License-Identifier: Apache-2.0
import type { Layout } from '../directory/layout.js';
import { orderersOf, type NetworkModel, type OrdererNode } from '../model/network-model.js';
import { channelValue, parseMetrics } from '../operations/metrics.js';
import { askOperations } from '../operations/https-get.js';
import { waitFor } from '../operations/wait.js';
import { NetworkError } from '../errors.js';
import type { Programs } from '../programs/find-programs.js';
import { runProgram } from '../programs/run-program.js';
import { administratorEnvironment } from './peer-environment.js';

const LEADER_MILLISECONDS = 60_000;

/** What the steps on a channel share. */
export interface ChannelContext {
  readonly layout: Layout;
  readonly model: NetworkModel;
  readonly programs: Programs;
  readonly signal: AbortSignal | undefined;
}

/**
 * Joins all orderers, then all peers.
 * @throws {@link NetworkError} `COMMAND_FAILED`
 */
export async function joinChannel(context: ChannelContext): Promise<void> {
  await Promise.all(orderersOf(context.model).map((orderer) => joinOrderer(context, orderer)));
  for (const nmi of context.model.nmis) {
    await Promise.all(
      nmi.peers.map((peer) =>
        runProgram(context.layout, {
          purpose: `join ${peer.name} to the channel`,
          program: context.programs.peer,
          args: ['channel', 'join', '-b', context.layout.genesisBlock],
          environment: administratorEnvironment(context.layout, nmi, peer),
          signal: context.signal,
        }),
      ),
    );
  }
}

async function joinOrderer(
  { layout, model, programs, signal }: ChannelContext,
  orderer: OrdererNode,
): Promise<void> {
  const operator = layout.operator(orderer.nmi);
  await runProgram(layout, {
    purpose: `join ${orderer.name} to the channel`,
    program: programs.osnadmin,
    args: [
      ...['channel', 'join', `--channelID=${model.channel}`, `--config-block=${layout.genesisBlock}`],
      ...['-o', `${orderer.address}:${orderer.ports.admin}`, `--ca-file=${layout.tlsAuthority(orderer)}`],
      ...[`--client-cert=${operator.certificate}`, `--client-key=${operator.privateKey}`],
    ],
    signal,
  });
}

/** Name of the orderer that leads the channel now; undefined where none does or none can say. */
export async function leaderOf(layout: Layout, model: NetworkModel): Promise<string | undefined> {
  const leads = await Promise.all(
    orderersOf(model).map(async (orderer) => {
      const answer = await askOperations(layout, orderer, '/metrics');
      const samples = parseMetrics(answer?.body ?? '');
      return channelValue(samples, 'consensus_etcdraft_is_leader', model.channel) === 1
        ? orderer.name
        : undefined;
    }),
  );
  return leads.find((name) => name !== undefined);
}

/**
 * Waits until the orderers have a leader.
 * @throws {@link NetworkError} `NOT_READY`
 */
export async function waitForLeader({ layout, model, signal }: ChannelContext): Promise<void> {
  const leader = await waitFor(() => leaderOf(layout, model), { milliseconds: LEADER_MILLISECONDS, signal });
  if (leader !== undefined) return;
  const [first] = orderersOf(model);
  throw new NetworkError(
    'NOT_READY',
    `the orderers elected no leader within ${LEADER_MILLISECONDS / 1000} s`,
    {
      log: layout.log(first?.name ?? 'orderer'),
      next: 'More than half of them must run: look at "network status" and start the others with "network restart NODE".',
    },
  );
}
