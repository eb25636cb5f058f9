// SPDX-License-Identifier: Apache-2.0
import { status } from '@grpc/grpc-js';
import { common, gateway, peer } from '@hyperledger/fabric-protos';

import { failureOf } from '../endorser/outcome.js';
import { withoutTransientData } from '../endorser/proposal.js';
import { messageOf } from '../errors.js';
import { decode } from '../wire/decode.js';
import { endorsementLayouts } from './endorsement-layouts.js';
import { EndorsementPlan } from './endorsement-plan.js';
import { endorsersOf, type GatewayContext } from './gateway-context.js';
import { GatewayError } from './gateway-error.js';
import { PeerCall, peerFault } from './peer-call.js';

/** The parts of a proposal that the gateway itself needs. */
interface ProposalParts {
  readonly header: common.Header;
  readonly payload: peer.ChaincodeProposalPayload;
  readonly channel: string;
  readonly chaincode: string;
}

/**
 * `gateway.Gateway/Endorse`: collects the endorsements that a transaction needs and returns it ready for the caller's
 * signature (internal/pkg/gateway/endorse.go). Named organisations are asked at once; otherwise the gateway's own peer
 * comes first, then whoever else the policies of chaincode and keys want.
 *
 * @throws {@link GatewayError} with Fabric's statuses and texts
 */
export async function endorse(
  context: GatewayContext,
  request: gateway.EndorseRequest,
  signal: AbortSignal,
): Promise<gateway.EndorseResponse> {
  const signed = request.getProposedTransaction() ?? new peer.SignedProposal();
  const parts = readParts(signed);
  const call = new PeerCall(context, signed, signal);
  const organisations = request.getEndorsingOrganizationsList();
  const plan =
    organisations.length > 0
      ? await endorseNamed(context, parts, call, organisations)
      : await endorseByPolicy(context, parts, call);
  const response = new gateway.EndorseResponse();
  response.setPreparedTransaction(assemble(parts, plan));
  return response;
}

/** The caller names who shall endorse, and answers for the policy. */
async function endorseNamed(
  context: GatewayContext,
  parts: ProposalParts,
  call: PeerCall,
  organisations: readonly string[],
): Promise<EndorsementPlan> {
  const available = endorsersOf(context, parts);
  const missing = organisations.filter((mspId) => !available.some((endorser) => endorser.mspId === mspId));
  if (missing.length > 0) {
    throw new GatewayError(
      status.UNAVAILABLE,
      `failed to find any endorsing peers for org(s): ${missing.join(', ')}`,
    );
  }
  const endorsers = available.filter(({ mspId }) => organisations.includes(mspId));
  const plan = new EndorsementPlan([endorsers], context.logger);
  await askMissing(plan, call);
  return plan.completed();
}

async function endorseByPolicy(
  context: GatewayContext,
  parts: ProposalParts,
  call: PeerCall,
): Promise<EndorsementPlan> {
  const available = endorsersOf(context, parts);
  if (available.length === 0) throw noEndorsers(parts);
  const first = await call.send(context.local);
  if (first.kind !== 'endorsed') {
    throw new GatewayError(
      status.ABORTED,
      'failed to endorse transaction, see attached details for more info',
      [peerFault(context.local, failureOf(first).message)],
    );
  }
  if (first.interest === undefined) throw noMetadata(parts);
  const plan = new EndorsementPlan(endorsementLayouts(context, first.interest), context.logger);
  plan.add(context.local, first);
  await askMissing(plan, call);
  return plan.completed();
}

/** Asks at once all peers that a layout still needs, and those of the next layout when one of them fails. */
async function askMissing(plan: EndorsementPlan, call: PeerCall): Promise<void> {
  for (let missing = plan.missing; missing.length > 0; missing = plan.missing) {
    await Promise.all(
      missing.map(async (endorser) => {
        plan.add(endorser, await call.send(endorser));
      }),
    );
  }
}

function noEndorsers(parts: ProposalParts): GatewayError {
  if (parts.payload.getTransientmapMap().getLength() > 0) {
    return new GatewayError(
      status.FAILED_PRECONDITION,
      "no endorsers found in the gateway's organization; retry specifying endorsing organization(s) " +
        'to protect transient data',
    );
  }
  return noMetadata(parts);
}

/** Nobody knows the policy of a chaincode that is not defined on the channel, or of a system chaincode. */
function noMetadata({ chaincode, channel }: ProposalParts): GatewayError {
  return new GatewayError(
    status.FAILED_PRECONDITION,
    'no combination of peers can be derived which satisfy the endorsement policy: ' +
      `No metadata was found for chaincode ${chaincode} in channel ${channel}`,
  );
}

function readParts(signed: peer.SignedProposal): ProposalParts {
  const bytes = signed.getProposalBytes_asU8();
  if (bytes.length === 0) {
    throw new GatewayError(
      status.INVALID_ARGUMENT,
      'the proposed transaction must contain a signed proposal',
    );
  }
  try {
    const proposal = decode(peer.Proposal, 'Proposal', bytes);
    const header = decode(common.Header, 'Header', proposal.getHeader_asU8());
    const channelHeader = decode(common.ChannelHeader, 'ChannelHeader', header.getChannelHeader_asU8());
    const payload = decode(
      peer.ChaincodeProposalPayload,
      'ChaincodeProposalPayload',
      proposal.getPayload_asU8(),
    );
    const invocation = decode(
      peer.ChaincodeInvocationSpec,
      'ChaincodeInvocationSpec',
      payload.getInput_asU8(),
    );
    const chaincode = invocation.getChaincodeSpec()?.getChaincodeId()?.getName() ?? '';
    return { header, payload, channel: channelHeader.getChannelId(), chaincode };
  } catch (error) {
    throw new GatewayError(status.INVALID_ARGUMENT, messageOf(error));
  }
}

/** The transaction that the caller signs; transient data stays behind. */
function assemble({ header, payload }: ProposalParts, plan: EndorsementPlan): common.Envelope {
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(plan.payload);
  endorsed.setEndorsementsList([...plan.endorsements]);
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setChaincodeProposalPayload(withoutTransientData(payload));
  actionPayload.setAction(endorsed);
  const action = new peer.TransactionAction();
  action.setHeader(header.getSignatureHeader_asU8());
  action.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.setActionsList([action]);
  const envelopePayload = new common.Payload();
  envelopePayload.setHeader(header);
  envelopePayload.setData(transaction.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(envelopePayload.serializeBinary());
  return envelope;
}
