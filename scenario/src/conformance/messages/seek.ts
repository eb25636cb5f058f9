// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { common, orderer } from '@hyperledger/fabric-protos';
import { type Caller, signAs } from '../identity/caller';
import { timestamp } from './proposal';

/** Which blocks a request for delivery asks for, and how it shall differ from a right one. */
export interface SeekWish {
  readonly channel: string;
  readonly start?: orderer.SeekPosition;
  readonly stop?: orderer.SeekPosition;
  readonly behavior?: number;
  readonly contentType?: number;
  readonly type?: number;
  /** Seconds added to the clock; `none` leaves the timestamp out. */
  readonly clock?: number | 'none';
  /** Replaces the seek info. */
  readonly data?: Uint8Array;
  readonly withoutHeader?: boolean;
  readonly sign?: (data: Uint8Array, caller: Caller) => Uint8Array;
}

/** A signed request for delivery: `orderer.SeekInfo` in an envelope. */
export function seekEnvelope(caller: Caller, wish: SeekWish): common.Envelope {
  const payload = new common.Payload();
  if (wish.withoutHeader !== true) payload.setHeader(header(caller, wish));
  payload.setData(wish.data ?? seekInfo(wish).serializeBinary());
  const bytes = payload.serializeBinary();
  const envelope = new common.Envelope();
  envelope.setPayload(bytes);
  envelope.setSignature((wish.sign ?? ((data) => signAs(caller, data)))(bytes, caller));
  return envelope;
}

function header(caller: Caller, wish: SeekWish): common.Header {
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(wish.type ?? common.HeaderType.DELIVER_SEEK_INFO);
  channelHeader.setChannelId(wish.channel);
  if (wish.clock !== 'none') channelHeader.setTimestamp(timestamp(wish.clock ?? 0));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(caller.serialized);
  signatureHeader.setNonce(randomBytes(24));
  const made = new common.Header();
  made.setChannelHeader(channelHeader.serializeBinary());
  made.setSignatureHeader(signatureHeader.serializeBinary());
  return made;
}

function seekInfo({ start, stop, behavior, contentType }: SeekWish): orderer.SeekInfo {
  const info = new orderer.SeekInfo();
  info.setStart(start);
  info.setStop(stop);
  info.setBehavior((behavior ?? orderer.SeekInfo.SeekBehavior.BLOCK_UNTIL_READY) as 0 | 1);
  info.setContentType((contentType ?? orderer.SeekInfo.SeekContentType.BLOCK) as 0 | 1);
  return info;
}
