// SPDX-License-Identifier: Apache-2.0
import { common, orderer } from '@hyperledger/fabric-protos';

import { type SignedData, policyFault } from '../identity/channel-policies.js';
import { expiresAt } from '../identity/expiry.js';
import type { MspRegistry } from '../identity/msp-registry.js';
import { decode } from '../wire/decode.js';

const { BAD_REQUEST, FORBIDDEN, NOT_FOUND } = common.Status;

/** How far a request's timestamp may be off (core.yaml: peer.authentication.timewindow). */
const TIME_WINDOW_MILLISECONDS = 15 * 60_000;

/** A request that is refused before any block is sent, and the status that says so. */
export class SeekRefusal extends Error {
  readonly status: common.StatusMap[keyof common.StatusMap];

  constructor(status: common.StatusMap[keyof common.StatusMap], reason: string) {
    super(reason);
    this.status = status;
  }
}

/** What requests for delivery are checked against. */
export interface SeekContext {
  readonly channel: string;
  readonly msps: MspRegistry;
}

/** A request for delivery that passed the checks. */
export interface SeekRequest {
  readonly info: orderer.SeekInfo;
  readonly start: orderer.SeekPosition;
  readonly stop: orderer.SeekPosition;
  /** Whether the caller may still read; a certificate may end while blocks are sent. */
  readonly mayRead: () => boolean;
}

/**
 * Reads and checks a request for delivery, in Fabric's order (common/deliver/deliver.go).
 *
 * @throws {@link SeekRefusal} with Fabric's status
 */
export function readSeekRequest(envelope: common.Envelope, context: SeekContext): SeekRequest {
  const { data, channelHeader, creator } = readEnvelope(envelope);
  const timestamp = channelHeader.getTimestamp();
  if (timestamp === undefined) throw new SeekRefusal(BAD_REQUEST, 'no timestamp');
  const time = timestamp.getSeconds() * 1000 + timestamp.getNanos() / 1e6;
  if (Math.abs(time - Date.now()) > TIME_WINDOW_MILLISECONDS) throw new SeekRefusal(BAD_REQUEST, 'timestamp');
  if (channelHeader.getChannelId() !== context.channel) throw new SeekRefusal(NOT_FOUND, 'unknown channel');
  const info = attempt(() => decode(orderer.SeekInfo, 'SeekInfo', data));
  const signed = {
    data: envelope.getPayload_asU8(),
    identity: creator,
    signature: envelope.getSignature_asU8(),
  };
  const mayRead = readersCheck(context.msps, signed);
  if (!mayRead()) throw new SeekRefusal(FORBIDDEN, 'no reader of the channel');
  const [start, stop] = [info.getStart(), info.getStop()];
  if (start === undefined || stop === undefined) throw new SeekRefusal(BAD_REQUEST, 'no start or stop');
  return { info, start, stop, mayRead };
}

/** The signature is checked once, the end of the certificate each time (common/deliver/acl.go). */
function readersCheck(msps: MspRegistry, signed: SignedData): () => boolean {
  const isReader = policyFault(msps, 'Readers', signed) === undefined;
  const end = expiresAt(msps, signed.identity);
  return () => isReader && end >= Date.now();
}

function readEnvelope(envelope: common.Envelope): {
  readonly data: Uint8Array;
  readonly channelHeader: common.ChannelHeader;
  readonly creator: Uint8Array;
} {
  return attempt(() => {
    const payload = decode(common.Payload, 'Payload', envelope.getPayload_asU8());
    const header = payload.getHeader();
    if (header === undefined) throw new Error('envelope has no header');
    const signatureHeader = decode(
      common.SignatureHeader,
      'SignatureHeader',
      header.getSignatureHeader_asU8(),
    );
    return {
      data: payload.getData_asU8(),
      channelHeader: decode(common.ChannelHeader, 'ChannelHeader', header.getChannelHeader_asU8()),
      creator: signatureHeader.getCreator_asU8(),
    };
  });
}

function attempt<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw new SeekRefusal(BAD_REQUEST, 'the request cannot be read');
  }
}
