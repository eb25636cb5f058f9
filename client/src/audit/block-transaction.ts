// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { common, ledger, msp, peer } from '@hyperledger/fabric-protos';
import { certificateNames, fromUtf8, sha256, sameBytes, type Instant } from '@meterpki/protocol';

const { ENDORSER_TRANSACTION } = common.HeaderType;

/** Who signed something. */
export interface Signatory {
  readonly mspId: string;
  readonly certificate: X509Certificate;
}

/** Version of a key: the block and the place in it of the transaction that wrote it. */
export interface KeyVersion {
  readonly block: number;
  readonly transaction: number;
}

/** What a transaction read and wrote in one namespace. */
export interface NamespaceEffects {
  readonly namespace: string;
  readonly reads: readonly { readonly key: string; readonly version?: KeyVersion }[];
  /** undefined for a key that was removed. */
  readonly writes: readonly { readonly key: string; readonly value?: string }[];
  /** Keys of which it says anew who must endorse changes. */
  readonly stamped: readonly string[];
}

/** A transaction of a block, taken apart; nothing of it is believed yet. */
export interface BlockTransaction {
  readonly id: string;
  readonly isConfiguration: boolean;
  readonly channel: string;
  /** The caller's clock. */
  readonly time: Instant;
  readonly caller: Signatory;
  /** Digests of subject and issuer. */
  readonly identity: string;
  readonly units: readonly string[];
  /** What the caller signed, and its signature. */
  readonly signed: { readonly payload: Uint8Array; readonly signature: Uint8Array };
  /** True where the ID is that of this caller and this nonce. */
  readonly isOwnId: boolean;
  /** True where what was endorsed answers this very call; undefined where nothing was called. */
  readonly isOwnAnswer?: boolean;
  readonly chaincode: string;
  readonly version: string;
  /** `contract:Transaction`. */
  readonly called: string;
  readonly argument: string;
  readonly result: string;
  readonly effects: readonly NamespaceEffects[];
  readonly endorsements: readonly {
    readonly endorser: Signatory;
    readonly message: Uint8Array;
    readonly signature: Uint8Array;
  }[];
}

function signatoryOf(serialized: Uint8Array): Signatory {
  const identity = msp.SerializedIdentity.deserializeBinary(serialized);
  return { mspId: identity.getMspid(), certificate: new X509Certificate(identity.getIdBytes_asU8()) };
}

const versionOf = (version: ledger.rwset.kvrwset.Version | undefined): { version?: KeyVersion } =>
  version === undefined ? {} : { version: { block: version.getBlockNum(), transaction: version.getTxNum() } };

function effectsIn(results: Uint8Array): NamespaceEffects[] {
  const sets = ledger.rwset.TxReadWriteSet.deserializeBinary(results).getNsRwsetList();
  return sets.map((own) => {
    const set = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(own.getRwset_asU8());
    const ranges = set
      .getRangeQueriesInfoList()
      .flatMap((range) => range.getRawReads()?.getKvReadsList() ?? []);
    return {
      namespace: own.getNamespace(),
      reads: [...set.getReadsList(), ...ranges].map((read) => ({
        key: read.getKey(),
        ...versionOf(read.getVersion()),
      })),
      writes: set.getWritesList().map((write) => ({
        key: write.getKey(),
        ...(write.getIsDelete() ? {} : { value: Buffer.from(write.getValue_asU8()).toString('utf8') }),
      })),
      stamped: set.getMetadataWritesList().map((write) => write.getKey()),
    };
  });
}

type Called = Pick<
  BlockTransaction,
  'chaincode' | 'version' | 'called' | 'argument' | 'result' | 'effects' | 'endorsements'
>;

const NOTHING: Called = {
  chaincode: '',
  version: '',
  called: '',
  argument: '',
  result: '',
  effects: [],
  endorsements: [],
};

const NO_BYTES = new Uint8Array();

const textOf = (bytes: Uint8Array = NO_BYTES): string => fromUtf8(bytes) ?? '';

/** Name and argument of the call. */
function inputOf(proposalPayload: Uint8Array): Pick<Called, 'chaincode' | 'called' | 'argument'> {
  const proposal = peer.ChaincodeProposalPayload.deserializeBinary(proposalPayload);
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(proposal.getInput_asU8()).getChaincodeSpec();
  const [name, argument] = spec?.getInput()?.getArgsList_asU8() ?? [];
  return {
    chaincode: spec?.getChaincodeId()?.getName() ?? '',
    called: textOf(name),
    argument: textOf(argument),
  };
}

/** What the chaincode answered and did. */
function outcomeOf(response: Uint8Array): Pick<Called, 'version' | 'result' | 'effects'> {
  const answered = peer.ProposalResponsePayload.deserializeBinary(response);
  const action = peer.ChaincodeAction.deserializeBinary(answered.getExtension_asU8());
  return {
    version: action.getChaincodeId()?.getVersion() ?? '',
    result: textOf(action.getResponse()?.getPayload_asU8()),
    effects: effectsIn(action.getResults_asU8()),
  };
}

/**
 * True where the answer that the peers signed names the call: the hash of both headers and of the proposal's payload, as the
 * block holds them (Fabric, protoutil, GetProposalHash2).
 */
function isAnswerTo(response: Uint8Array, ...call: readonly Uint8Array[]): boolean {
  const hash = peer.ProposalResponsePayload.deserializeBinary(response).getProposalHash_asU8();
  return sameBytes(hash, sha256(...call));
}

function calledIn(data: Uint8Array, headers: common.Header): Called & Pick<BlockTransaction, 'isOwnAnswer'> {
  const [first] = peer.Transaction.deserializeBinary(data).getActionsList();
  if (first === undefined) return NOTHING;
  const payload = peer.ChaincodeActionPayload.deserializeBinary(first.getPayload_asU8());
  const endorsed = payload.getAction() ?? new peer.ChaincodeEndorsedAction();
  const response = endorsed.getProposalResponsePayload_asU8();
  const proposal = payload.getChaincodeProposalPayload_asU8();
  const [channelHeader, signatureHeader] = [
    headers.getChannelHeader_asU8(),
    headers.getSignatureHeader_asU8(),
  ];
  return {
    ...inputOf(proposal),
    ...outcomeOf(response),
    isOwnAnswer: isAnswerTo(response, channelHeader, signatureHeader, proposal),
    endorsements: endorsed.getEndorsementsList().map((endorsement) => ({
      endorser: signatoryOf(endorsement.getEndorser_asU8()),
      message: Buffer.concat([response, endorsement.getEndorser_asU8()]),
      signature: endorsement.getSignature_asU8(),
    })),
  };
}

function namesOf({ certificate }: Signatory): Pick<BlockTransaction, 'identity' | 'units'> {
  const names = certificateNames(certificate.raw);
  return { identity: names?.identity ?? '', units: names?.organizationalUnits ?? [] };
}

/**
 * Takes an envelope apart.
 * @throws Error where it is none
 */
export function readTransaction(bytes: Uint8Array): BlockTransaction {
  const envelope = common.Envelope.deserializeBinary(bytes);
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const headers = payload.getHeader() ?? new common.Header();
  const header = common.ChannelHeader.deserializeBinary(headers.getChannelHeader_asU8());
  const signedHeader = common.SignatureHeader.deserializeBinary(headers.getSignatureHeader_asU8());
  const creator = signedHeader.getCreator_asU8();
  const caller = signatoryOf(creator);
  const isCall = header.getType() === ENDORSER_TRANSACTION;
  const ownId = sha256(signedHeader.getNonce_asU8(), creator);
  return {
    id: header.getTxId(),
    isConfiguration: !isCall,
    channel: header.getChannelId(),
    time: (header.getTimestamp()?.toDate() ?? new Date(0)).toISOString(),
    caller,
    ...namesOf(caller),
    signed: { payload: envelope.getPayload_asU8(), signature: envelope.getSignature_asU8() },
    isOwnId: sameBytes(ownId, Buffer.from(header.getTxId(), 'hex')),
    ...(isCall ? calledIn(payload.getData_asU8(), headers) : NOTHING),
  };
}
