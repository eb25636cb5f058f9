// SPDX-License-Identifier: Apache-2.0
import { status } from '@grpc/grpc-js';
import { common, gateway } from '@hyperledger/fabric-protos';

import { messageOf } from '../errors.js';
import { broadcastFault } from '../identity/channel-policies.js';
import { expiresAt } from '../identity/expiry.js';
import { decode } from '../wire/decode.js';
import { type GatewayContext, unknownChannel } from './gateway-context.js';
import { GatewayError } from './gateway-error.js';

/** The largest message that the orderer takes (configtx.yaml: BatchSize.AbsoluteMaxBytes). */
const MAX_BYTES = 10 * 1024 * 1024;

/** Why the orderer did not take a message. */
class Rejection extends Error {
  readonly status: 'BAD_REQUEST' | 'FORBIDDEN';

  constructor(orderedStatus: 'BAD_REQUEST' | 'FORBIDDEN', info: string) {
    super(info);
    this.status = orderedStatus;
  }
}

/**
 * `gateway.Gateway/Submit`: hands a signed transaction to the orderer (internal/pkg/gateway/submit.go), which checks
 * size, form, expiry and the signature (orderer/common/msgprocessor). An answer does not mean that it is committed.
 *
 * @throws {@link GatewayError} with Fabric's statuses and texts
 */
export function submit(context: GatewayContext, request: gateway.SubmitRequest): gateway.SubmitResponse {
  const envelope = request.getPreparedTransaction();
  if (envelope === undefined)
    throw new GatewayError(status.INVALID_ARGUMENT, 'a prepared transaction is required');
  if (envelope.getSignature_asU8().length === 0) {
    throw new GatewayError(status.INVALID_ARGUMENT, 'prepared transaction must be signed');
  }
  if (request.getChannelId() !== context.channel) {
    throw new GatewayError(status.FAILED_PRECONDITION, unknownChannel(request.getChannelId()));
  }
  const { failure } = context.orderer;
  if (failure !== undefined) {
    throw new GatewayError(status.UNAVAILABLE, 'no orderers could successfully process transaction', [
      { address: 'orderer', mspId: 'OrdererMSP', message: failure },
    ]);
  }
  try {
    checkMessage(context, envelope);
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    throw new GatewayError(
      status.ABORTED,
      `received unsuccessful response from orderer: status=${error.status}, info=${error.message}`,
    );
  }
  context.orderer.order(envelope.serializeBinary());
  return new gateway.SubmitResponse();
}

function checkMessage({ channel, msps }: GatewayContext, envelope: common.Envelope): void {
  const { channelHeader, header } = readHeader(envelope);
  if (channelHeader.getChannelId() !== channel) throw new Rejection('BAD_REQUEST', 'channel does not exist');
  const { CONFIG_UPDATE, CONFIG } = common.HeaderType;
  const type = channelHeader.getType();
  if (type === CONFIG_UPDATE || type === CONFIG) {
    throw new Rejection('BAD_REQUEST', 'message is of type that cannot be processed directly');
  }
  const payload = envelope.getPayload_asU8();
  const size = payload.length + envelope.getSignature_asU8().length;
  if (size > MAX_BYTES) {
    throw new Rejection(
      'BAD_REQUEST',
      `message payload is ${size} bytes and exceeds maximum allowed ${MAX_BYTES} bytes`,
    );
  }
  const creator = readCreator(header);
  if (expiresAt(msps, creator) < Date.now())
    throw new Rejection('BAD_REQUEST', 'broadcast client identity expired');
  const signed = { data: payload, identity: creator, signature: envelope.getSignature_asU8() };
  const fault = broadcastFault(msps, signed);
  if (fault !== undefined) throw new Rejection('FORBIDDEN', `${fault}: permission denied`);
}

function readHeader(envelope: common.Envelope): {
  readonly channelHeader: common.ChannelHeader;
  readonly header: common.Header;
} {
  try {
    const header = decode(common.Payload, 'Payload', envelope.getPayload_asU8()).getHeader();
    if (header === undefined) throw new Error('header not set');
    return { channelHeader: readChannelHeader(header), header };
  } catch (error) {
    throw new Rejection('BAD_REQUEST', `could not determine channel ID: ${messageOf(error)}`);
  }
}

function readChannelHeader(header: common.Header): common.ChannelHeader {
  try {
    return decode(common.ChannelHeader, 'ChannelHeader', header.getChannelHeader_asU8());
  } catch (error) {
    throw new Error(`error unmarshalling channel header: ${messageOf(error)}`);
  }
}

function readCreator(header: common.Header): Uint8Array {
  try {
    const bytes = header.getSignatureHeader_asU8();
    return decode(common.SignatureHeader, 'SignatureHeader', bytes).getCreator_asU8();
  } catch (error) {
    const text = messageOf(error).replace(/^error unmarshalling \w+: /, '');
    throw new Rejection(
      'BAD_REQUEST',
      `could not convert message to signedData: GetSignatureHeaderFromBytes failed, err ${text}`,
    );
  }
}
