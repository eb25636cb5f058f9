// SPDX-License-Identifier: Apache-2.0
import { instantOf, type Instant, type Policy } from '@meterpki/protocol';
import type { Context } from 'fabric-contract-api';
import { callerOf, type Caller } from '../access/caller';
import { currentPolicy } from '../governance/policy';
import { POLICY_KEY } from '../state/keys';
import { LedgerState } from '../state/ledger-state';
import { chaincodeName } from './context';

/** One transaction as the rules see it: who asks, when, on what state and under which policy. */
export interface LedgerTransaction {
  readonly id: string;
  readonly channel: string;
  readonly chaincode: string;
  readonly caller: Caller;
  /** The transaction's timestamp: the client's clock, which peers hold to within 15 minutes. */
  readonly time: Instant;
  readonly milliseconds: number;
  readonly state: LedgerState;
  readonly policy: Policy;
  /** What the event tells besides the records written. */
  readonly eventDetails: { leaves?: string };
  /** A value of the transient data, or undefined. */
  readonly transient: Transient;
}

/** The transient data of a call, by name. */
export type Transient = (name: string) => Uint8Array | undefined;

/**
 * Gathers what a transaction needs from Fabric's context.
 * @param ahead - keys of records that the rules will ask for; they are read in one message with the policy
 */
export async function openTransaction(
  context: Context,
  ahead: (transient: Transient) => readonly string[],
): Promise<LedgerTransaction> {
  const { stub } = context;
  const transient: Transient = (name) => stub.getTransient().get(name);
  const state = new LedgerState(stub);
  const keys = ahead(transient);
  if (keys.length > 0) await state.readNeighbours([POLICY_KEY, ...keys]);
  const milliseconds = stub.getDateTimestamp().getTime();
  return {
    id: stub.getTxID(),
    channel: stub.getChannelID(),
    chaincode: chaincodeName(context),
    caller: callerOf(context),
    time: instantOf(milliseconds),
    milliseconds,
    state,
    policy: await currentPolicy(state),
    eventDetails: {},
    transient,
  };
}
