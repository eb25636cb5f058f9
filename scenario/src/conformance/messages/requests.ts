// SPDX-License-Identifier: Apache-2.0
import { gateway, orderer } from '@hyperledger/fabric-protos';
import { type Caller, signAs } from '../identity/caller';

/** What a request for a status asks for. */
export interface StatusWish {
  readonly channel: string;
  readonly transactionId: string;
}

/** A signed request for the status of a transaction. */
export function statusRequest(caller: Caller, wish: StatusWish): gateway.SignedCommitStatusRequest {
  const request = new gateway.CommitStatusRequest();
  request.setChannelId(wish.channel);
  request.setTransactionId(wish.transactionId);
  request.setIdentity(caller.serialized);
  const bytes = request.serializeBinary();
  const signed = new gateway.SignedCommitStatusRequest();
  signed.setRequest(bytes);
  signed.setSignature(signAs(caller, bytes));
  return signed;
}

/** What a request for events asks for. */
export interface EventsWish {
  readonly channel: string;
  readonly chaincode: string;
  readonly start?: orderer.SeekPosition;
  readonly after?: string;
}

/** A signed request for the events of a chaincode. */
export function eventsRequest(caller: Caller, wish: EventsWish): gateway.SignedChaincodeEventsRequest {
  const request = new gateway.ChaincodeEventsRequest();
  request.setChannelId(wish.channel);
  request.setChaincodeId(wish.chaincode);
  request.setIdentity(caller.serialized);
  if (wish.start !== undefined) request.setStartPosition(wish.start);
  request.setAfterTransactionId(wish.after ?? '');
  const bytes = request.serializeBinary();
  const signed = new gateway.SignedChaincodeEventsRequest();
  signed.setRequest(bytes);
  signed.setSignature(signAs(caller, bytes));
  return signed;
}

/** The places where reading may start or stop. */
export const position = {
  oldest: (): orderer.SeekPosition => {
    const made = new orderer.SeekPosition();
    made.setOldest(new orderer.SeekOldest());
    return made;
  },
  newest: (): orderer.SeekPosition => {
    const made = new orderer.SeekPosition();
    made.setNewest(new orderer.SeekNewest());
    return made;
  },
  nextCommit: (): orderer.SeekPosition => {
    const made = new orderer.SeekPosition();
    made.setNextCommit(new orderer.SeekNextCommit());
    return made;
  },
  block: (number: number): orderer.SeekPosition => {
    const specified = new orderer.SeekSpecified();
    specified.setNumber(number);
    const made = new orderer.SeekPosition();
    made.setSpecified(specified);
    return made;
  },
};
