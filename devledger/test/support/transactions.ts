// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Transaction } from '@hyperledger/fabric-gateway';
import { common, gateway, peer } from '@hyperledger/fabric-protos';

import type { Profile, TestClient } from './client.js';
import { keyOf, lowSignature, serializedIdentity } from './raw-calls.js';

/** Endorses a transaction without sending it. */
export async function endorse(client: TestClient, name: string, ...args: string[]): Promise<Transaction> {
  return await client.contract.newProposal(name, { arguments: args }).endorse();
}

/** Sends an endorsed transaction; the validation code. */
export async function codeOf(transaction: Transaction): Promise<number> {
  const commit = await transaction.submit();
  return (await commit.getStatus()).code;
}

/** The blocks in a block file, read without opening it for writing: a ledger may be at work on it. */
export function blocksIn(directory: string): readonly common.Block[] {
  const bytes = readFileSync(path.join(directory, 'blocks.bin'));
  const found: common.Block[] = [];
  for (let at = 0; at < bytes.length; at += 8 + bytes.readUInt32BE(at)) {
    found.push(common.Block.deserializeBinary(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at))));
  }
  return found;
}

/** An endorsed transaction as an envelope, signed. */
export function envelopeOf(profile: Profile, transaction: Transaction): common.Envelope {
  const prepared = gateway.PreparedTransaction.deserializeBinary(transaction.getBytes());
  const envelope = prepared.getEnvelope() ?? new common.Envelope();
  envelope.setSignature(lowSignature(envelope.getPayload_asU8(), keyOf(profile)));
  return envelope;
}

/** An envelope with its one action changed, signed again. */
export function withAction(
  profile: Profile,
  envelope: common.Envelope,
  change: (action: peer.ChaincodeActionPayload) => void,
): common.Envelope {
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const transaction = peer.Transaction.deserializeBinary(payload.getData_asU8());
  const [action] = transaction.getActionsList();
  const actionPayload = peer.ChaincodeActionPayload.deserializeBinary(
    action?.getPayload_asU8() ?? new Uint8Array(),
  );
  change(actionPayload);
  action?.setPayload(actionPayload.serializeBinary());
  payload.setData(transaction.serializeBinary());
  const changed = new common.Envelope();
  changed.setPayload(payload.serializeBinary());
  changed.setSignature(lowSignature(changed.getPayload_asU8(), keyOf(profile)));
  return changed;
}

/** Sets the endorsements of an action. */
export function setEndorsements(
  action: peer.ChaincodeActionPayload,
  choose: (endorsements: peer.Endorsement[]) => peer.Endorsement[],
): void {
  const endorsed = action.getAction();
  endorsed?.setEndorsementsList(choose(endorsed.getEndorsementsList()));
}

/** A signed request for a commit status. */
export function commitStatusRequest(
  profile: Profile,
  transactionId: string,
  wish: { readonly channel?: string; readonly creator?: Uint8Array } = {},
): gateway.SignedCommitStatusRequest {
  const request = new gateway.CommitStatusRequest();
  request.setChannelId(wish.channel ?? profile.channel);
  request.setTransactionId(transactionId);
  request.setIdentity(wish.creator ?? serializedIdentity(profile.mspId, profile.certificate));
  const signed = new gateway.SignedCommitStatusRequest();
  signed.setRequest(request.serializeBinary());
  signed.setSignature(lowSignature(request.serializeBinary(), keyOf(profile)));
  return signed;
}
