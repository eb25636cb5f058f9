// SPDX-License-Identifier: Apache-2.0
import type { common } from '@hyperledger/fabric-protos';
import type { ChaincodeEvent } from '@hyperledger/fabric-gateway';
import type { FollowControl, RawEvent, StreamStart } from '../calls/transport';
import type { Profile } from '../profile/profile';
import type { Failover } from './failover';
import { follow, type PeerStream } from './follow';

/** How long all gateways may be silent unless told otherwise, milliseconds. */
const PATIENCE_MS = 60_000;

/** What a stream needs of its session. */
export interface StreamContext {
  readonly failover: Failover;
  readonly profile: Profile;
  readonly isClosed: () => boolean;
}

/** The events of the chaincode: each once, in the order of the chain. */
export const followEvents = (
  { failover, profile, isClosed }: StreamContext,
  start: StreamStart,
  { signal, patience = PATIENCE_MS }: FollowControl,
): AsyncGenerator<RawEvent, void> =>
  follow<ChaincodeEvent>(failover, {
    patience,
    signal,
    isClosed,
    open: (gateway, last) => {
      const after = last ?? start.after;
      const from =
        after === undefined
          ? { startBlock: start.block ?? 0n }
          : {
              checkpoint: {
                getBlockNumber: () => after.blockNumber,
                getTransactionId: () => after.transactionId,
              },
            };
      return gateway.getNetwork(profile.channel).getChaincodeEvents(profile.chaincode, from);
    },
  });

interface NumberedBlock {
  readonly number: bigint;
  readonly bytes: Uint8Array;
}

/** Blocks with their numbers, as they come. */
function numbered(blocks: PeerStream<common.Block>): PeerStream<NumberedBlock> {
  return {
    close: () => {
      blocks.close();
    },
    async *[Symbol.asyncIterator]() {
      for await (const block of blocks)
        yield { number: BigInt(block.getHeader()?.getNumber() ?? 0), bytes: block.serializeBinary() };
    },
  };
}

/** Whole blocks, from a number on. */
export async function* followBlocks(
  { failover, profile, isClosed }: StreamContext,
  first: bigint,
  { signal, patience = PATIENCE_MS }: FollowControl,
): AsyncGenerator<Uint8Array, void> {
  const blocks = follow<NumberedBlock>(failover, {
    patience,
    signal,
    isClosed,
    open: async (gateway, last) => {
      const startBlock = last === undefined ? first : last.number + 1n;
      return numbered(await gateway.getNetwork(profile.channel).getBlockEvents({ startBlock }));
    },
  });
  for await (const { bytes } of blocks) yield bytes;
}
