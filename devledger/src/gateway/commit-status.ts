// SPDX-License-Identifier: Apache-2.0
import { status } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';

import { messageOf } from '../errors.js';
import { decode } from '../wire/decode.js';
import { checkReader } from './reader-access.js';
import type { GatewayContext } from './gateway-context.js';
import { GatewayError } from './gateway-error.js';

/**
 * `gateway.Gateway/CommitStatus`: waits until a transaction is in a block, and says what became of it
 * (internal/pkg/gateway/commitstatus.go). The block is on the disk when the answer goes out.
 *
 * @throws {@link GatewayError} with Fabric's statuses and texts
 */
export async function commitStatus(
  context: GatewayContext,
  signedRequest: gateway.SignedCommitStatusRequest,
  signal: AbortSignal,
): Promise<gateway.CommitStatusResponse> {
  const request = readRequest(signedRequest);
  checkReader(context, request.getChannelId(), {
    data: signedRequest.getRequest_asU8(),
    identity: request.getIdentity_asU8(),
    signature: signedRequest.getSignature_asU8(),
  });
  const found = await context.chain.waitForTransaction(request.getTransactionId(), signal);
  const response = new gateway.CommitStatusResponse();
  response.setResult(found.code as ReturnType<gateway.CommitStatusResponse['getResult']>);
  response.setBlockNumber(found.block);
  return response;
}

function readRequest(signedRequest: gateway.SignedCommitStatusRequest): gateway.CommitStatusRequest {
  const bytes = signedRequest.getRequest_asU8();
  if (bytes.length === 0)
    throw new GatewayError(status.INVALID_ARGUMENT, 'a commit status request is required');
  const request = parseRequest(bytes);
  const fault = requestFault(request);
  if (fault !== undefined) throw new GatewayError(status.INVALID_ARGUMENT, fault);
  return request;
}

function parseRequest(bytes: Uint8Array): gateway.CommitStatusRequest {
  try {
    return decode(gateway.CommitStatusRequest, 'CommitStatusRequest', bytes);
  } catch (error) {
    const text = messageOf(error).replace(/^error unmarshalling \w+: /, '');
    throw new GatewayError(status.INVALID_ARGUMENT, `invalid status request: ${text}`);
  }
}

function requestFault(request: gateway.CommitStatusRequest): string | undefined {
  if (request.getIdentity_asU8().length === 0) return 'no identity provided';
  if (request.getChannelId() === '') return 'no channel ID provided';
  return request.getTransactionId() === '' ? 'transaction ID should not be empty' : undefined;
}
