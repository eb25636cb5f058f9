// SPDX-License-Identifier: Apache-2.0
import { status } from '@grpc/grpc-js';
import { common, gateway, peer } from '@hyperledger/fabric-protos';

import type { Endorser } from '../endorser/endorser.js';
import { failureOf } from '../endorser/outcome.js';
import { messageOf } from '../errors.js';
import { decode } from '../wire/decode.js';
import { endorsersOf, type GatewayContext, unknownChannel } from './gateway-context.js';
import { GatewayError, type PeerFault } from './gateway-error.js';
import { PeerCall, peerFault } from './peer-call.js';

/** What a gateway reads in a proposal before it passes it on. */
interface Target {
  readonly channel: string;
  readonly chaincode: string;
  readonly hasTransientData: boolean;
}

/**
 * `gateway.Gateway/Evaluate`: runs a transaction on one peer and returns its result (internal/pkg/gateway/evaluate.go).
 * The gateway's own peer comes first; others are asked when it cannot answer, unless the caller named organisations
 * or sent transient data, which stays in the gateway's organisation.
 *
 * @throws {@link GatewayError} with Fabric's statuses and texts
 */
export async function evaluate(
  context: GatewayContext,
  request: gateway.EvaluateRequest,
  signal: AbortSignal,
): Promise<gateway.EvaluateResponse> {
  const signed = request.getProposedTransaction() ?? new peer.SignedProposal();
  const target = readTarget(signed);
  if (target.channel !== context.channel)
    throw new GatewayError(status.UNAVAILABLE, unknownChannel(target.channel));
  const call = new PeerCall(context, signed, signal);
  const faults: PeerFault[] = [];
  let code = status.UNKNOWN;
  for (const endorser of candidates(context, target, request.getTargetOrganizationsList())) {
    const outcome = await call.send(endorser);
    if (outcome.kind === 'endorsed') {
      const response = new gateway.EvaluateResponse();
      response.setResult(outcome.response);
      return response;
    }
    const failure = failureOf(outcome);
    code = failure.code;
    faults.push(peerFault(endorser, failure.message));
    if (failure.retry) continue;
    throw new GatewayError(code, `evaluate call to endorser returned error: ${failure.message}`, faults);
  }
  throw new GatewayError(code, 'failed to evaluate transaction, see attached details for more info', faults);
}

function candidates(
  context: GatewayContext,
  target: Target,
  organisations: readonly string[],
): readonly Endorser[] {
  const isProtected = target.hasTransientData && organisations.length === 0;
  const allowed = isProtected ? [context.local.mspId] : organisations;
  const endorsers = endorsersOf(context, target)
    .filter(({ mspId }) => allowed.length === 0 || allowed.includes(mspId))
    .sort((left, right) => Number(right === context.local) - Number(left === context.local));
  if (endorsers.length > 0) return endorsers;
  const fault = `no peers available to evaluate chaincode ${target.chaincode} in channel ${target.channel}`;
  throw new GatewayError(
    status.FAILED_PRECONDITION,
    isProtected
      ? "no endorsers found in the gateway's organization; retry specifying target organization(s) " +
          `to protect transient data: ${fault}`
      : fault,
  );
}

function readTarget(signed: peer.SignedProposal): Target {
  try {
    return parseTarget(signed);
  } catch (error) {
    throw new GatewayError(
      status.INVALID_ARGUMENT,
      `failed to unpack transaction proposal: ${messageOf(error)}`,
    );
  }
}

function parseTarget(signed: peer.SignedProposal): Target {
  const bytes = signed.getProposalBytes_asU8();
  if (bytes.length === 0) throw new Error('a signed proposal is required');
  const proposal = decode(peer.Proposal, 'Proposal', bytes);
  const header = decode(common.Header, 'Header', proposal.getHeader_asU8());
  const channelHeader = decode(common.ChannelHeader, 'ChannelHeader', header.getChannelHeader_asU8());
  const payload = decode(
    peer.ChaincodeProposalPayload,
    'ChaincodeProposalPayload',
    proposal.getPayload_asU8(),
  );
  const invocation = decode(peer.ChaincodeInvocationSpec, 'ChaincodeInvocationSpec', payload.getInput_asU8());
  const channel = channelHeader.getChannelId();
  if (channel === '') throw new Error('no channel id provided');
  const spec = invocation.getChaincodeSpec();
  if (spec === undefined) throw new Error(`no chaincode spec is provided, channel id [${channel}]`);
  const id = spec.getChaincodeId();
  if (id === undefined) throw new Error(`no chaincode id is provided, channel id [${channel}]`);
  const chaincode = id.getName();
  if (chaincode === '') throw new Error(`no chaincode name is provided, channel id [${channel}]`);
  return { channel, chaincode, hasTransientData: payload.getTransientmapMap().getLength() > 0 };
}
