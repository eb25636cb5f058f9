// SPDX-License-Identifier: Apache-2.0
import { common, gateway, peer } from '@hyperledger/fabric-protos';
import { toBase64, type Evidence } from '@meterpki/protocol';
import { clientError } from '../errors';
import type { Bundle, BundleParts } from './bundle';
import { responseFacts } from './response-facts';
import { statementOf } from './says';

/** What a bundle of a check that stands in a list carries besides the peers' words. */
export interface ListPlace {
  readonly evidence: Evidence;
  /** Fingerprint of the key that verified the receipt: a hint for who has the receipt at hand. */
  readonly key?: string;
}

const NOTHING = new Uint8Array();

/** Header and first action of an endorsed transaction. */
function openEnvelope(prepared: Uint8Array): { header: common.Header; action: peer.ChaincodeActionPayload } {
  const envelope = gateway.PreparedTransaction.deserializeBinary(prepared).getEnvelope();
  const payload = common.Payload.deserializeBinary(envelope?.getPayload_asU8() ?? NOTHING);
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const called = peer.ChaincodeActionPayload.deserializeBinary(action?.getPayload_asU8() ?? NOTHING);
  return { header: payload.getHeader() ?? new common.Header(), action: called };
}

/** The parts of a transaction that peers endorsed: gateway.PreparedTransaction. */
export function bundleParts(prepared: Uint8Array): Omit<BundleParts, 'evidence' | 'key'> {
  const { header, action } = openEnvelope(prepared);
  const endorsed = action.getAction() ?? new peer.ChaincodeEndorsedAction();
  const endorsements = endorsed.getEndorsementsList().map((one) => ({
    endorser: toBase64(one.getEndorser_asU8()),
    signature: toBase64(one.getSignature_asU8()),
  }));
  return {
    schema: 1,
    channelHeader: toBase64(header.getChannelHeader_asU8()),
    signatureHeader: toBase64(header.getSignatureHeader_asU8()),
    proposal: toBase64(action.getChaincodeProposalPayload_asU8()),
    response: toBase64(endorsed.getProposalResponsePayload_asU8()),
    endorsements: endorsements.sort((one, other) => (one.endorser < other.endorser ? -1 : 1)),
  };
}

/**
 * Makes a bundle of a call that peers endorsed and nobody submitted.
 * @param prepared - gateway.PreparedTransaction
 * @throws {@link ClientError} `ANSWER_UNREADABLE`; `BUNDLE_PROOF` where the place in the list is none of this record's
 */
export function makeBundle(prepared: Uint8Array, place?: ListPlace): Bundle {
  let parts: BundleParts;
  try {
    parts = { ...bundleParts(prepared), ...place };
  } catch (cause) {
    throw clientError('ANSWER_UNREADABLE', 'the endorsed transaction', { cause });
  }
  return { ...parts, says: { ...statementOf(parts, responseFacts(parts)) } };
}
