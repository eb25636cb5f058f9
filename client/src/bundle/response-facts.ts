// SPDX-License-Identifier: Apache-2.0
import { common, ledger, msp, peer } from '@hyperledger/fabric-protos';
import { fromBase64, fromUtf8, sha256Hex, toHex } from '@meterpki/protocol';
import { clientError } from '../errors';
import type { BundleParts } from './bundle';

/** One key that the peers read, and the transaction that wrote what they read. */
export interface ReadKey {
  readonly key: string;
  /** Block and place in it; absent where nothing stood there. */
  readonly version?: { readonly block: number; readonly transaction: number };
}

/** What stands in the parts of a bundle, before anything is believed. */
export interface ResponseFacts {
  readonly channel: string;
  readonly transactionId: string;
  /** The caller's clock, RFC 3339 UTC with milliseconds. */
  readonly time: string;
  readonly chaincode: string;
  /** Version of the chaincode's definition. */
  readonly version: string;
  /** `contract:Transaction`. */
  readonly called: string;
  /** Arguments behind the name, as text; undefined for one that is no UTF-8. */
  readonly args: readonly (string | undefined)[];
  /** MSP ID of the caller. */
  readonly caller: string;
  /** 200 for a result. */
  readonly status: number;
  readonly payload: string | undefined;
  readonly reads: readonly ReadKey[];
  /** True where the answer would change the ledger or tell of an event if somebody submitted it. */
  readonly writes: boolean;
  /** True where the answer is to this very proposal, and the transaction ID to this very caller. */
  readonly coherent: boolean;
}

const bytesOf = (text: string): Uint8Array => fromBase64(text) ?? new Uint8Array();

const textOf = (bytes: Uint8Array): string | undefined => fromUtf8(bytes);

/** Namespaces of a read-write set, parsed. */
function setsOf(results: Uint8Array): ledger.rwset.kvrwset.KVRWSet[] {
  const namespaces = ledger.rwset.TxReadWriteSet.deserializeBinary(results).getNsRwsetList();
  return namespaces.map((own) => ledger.rwset.kvrwset.KVRWSet.deserializeBinary(own.getRwset_asU8()));
}

const hasCollections = (results: Uint8Array): boolean =>
  ledger.rwset.TxReadWriteSet.deserializeBinary(results)
    .getNsRwsetList()
    .some((own) => own.getCollectionHashedRwsetList().length > 0);

function readsOf(sets: readonly ledger.rwset.kvrwset.KVRWSet[]): ReadKey[] {
  return sets.flatMap((set) =>
    set.getReadsList().map((read) => {
      const version = read.getVersion();
      return version === undefined
        ? { key: read.getKey() }
        : { key: read.getKey(), version: { block: version.getBlockNum(), transaction: version.getTxNum() } };
    }),
  );
}

const isWriting = (set: ledger.rwset.kvrwset.KVRWSet): boolean =>
  set.getWritesList().length > 0 || set.getMetadataWritesList().length > 0;

/** Function and arguments of a proposal. */
function callIn(proposal: Uint8Array): Pick<ResponseFacts, 'called' | 'args'> & { chaincode: string } {
  const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal);
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8()).getChaincodeSpec();
  const [name, ...args] = (spec?.getInput()?.getArgsList_asU8() ?? []).map(textOf);
  return { called: name ?? '', args, chaincode: spec?.getChaincodeId()?.getName() ?? '' };
}

/** What the caller signed: channel, time, and who it is. */
function headerFacts(
  channelHeader: Uint8Array,
  signatureHeader: Uint8Array,
): Pick<ResponseFacts, 'channel' | 'transactionId' | 'time' | 'caller'> & { isOwnId: boolean } {
  const channel = common.ChannelHeader.deserializeBinary(channelHeader);
  const signed = common.SignatureHeader.deserializeBinary(signatureHeader);
  const creator = signed.getCreator_asU8();
  const transactionId = channel.getTxId();
  return {
    channel: channel.getChannelId(),
    transactionId,
    time: (channel.getTimestamp()?.toDate() ?? new Date(0)).toISOString(),
    caller: msp.SerializedIdentity.deserializeBinary(creator).getMspid(),
    isOwnId: transactionId === sha256Hex(signed.getNonce_asU8(), creator),
  };
}

/** What the peers answered, and what the answer would do. */
function answerFacts(
  action: peer.ChaincodeAction,
): Pick<ResponseFacts, 'version' | 'status' | 'payload' | 'reads' | 'writes'> {
  const results = action.getResults_asU8();
  const sets = setsOf(results);
  const answer = action.getResponse() ?? new peer.Response();
  const tells = action.getEvents_asU8().length > 0;
  return {
    version: action.getChaincodeId()?.getVersion() ?? '',
    status: answer.getStatus(),
    payload: textOf(answer.getPayload_asU8()),
    reads: readsOf(sets),
    writes: sets.some(isWriting) || hasCollections(results) || tells,
  };
}

function read({ channelHeader, signatureHeader, proposal, response }: BundleParts): ResponseFacts {
  const signedParts = [channelHeader, signatureHeader, proposal].map(bytesOf);
  const [channelBytes, signatureBytes, proposalBytes] = signedParts as [Uint8Array, Uint8Array, Uint8Array];
  const answered = peer.ProposalResponsePayload.deserializeBinary(bytesOf(response));
  const action = peer.ChaincodeAction.deserializeBinary(answered.getExtension_asU8());
  const call = callIn(proposalBytes);
  const { isOwnId, ...header } = headerFacts(channelBytes, signatureBytes);
  const isOwnAnswer = toHex(answered.getProposalHash_asU8()) === sha256Hex(...signedParts);
  const isOwnChaincode = action.getChaincodeId()?.getName() === call.chaincode;
  return { ...call, ...header, ...answerFacts(action), coherent: isOwnId && isOwnAnswer && isOwnChaincode };
}

/**
 * Reads what the parts of a bundle say of the call and of the peers' answer; nothing is verified here but that they
 * belong together.
 * @throws {@link ClientError} `BUNDLE_MALFORMED` for bytes that are no such messages
 */
export function responseFacts(parts: BundleParts): ResponseFacts {
  try {
    return read(parts);
  } catch (cause) {
    throw clientError('BUNDLE_MALFORMED', 'its parts are no messages of Fabric', { cause });
  }
}
