// SPDX-License-Identifier: Apache-2.0
import { ClientError, connect, readProfile, type Profile } from '@meterpki/client';
import type { Layout } from '../directory/layout.js';
import { messageOf, NetworkError } from '../errors.js';
import { peersOf, type NetworkModel, type PeerNode } from '../model/network-model.js';
import { waitFor } from '../operations/wait.js';

const READY_MILLISECONDS = 120_000;
const DEADLINES = { connect: 5000, evaluate: 10_000, endorse: 15_000, submit: 10_000, commitStatus: 20_000 };

/**
 * Waits until the gateway of every peer commits a real transaction, endorsed as the channel's policy asks: by a
 * majority of the institutes. Nodes are healthy some seconds before that works, since peers must first hear from each
 * other which chaincode they run. The transaction reads the policy and writes nothing.
 * @throws {@link NetworkError} `NOT_READY` with the last answer of each peer that refused, `INTERRUPTED`
 */
export async function waitForEndorsement(
  layout: Layout,
  model: NetworkModel,
  signal?: AbortSignal,
): Promise<void> {
  const peers = peersOf(model);
  const failures = await Promise.all(peers.map((peer) => waitForPeer(layout, peer, signal)));
  const faults = failures.flatMap((failure, index) =>
    failure === undefined ? [] : [`${peers[index]?.name ?? ''}: ${failure}`],
  );
  if (faults.length === 0) return;
  const first = peers[failures.findIndex((failure) => failure !== undefined)];
  throw new NetworkError('NOT_READY', `the network does not endorse within ${READY_MILLISECONDS / 1000} s`, {
    faults,
    ...(first === undefined ? {} : { log: layout.log(first.name) }),
    next: 'Look at "network status" and at the logs of the peers and of their chaincode, then run the command again.',
  });
}

async function waitForPeer(
  layout: Layout,
  peer: PeerNode,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const profile = await readProfile(layout.profile(`${peer.nmi}-admin`));
  const gateways = profile.gateways.filter(({ serverName }) => serverName === peer.hostName);
  let failure: string | undefined;
  const look = async (): Promise<true | undefined> => {
    failure = await tryTransaction({ ...profile, gateways });
    return failure === undefined ? true : undefined;
  };
  await waitFor(look, { milliseconds: READY_MILLISECONDS, signal });
  return failure;
}

/** Why the transaction was not committed; undefined where it was. */
async function tryTransaction(profile: Profile): Promise<string | undefined> {
  try {
    const session = await connect(profile, { deadlines: DEADLINES });
    try {
      await session.calls.submit('governance', 'GetPolicy', {});
      return undefined;
    } finally {
      session.close();
    }
  } catch (error) {
    if (error instanceof ClientError) return `${error.code}: ${error.message}`;
    return messageOf(error);
  }
}
