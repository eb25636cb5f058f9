// SPDX-License-Identifier: Apache-2.0
import { common, orderer, peer } from '@hyperledger/fabric-protos';

import type { Chain } from '../blocks/chain.js';
import { startBlock, stopBlock } from './block-range.js';
import { readSeekRequest, type SeekContext, SeekRefusal, type SeekRequest } from './seek-request.js';

const { BAD_REQUEST, FORBIDDEN, NOT_FOUND, SUCCESS } = common.Status;

type Status = common.StatusMap[keyof common.StatusMap];

/** How a service of the peer sends a block. */
export type BlockForm = (block: common.Block) => peer.DeliverResponse;

/** What delivery works with. */
export interface DeliveryContext extends SeekContext {
  readonly chain: Chain;
}

/**
 * Answers one request for delivery: blocks, then a status (common/deliver/deliver.go).
 *
 * @param form - how blocks are sent
 * @param signal - gives up waiting for the next block
 * @returns the status that was sent last
 */
export async function* deliver(
  envelope: common.Envelope,
  context: DeliveryContext,
  form: BlockForm,
  signal: AbortSignal,
): AsyncGenerator<peer.DeliverResponse, Status> {
  let status: Status;
  try {
    const request = readSeekRequest(envelope, context);
    status = yield* deliverBlocks(request, context.chain, form, signal);
  } catch (error) {
    if (!(error instanceof SeekRefusal)) throw error;
    status = error.status;
  }
  yield statusResponse(status);
  return status;
}

/** A response that carries a status. */
export function statusResponse(status: Status): peer.DeliverResponse {
  const response = new peer.DeliverResponse();
  response.setStatus(status);
  return response;
}

async function* deliverBlocks(
  request: SeekRequest,
  chain: Chain,
  form: BlockForm,
  signal: AbortSignal,
): AsyncGenerator<peer.DeliverResponse, Status> {
  const range = rangeOf(request, chain.height);
  if (typeof range === 'number') return range;
  const { info, mayRead } = request;
  const waits = info.getBehavior() === orderer.SeekInfo.SeekBehavior.BLOCK_UNTIL_READY;
  for (let number = range.first; ; number += 1) {
    if (!waits && number >= chain.height) return NOT_FOUND;
    await chain.waitForBlock(number, signal);
    const block = await chain.block(number);
    if (block === undefined) return NOT_FOUND;
    if (!mayRead()) return FORBIDDEN;
    yield form(contentOf(block, number, info));
    if (number === range.last) return SUCCESS;
  }
}

/** The blocks that a request asks for, or the status that refuses it. */
function rangeOf(
  { start, stop }: SeekRequest,
  height: number,
): Status | { readonly first: number; readonly last: number } {
  const first = startBlock(start, height);
  const isNewestOnly = start.hasNewest() && stop.hasNewest();
  const last = stopBlock(stop, { start: first ?? 0, isNewestOnly, height });
  if (stop.hasSpecified() && last < (first ?? 0)) return BAD_REQUEST;
  return first === undefined ? NOT_FOUND : { first, last };
}

/** Block 0 is the only configuration block; of those the data is always sent. */
function contentOf(block: common.Block, number: number, info: orderer.SeekInfo): common.Block {
  const headersOnly = info.getContentType() === orderer.SeekInfo.SeekContentType.HEADER_WITH_SIG;
  if (headersOnly && number > 0) block.clearData();
  return block;
}
