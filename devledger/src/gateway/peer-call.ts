// SPDX-License-Identifier: Apache-2.0
import type { peer } from '@hyperledger/fabric-protos';

import type { Endorser } from '../endorser/endorser.js';
import { fromRemote, type Outcome } from '../endorser/outcome.js';
import { type Proposal, unpackProposal } from '../endorser/proposal.js';
import { filterFault, proposalFault, signatureHeaderFault } from '../endorser/proposal-checks.js';
import { messageOf } from '../errors.js';
import type { StateView } from '../state/versioned-state.js';
import type { GatewayContext } from './gateway-context.js';
import type { PeerFault } from './gateway-error.js';

/**
 * One proposal on its way to one or more peers. All peers of this ledger check alike and share their chain, so the
 * proposal is checked once, and all see the same state.
 */
export class PeerCall {
  readonly #context: GatewayContext;
  readonly #checked: Proposal | Exclude<Outcome, { kind: 'endorsed' }>;
  readonly #state: StateView;
  readonly #signal: AbortSignal;

  constructor(context: GatewayContext, signed: peer.SignedProposal, signal: AbortSignal) {
    this.#context = context;
    this.#checked = check(context, signed);
    this.#state = context.chain.state;
    this.#signal = signal;
  }

  /** Has one peer process the proposal. */
  async send(endorser: Endorser): Promise<Outcome> {
    const outcome = 'kind' in this.#checked ? this.#checked : await this.#process(endorser, this.#checked);
    return endorser === this.#context.local ? outcome : fromRemote(outcome);
  }

  async #process(endorser: Endorser, proposal: Proposal): Promise<Outcome> {
    return await endorser.process(proposal, this.#state, this.#signal);
  }
}

/** What a peer said, as an error detail. */
export function peerFault(endorser: Endorser, message: string): PeerFault {
  return { address: endorser.address, mspId: endorser.mspId, message };
}

function check(
  context: GatewayContext,
  signed: peer.SignedProposal,
): Proposal | Exclude<Outcome, { kind: 'endorsed' }> {
  const unreadable = signatureHeaderFault(signed);
  if (unreadable !== undefined) return { kind: 'rejected', message: unreadable };
  let proposal: Proposal;
  try {
    proposal = unpackProposal(signed);
  } catch (error) {
    return { kind: 'refused', message: messageOf(error) };
  }
  const filtered = filterFault(proposal, context.msps, Date.now());
  if (filtered !== undefined) return { kind: 'rejected', message: filtered };
  const fault = proposalFault(proposal, context);
  return fault === undefined ? proposal : { kind: 'refused', message: fault };
}
