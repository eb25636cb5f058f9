// SPDX-License-Identifier: Apache-2.0
import { status } from '@grpc/grpc-js';

import type { Endorser } from '../endorser/endorser.js';
import type { Interest } from '../endorser/interest.js';
import { isEndorsedByMajority } from '../identity/endorsement-policy.js';
import type { Identity } from '../identity/identity.js';
import type { GatewayContext } from './gateway-context.js';
import { GatewayError } from './gateway-error.js';

/** Endorsers that together satisfy the policies of a transaction, none of them needlessly. */
export type Layout = readonly Endorser[];

const UNSATISFIABLE = 'no combination of peers can be derived which satisfy the endorsement policy: ';

/**
 * All ways to endorse a transaction, those with the gateway's own peer first (discovery/endorsement,
 * internal/pkg/gateway/registry.go). There is one peer for each organisation, so that all combinations can be tried.
 *
 * @throws {@link GatewayError} FAILED_PRECONDITION where there is none
 */
export function endorsementLayouts(context: GatewayContext, interest: Interest): readonly Layout[] {
  const { endorsers, local, msps } = context;
  if (interest.keyPolicies.some((policy) => !policy.hasRule)) {
    throw unsatisfiable('state based endorsement policy cannot be satisfied');
  }
  const identities = new Map(endorsers.map((endorser) => [endorser, msps.identity(endorser.serialized)]));
  const satisfies = (layout: Layout): boolean => {
    const signers = layout
      .map((endorser) => identities.get(endorser))
      .filter((signer) => signer !== undefined);
    return isSatisfied(interest, signers, endorsers.length);
  };
  const layouts: Layout[] = [];
  for (const layout of combinations(endorsers)) {
    const isNeedless = layouts.some((smaller) => smaller.every((endorser) => layout.includes(endorser)));
    if (!isNeedless && satisfies(layout)) layouts.push(layout);
  }
  if (layouts.length === 0) throw unsatisfiable('no peer combination can satisfy the endorsement policy');
  return layouts.sort((left, right) => Number(right.includes(local)) - Number(left.includes(local)));
}

function isSatisfied(interest: Interest, signers: readonly Identity[], organisations: number): boolean {
  if (interest.needsChaincodePolicy && !isEndorsedByMajority(signers, organisations)) return false;
  return interest.keyPolicies.every((policy) => policy.isSatisfiedBy(signers));
}

/** All combinations of at least one endorser, the smaller ones first. */
function combinations(endorsers: readonly Endorser[]): readonly Layout[] {
  let all: Layout[] = [[]];
  for (const endorser of endorsers) all = [...all, ...all.map((layout) => [...layout, endorser])];
  return all.filter((layout) => layout.length > 0).sort((left, right) => left.length - right.length);
}

const unsatisfiable = (reason: string): GatewayError =>
  new GatewayError(status.FAILED_PRECONDITION, UNSATISFIABLE + reason);
