// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';

import type { Chain } from '../blocks/chain.js';
import { messageOf } from '../errors.js';
import { proposalAccessFault } from '../identity/channel-policies.js';
import { expiresAt } from '../identity/expiry.js';
import type { MspRegistry } from '../identity/msp-registry.js';
import { QSCC } from '../system-chaincode/qscc.js';
import { decode } from '../wire/decode.js';
import { transactionId } from '../wire/hash.js';
import type { Proposal } from './proposal.js';

/** What proposals are checked against. */
export interface ProposalContext {
  readonly channel: string;
  readonly msps: MspRegistry;
  readonly chain: Chain;
}

/** How far a proposal's timestamp may be off (core.yaml: peer.authentication.timewindow). */
const TIME_WINDOW_MILLISECONDS = 15 * 60_000;

/**
 * The filters in front of a peer's endorser: the creator's certificate has not expired, and the timestamp is close to
 * the peer's clock (core/handlers/auth/filter).
 *
 * @param now - milliseconds since 1970
 * @returns Fabric's text for the first fault, or undefined
 */
export function filterFault(proposal: Proposal, msps: MspRegistry, now: number): string | undefined {
  if (expiresAt(msps, proposal.signatureHeader.getCreator_asU8()) < now)
    return 'proposal client identity expired';
  const timestamp = proposal.channelHeader.getTimestamp();
  const time = (timestamp?.getSeconds() ?? 0) * 1000 + (timestamp?.getNanos() ?? 0) / 1e6;
  if (Math.abs(time - now) <= TIME_WINDOW_MILLISECONDS) return undefined;
  return (
    `request unauthorized due to incorrect timestamp ${rfc3339(time)}, peer time ${rfc3339(now)}, ` +
    'peer.authentication.timewindow 15m0s'
  );
}

/**
 * The first filter reads the signature header before anybody else does (core/handlers/auth/filter/expiration.go); the
 * parts around it were read by the gateway.
 *
 * @returns Fabric's text where it cannot be read, or undefined
 */
export function signatureHeaderFault(signed: peer.SignedProposal): string | undefined {
  try {
    const proposal = decode(peer.Proposal, 'Proposal', signed.getProposalBytes_asU8());
    const header = decode(common.Header, 'Header', proposal.getHeader_asU8());
    decode(common.SignatureHeader, 'SignatureHeader', header.getSignatureHeader_asU8());
    return undefined;
  } catch (error) {
    return `failed parsing signature header: ${messageOf(error)}`;
  }
}

/**
 * The checks of the endorser itself: header, transaction ID, creator, signature, duplicate, access (core/endorser).
 *
 * @returns Fabric's text for the first fault, or undefined
 */
export function proposalFault(proposal: Proposal, context: ProposalContext): string | undefined {
  const fault = headerFault(proposal) ?? creatorFault(proposal, context);
  if (fault !== undefined) return `error validating proposal: ${fault}`;
  const creator = proposal.signatureHeader.getCreator_asU8();
  const id = proposal.channelHeader.getTxId();
  if (context.chain.status(id) !== undefined) {
    return `duplicate transaction found [${id}]. Creator [${Buffer.from(creator).toString('hex')}]`;
  }
  // System chaincodes check the caller themselves.
  if (proposal.chaincode === QSCC) return undefined;
  return proposalAccessFault(context.msps, 'Writers', proposal.signed, proposal.signatureHeader);
}

const PROPOSAL_TYPES: readonly number[] = [common.HeaderType.ENDORSER_TRANSACTION, common.HeaderType.CONFIG];

function headerFault({ channelHeader, signatureHeader, signed }: Proposal): string | undefined {
  const type = channelHeader.getType();
  if (!PROPOSAL_TYPES.includes(type)) return `invalid header type ${headerTypeName(type)}`;
  if (channelHeader.getEpoch() !== 0) return 'epoch is non-zero';
  const [nonce, creator] = [signatureHeader.getNonce_asU8(), signatureHeader.getCreator_asU8()];
  if (nonce.length === 0) return 'nonce is empty';
  if (creator.length === 0) return 'creator is empty';
  const expected = transactionId(nonce, creator);
  const id = channelHeader.getTxId();
  if (id !== expected) return `incorrectly computed txid '${id}' -- expected '${expected}'`;
  return signed.getSignature_asU8().length === 0 ? 'empty signature bytes' : undefined;
}

function creatorFault({ signed, signatureHeader }: Proposal, context: ProposalContext): string | undefined {
  const identity = context.msps.identity(signatureHeader.getCreator_asU8());
  if (identity === undefined) {
    return `access denied: channel [${context.channel}] creator org unknown, creator is malformed`;
  }
  const signedByCreator =
    identity.fault === undefined &&
    identity.verify(signed.getProposalBytes_asU8(), signed.getSignature_asU8());
  return signedByCreator
    ? undefined
    : `access denied: channel [${context.channel}] creator org [${identity.mspId}]`;
}

function headerTypeName(type: number): string {
  return Object.entries(common.HeaderType).find(([, value]) => value === type)?.[0] ?? String(type);
}

/** RFC 3339 in UTC, to the second; the year 0 where the number is beyond all dates. */
function rfc3339(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? '0000-01-01T00:00:00Z' : date.toISOString().replace(/\.\d+Z$/, 'Z');
}
