// SPDX-License-Identifier: Apache-2.0
import { ClientError, connect, readProfile, type Policy } from '@meterpki/client';
import type { Layout } from '../directory/layout.js';
import type { NetworkModel } from '../model/network-model.js';

/** Somebody waits for the answer. */
const DEADLINES = { connect: 5000, evaluate: 10_000 };

/** What a chaincode of another kind answers under the same name has no members. */
const isPolicy = (answer: Partial<Policy> | undefined): answer is Policy => Array.isArray(answer?.members);

async function askAs(layout: Layout, identity: string): Promise<Policy | undefined> {
  try {
    const session = await connect(await readProfile(layout.profile(identity)), { deadlines: DEADLINES });
    try {
      const { policy } = await session.administrator.getPolicy();
      return isPolicy(policy) ? policy : undefined;
    } finally {
      session.close();
    }
  } catch (error) {
    if (error instanceof ClientError) return undefined;
    throw error;
  }
}

/**
 * The policy in force on a network, from the first institute whose gateways answer.
 * @returns undefined where none does, or where a chaincode of another kind runs
 */
export async function policyInForce(layout: Layout, { nmis }: NetworkModel): Promise<Policy | undefined> {
  for (const { name } of nmis) {
    const policy = await askAs(layout, `${name}-admin`);
    if (policy !== undefined) return policy;
  }
  return undefined;
}
