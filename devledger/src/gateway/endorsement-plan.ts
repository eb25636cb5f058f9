// SPDX-License-Identifier: Apache-2.0
import { status } from '@grpc/grpc-js';
import type { peer } from '@hyperledger/fabric-protos';
import type { Logger } from 'pino';

import type { Endorser } from '../endorser/endorser.js';
import { failureOf, type Outcome } from '../endorser/outcome.js';
import type { Layout } from './endorsement-layouts.js';
import { GatewayError, type PeerFault } from './gateway-error.js';
import { peerFault } from './peer-call.js';

/**
 * Gathers endorsements until one of several layouts is complete (internal/pkg/gateway/endorsement.go). All must be
 * over the same bytes, those of peers that no layout needs among them.
 */
export class EndorsementPlan {
  readonly #layouts: readonly Layout[];
  readonly #logger: Logger;
  readonly #faults: PeerFault[] = [];
  readonly #endorsements = new Map<Endorser, peer.Endorsement>();
  readonly #failed = new Set<Endorser>();
  #payload: Uint8Array | undefined;

  /** @param layouts - tried in this order */
  constructor(layouts: readonly Layout[], logger: Logger) {
    this.#layouts = layouts;
    this.#logger = logger;
  }

  /** Whom to ask next: those who are missing in the first layout that nobody has spoilt. Empty when it is complete. */
  get missing(): readonly Endorser[] {
    return this.#layout?.filter((endorser) => !this.#endorsements.has(endorser)) ?? [];
  }

  /** `ProposalResponsePayload` that all signed. */
  get payload(): Uint8Array {
    return this.#payload ?? new Uint8Array();
  }

  /** The endorsements of the completed layout. */
  get endorsements(): readonly peer.Endorsement[] {
    const endorsements = this.#layout?.map((endorser) => this.#endorsements.get(endorser)) ?? [];
    return endorsements.filter((endorsement) => endorsement !== undefined);
  }

  /** Takes a peer's answer. */
  add(endorser: Endorser, outcome: Outcome): void {
    if (outcome.kind !== 'endorsed') {
      this.#fail(endorser, failureOf(outcome).message);
      return;
    }
    this.#payload ??= outcome.payload;
    if (Buffer.from(this.#payload).equals(outcome.payload)) {
      this.#endorsements.set(endorser, outcome.endorsement);
      return;
    }
    const message = 'ProposalResponsePayloads do not match';
    this.#logger.warn({ mspId: endorser.mspId }, message);
    this.#fail(endorser, message);
  }

  /**
   * The plan, once it is complete.
   *
   * @throws {@link GatewayError} ABORTED with what the peers said
   */
  completed(): this {
    if (this.#layout !== undefined && this.missing.length === 0) return this;
    throw new GatewayError(
      status.ABORTED,
      'failed to collect enough transaction endorsements, see attached details for more info',
      this.#faults,
    );
  }

  get #layout(): Layout | undefined {
    return this.#layouts.find((layout) => !layout.some((endorser) => this.#failed.has(endorser)));
  }

  #fail(endorser: Endorser, message: string): void {
    this.#failed.add(endorser);
    this.#faults.push(peerFault(endorser, message));
  }
}
