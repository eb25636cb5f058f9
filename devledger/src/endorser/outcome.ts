// SPDX-License-Identifier: Apache-2.0
import { status } from '@grpc/grpc-js';
import type { peer } from '@hyperledger/fabric-protos';

import type { Interest } from './interest.js';

/**
 * What came of a proposal at one peer.
 *
 * - `rejected`: the peer did not let it in, or could not be asked
 * - `refused`: the proposal itself is wrong
 * - `failed`: the peer could not run it
 * - `chaincode-error`: the chaincode answered with an error
 * - `endorsed`: done and signed
 */
export type Outcome =
  | { readonly kind: 'rejected' | 'refused' | 'failed'; readonly message: string }
  | { readonly kind: 'chaincode-error'; readonly status: number; readonly message: string }
  | {
      readonly kind: 'endorsed';
      readonly response: peer.Response;
      /** `ProposalResponsePayload` as signed. */
      readonly payload: Uint8Array;
      readonly endorsement: peer.Endorsement;
      /** None for a system chaincode. */
      readonly interest: Interest | undefined;
    };

/** An outcome other than an endorsement, as the gateway reports it. */
export interface Failure {
  readonly code: status;
  readonly message: string;
  /** Whether another peer may do better. */
  readonly retry: boolean;
}

/** The gateway's view of an outcome that is no endorsement (internal/pkg/gateway/apiutils.go). */
export function failureOf(outcome: Exclude<Outcome, { kind: 'endorsed' }>): Failure {
  switch (outcome.kind) {
    case 'rejected':
      return { code: status.UNAVAILABLE, message: outcome.message, retry: true };
    case 'refused':
      return { code: status.FAILED_PRECONDITION, message: outcome.message, retry: false };
    case 'failed':
      return { code: status.ABORTED, message: outcome.message, retry: true };
    case 'chaincode-error':
      return {
        code: status.UNKNOWN,
        message: `chaincode response ${outcome.status}, ${outcome.message}`,
        retry: false,
      };
  }
}

/**
 * The same outcome as a gateway sees it when the peer is another organisation's: gRPC keeps an error's text only
 * and puts words before it.
 */
export function fromRemote(outcome: Outcome): Outcome {
  if (outcome.kind !== 'rejected' && outcome.kind !== 'refused') return outcome;
  return { kind: 'rejected', message: `rpc error: code = Unknown desc = ${outcome.message}` };
}
