// SPDX-License-Identifier: Apache-2.0
import { status } from '@grpc/grpc-js';
import { gateway, orderer, type peer } from '@hyperledger/fabric-protos';

import { messageOf } from '../errors.js';
import { chaincodeEventsOf } from '../events/block-events.js';
import { decode } from '../wire/decode.js';
import type { GatewayContext } from './gateway-context.js';
import { GatewayError } from './gateway-error.js';
import { checkReader } from './reader-access.js';

/**
 * `gateway.Gateway/ChaincodeEvents`: the events of a chaincode from a block on, or after a transaction, and then live
 * (internal/pkg/gateway/chaincodeevents.go). One message per block that has any.
 *
 * @throws {@link GatewayError} with Fabric's statuses and texts
 */
export async function* chaincodeEvents(
  context: GatewayContext,
  signedRequest: gateway.SignedChaincodeEventsRequest,
  signal: AbortSignal,
): AsyncGenerator<gateway.ChaincodeEventsResponse> {
  const request = readRequest(signedRequest);
  checkReader(context, request.getChannelId(), {
    data: signedRequest.getRequest_asU8(),
    identity: request.getIdentity_asU8(),
    signature: signedRequest.getSignature_asU8(),
  });
  const isWanted = eventFilter(request);
  for (let number = firstBlock(context, request); ; number += 1) {
    await context.chain.waitForBlock(number, signal);
    const block = await context.chain.block(number);
    if (block === undefined) continue;
    const events = chaincodeEventsOf(block).filter(isWanted);
    if (events.length === 0) continue;
    const response = new gateway.ChaincodeEventsResponse();
    response.setBlockNumber(number);
    response.setEventsList(events);
    yield response;
  }
}

function readRequest(signedRequest: gateway.SignedChaincodeEventsRequest): gateway.ChaincodeEventsRequest {
  const bytes = signedRequest.getRequest_asU8();
  if (bytes.length === 0)
    throw new GatewayError(status.INVALID_ARGUMENT, 'a chaincode events request is required');
  try {
    return decode(gateway.ChaincodeEventsRequest, 'ChaincodeEventsRequest', bytes);
  } catch (error) {
    const text = messageOf(error).replace(/^error unmarshalling \w+: /, '');
    throw new GatewayError(status.INVALID_ARGUMENT, `invalid chaincode events request: ${text}`);
  }
}

/** Lets the chaincode's events pass; after a transaction, only those that follow it. */
function eventFilter(request: gateway.ChaincodeEventsRequest): (event: peer.ChaincodeEvent) => boolean {
  const after = request.getAfterTransactionId();
  let passed = after === '';
  return (event) => {
    if (passed) return event.getChaincodeId() === request.getChaincodeId();
    passed = event.getTxId() === after;
    return false;
  };
}

function firstBlock({ chain }: GatewayContext, request: gateway.ChaincodeEventsRequest): number {
  const found = chain.status(request.getAfterTransactionId());
  if (found !== undefined) return found.block;
  const position = request.getStartPosition() ?? new orderer.SeekPosition();
  switch (position.getTypeCase()) {
    case orderer.SeekPosition.TypeCase.SPECIFIED:
      return position.getSpecified()?.getNumber() ?? 0;
    case orderer.SeekPosition.TypeCase.OLDEST:
      throw badPosition('Oldest');
    case orderer.SeekPosition.TypeCase.NEWEST:
      throw badPosition('Newest');
    default:
      return chain.height;
  }
}

function badPosition(name: string): GatewayError {
  return new GatewayError(
    status.INVALID_ARGUMENT,
    `invalid start position type: *orderer.SeekPosition_${name}`,
  );
}
