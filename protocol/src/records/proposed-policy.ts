// SPDX-License-Identifier: Apache-2.0
import * as v from 'valibot';
import { Refusal, type Fault } from '../errors';
import { readPlainJson } from '../json/plain';
import { mspId } from '../transactions/shapes';
import { parseShape } from '../transactions/validate';
import type { Policy } from './policy';
import { policyFile, type PolicyFile } from './policy-file';
import { successionFaults } from './succession';

/** A policy that somebody is about to propose. */
export interface ProposedPolicy {
  /** Present where its shape is right. */
  readonly policy?: PolicyFile;
  /** MSP IDs of the members that it names, as far as they can be read. */
  readonly members: readonly string[];
  /** Everything for which the ledger would refuse it, with the code POLICY_INVALID. */
  readonly faults: readonly Fault[];
}

/** Read leniently: a fault elsewhere in the file hides no member. */
const named = v.object({ members: v.array(v.object({ mspId: v.string() })) });

function membersIn(text: string): readonly string[] {
  const read = v.safeParse(named, readPlainJson(text));
  const texts = read.success ? read.output.members.map((member) => member.mspId) : [];
  return texts.filter((text) => v.is(mspId, text));
}

/**
 * Reads the text of a policy file by the rules by which the contract takes a proposal on the policy in force.
 * @returns what was read, and every fault at a path such as `policy.members[1].prefix`
 */
export function readProposedPolicy(text: string, inForce: Policy): ProposedPolicy {
  const members = membersIn(text);
  try {
    const policy = parseShape(policyFile, text, 'policy', 'POLICY_INVALID');
    return { policy, members, faults: successionFaults(inForce, policy, 'policy') };
  } catch (error) {
    if (error instanceof Refusal) return { members, faults: error.faults };
    throw error;
  }
}
