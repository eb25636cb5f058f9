// SPDX-License-Identifier: Apache-2.0
import { status } from '@grpc/grpc-js';
import type { peer } from '@hyperledger/fabric-protos';
import type { Logger } from 'pino';

import type { Endorser } from '../endorser/endorser.js';
import { failureOf, type Outcome } from '../endorser/outcome.js';
import { GatewayError, type PeerFault } from './gateway-error.js';
import { peerFault } from './peer-call.js';

/** Endorsements gathered so far, and how many are missing. All must be over the same bytes. */
export class EndorsementPlan {
  readonly #wanted: number;
  readonly #logger: Logger;
  readonly #faults: PeerFault[] = [];
  readonly #endorsements: peer.Endorsement[] = [];
  #payload: Uint8Array | undefined;

  /** @param wanted - how many endorsements make the plan complete */
  constructor(wanted: number, logger: Logger) {
    this.#wanted = wanted;
    this.#logger = logger;
  }

  /** How many endorsements are missing. */
  get needed(): number {
    return this.#wanted - this.#endorsements.length;
  }

  /** `ProposalResponsePayload` that all signed. */
  get payload(): Uint8Array {
    return this.#payload ?? new Uint8Array();
  }

  get endorsements(): readonly peer.Endorsement[] {
    return this.#endorsements;
  }

  /** Takes a peer's answer. */
  add(endorser: Endorser, outcome: Outcome): void {
    if (outcome.kind !== 'endorsed') {
      this.#faults.push(peerFault(endorser, failureOf(outcome).message));
      return;
    }
    this.#payload ??= outcome.payload;
    if (Buffer.from(this.#payload).equals(outcome.payload)) {
      this.#endorsements.push(outcome.endorsement);
      return;
    }
    const message = 'ProposalResponsePayloads do not match';
    this.#logger.warn({ mspId: endorser.mspId }, message);
    this.#faults.push(peerFault(endorser, message));
  }

  /**
   * The plan, once it is complete.
   *
   * @throws {@link GatewayError} ABORTED with what the peers said
   */
  completed(): this {
    if (this.needed <= 0) return this;
    throw new GatewayError(
      status.ABORTED,
      'failed to collect enough transaction endorsements, see attached details for more info',
      this.#faults,
    );
  }
}
