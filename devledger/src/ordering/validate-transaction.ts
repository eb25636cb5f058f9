// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';

import {
  chaincodeAction,
  type NamespaceSet,
  namespaceSets,
  type TransactionAction,
  transactionActions,
} from '../blocks/endorser-transaction.js';
import { validEndorsers } from '../identity/endorsement-policy.js';
import type { Identity } from '../identity/identity.js';
import type { MspRegistry } from '../identity/msp-registry.js';
import { decode } from '../wire/decode.js';
import { sha256, transactionId } from '../wire/hash.js';

const { TxValidationCode: Code } = peer;

/** What validation needs to know about the channel. */
export interface ValidationContext {
  readonly channel: string;
  readonly chaincode: string;
  readonly msps: MspRegistry;
  /** Number of organisations on the channel, for the policy `MAJORITY Endorsement`. */
  readonly organisations: number;
}

/** Whether a transaction ID is in an earlier block. */
export type IsKnown = (transactionId: string) => boolean;

/** The judgement over one envelope, before the state is looked at. */
export interface Judgement {
  readonly code: number;
  /** Empty where the envelope has none that can be trusted. */
  readonly transactionId: string;
  readonly sets: readonly NamespaceSet[];
  /** Those whose endorsement counts, for whatever policy. */
  readonly endorsers: readonly Identity[];
}

/** Ends the judgement with a code other than VALID. */
class Invalid extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`validation code ${code}`);
    this.code = code;
  }
}

/**
 * Judges an envelope as a committing peer does: form, creator's signature, transaction ID, proposal hash, duplicates on
 * the chain and chaincode, in Fabric's order (core/common/validation, core/committer/txvalidator/v20). Endorsement
 * policies and the read set are judged with the block.
 *
 * @param bytes - serialised envelope
 */
export function validateTransaction(
  bytes: Uint8Array,
  context: ValidationContext,
  isKnown: IsKnown,
): Judgement {
  try {
    const envelope = attempt(Code.INVALID_OTHER_REASON, () => decode(common.Envelope, 'Envelope', bytes));
    const payload = attempt(Code.BAD_PAYLOAD, () =>
      decode(common.Payload, 'Payload', envelope.getPayload_asU8()),
    );
    const { channelHeader, signatureHeader } = attempt(Code.BAD_COMMON_HEADER, () => readHeaders(payload));
    const creator = signatureHeader.getCreator_asU8();
    checkCreator(context.msps, creator, envelope);
    demand(channelHeader.getType() === common.HeaderType.ENDORSER_TRANSACTION, Code.UNSUPPORTED_TX_PAYLOAD);
    const id = channelHeader.getTxId();
    demand(id === transactionId(signatureHeader.getNonce_asU8(), creator), Code.BAD_PROPOSAL_TXID);
    const action = attempt(Code.INVALID_ENDORSER_TRANSACTION, () => readAction(payload));
    demand(channelHeader.getChannelId() === context.channel, Code.TARGET_CHAIN_NOT_FOUND);
    demand(!isKnown(id), Code.DUPLICATE_TXID);
    const sets = checkAction(action, channelHeader, context);
    const endorsers = validEndorsers(context.msps, action.responsePayload, action.endorsements);
    return { code: Code.VALID, transactionId: id, sets, endorsers };
  } catch (error) {
    if (error instanceof Invalid) return { code: error.code, transactionId: '', sets: [], endorsers: [] };
    throw error;
  }
}

function attempt<T>(code: number, read: () => T): T {
  try {
    return read();
  } catch {
    throw new Invalid(code);
  }
}

function demand(condition: boolean, code: number): void {
  if (!condition) throw new Invalid(code);
}

interface Headers {
  readonly channelHeader: common.ChannelHeader;
  readonly signatureHeader: common.SignatureHeader;
}

const KNOWN_TYPES: readonly number[] = [
  common.HeaderType.ENDORSER_TRANSACTION,
  common.HeaderType.CONFIG_UPDATE,
  common.HeaderType.CONFIG,
];

function readHeaders(payload: common.Payload): Headers {
  const header = payload.getHeader();
  demand(header !== undefined, Code.BAD_COMMON_HEADER);
  const channelHeader = decode(
    common.ChannelHeader,
    'ChannelHeader',
    header?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  const signatureHeader = decode(
    common.SignatureHeader,
    'SignatureHeader',
    header?.getSignatureHeader_asU8() ?? new Uint8Array(),
  );
  const complete = signatureHeader.getNonce_asU8().length > 0 && signatureHeader.getCreator_asU8().length > 0;
  const known = KNOWN_TYPES.includes(channelHeader.getType()) && channelHeader.getEpoch() === 0;
  demand(complete && known, Code.BAD_COMMON_HEADER);
  return { channelHeader, signatureHeader };
}

function checkCreator(msps: MspRegistry, creator: Uint8Array, envelope: common.Envelope): void {
  const identity = msps.identity(creator);
  const signed =
    identity?.fault === undefined &&
    identity?.verify(envelope.getPayload_asU8(), envelope.getSignature_asU8()) === true;
  demand(signed, Code.BAD_CREATOR_SIGNATURE);
}

/** Reads the one action and checks that its endorsed hash is the hash of the proposal in the envelope. */
function readAction(payload: common.Payload): TransactionAction {
  const actions = transactionActions(payload.getData_asU8());
  const [action] = actions;
  if (action === undefined || actions.length !== 1) throw new Invalid(Code.INVALID_ENDORSER_TRANSACTION);
  const response = decode(peer.ProposalResponsePayload, 'ProposalResponsePayload', action.responsePayload);
  const channelHeader = payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array();
  const hash = sha256(channelHeader, action.header, action.proposalPayload);
  if (!Buffer.from(hash).equals(response.getProposalHash_asU8())) {
    throw new Invalid(Code.INVALID_ENDORSER_TRANSACTION);
  }
  return action;
}

function checkAction(
  action: TransactionAction,
  channelHeader: common.ChannelHeader,
  context: ValidationContext,
): readonly NamespaceSet[] {
  const extension = attempt(Code.BAD_HEADER_EXTENSION, () =>
    decode(peer.ChaincodeHeaderExtension, 'ChaincodeHeaderExtension', channelHeader.getExtension_asU8()),
  );
  const response = attempt(Code.BAD_RESPONSE_PAYLOAD, () => chaincodeAction(action.responsePayload));
  const sets = attempt(Code.BAD_RWSET, () => namespaceSets(response));
  const [called, ran] = [extension.getChaincodeId(), response.getChaincodeId()];
  demand(called !== undefined && ran !== undefined, Code.INVALID_OTHER_REASON);
  const name = called?.getName();
  demand(name === context.chaincode && name === ran?.getName(), Code.INVALID_CHAINCODE);
  demand(ran?.getVersion() !== '', Code.INVALID_CHAINCODE);
  checkEvent(response, context.chaincode);
  checkNamespaces(sets, context.chaincode);
  return sets;
}

function checkEvent(response: peer.ChaincodeAction, chaincode: string): void {
  const bytes = response.getEvents_asU8();
  if (bytes.length === 0) return;
  const event = attempt(Code.INVALID_OTHER_REASON, () =>
    decode(peer.ChaincodeEvent, 'ChaincodeEvent', bytes),
  );
  demand(event.getChaincodeId() === chaincode, Code.INVALID_OTHER_REASON);
}

/** Only the chaincode's own namespace may be written. */
function checkNamespaces(sets: readonly NamespaceSet[], chaincode: string): void {
  const names = new Set(sets.map(({ namespace }) => namespace));
  demand(names.size === sets.length, Code.ILLEGAL_WRITESET);
  for (const { namespace, set } of sets) {
    const writes = set.getWritesList().length + set.getMetadataWritesList().length;
    demand(writes === 0 || namespace === chaincode, Code.INVALID_CHAINCODE);
  }
}
