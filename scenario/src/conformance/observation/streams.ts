// SPDX-License-Identifier: Apache-2.0
import type { gateway, peer } from '@hyperledger/fabric-protos';
import type { Collected } from '../calls/collect';
import { blockSeen, filteredBlockSeen } from './blocks';
import type { Observation } from './observation';
import { refusalSeen } from './refusal';
import { statusName } from './validation-code';

/** How a stream ended. */
export const streamEndSeen = (end: Collected<unknown>['end']): Observation =>
  typeof end === 'string' ? end : refusalSeen(end);

/** The answers of a delivery: blocks by their place after the first, then the status. */
export function deliveredSeen({ messages, end }: Collected<peer.DeliverResponse>): Observation {
  return { messages: messages.map(deliverySeen), end: streamEndSeen(end) };
}

function deliverySeen(response: peer.DeliverResponse): Observation {
  if (response.hasStatus()) return statusName(response.getStatus());
  const filtered = response.getFilteredBlock();
  if (filtered !== undefined) return filteredBlockSeen(filtered);
  const block = response.getBlock();
  return block === undefined ? null : blockSeen(block);
}

/** Events, block by block. */
export function eventsSeen({ messages, end }: Collected<gateway.ChaincodeEventsResponse>): Observation {
  return {
    blocks: messages.map((message) =>
      message.getEventsList().map((event) => ({
        chaincode: event.getChaincodeId(),
        transactionId: event.getTxId(),
        name: event.getEventName(),
        payload: Buffer.from(event.getPayload_asU8()).toString(),
      })),
    ),
    end: streamEndSeen(end),
  };
}
