// SPDX-License-Identifier: Apache-2.0
import { common, msp } from '@hyperledger/fabric-protos';

import { decode } from '../wire/decode.js';
import type { Identity, Role } from './identity.js';

const { Classification } = msp.MSPPrincipal;
const { MSPRoleType } = msp.MSPRole;

/** Roles that a principal can ask for; MEMBER is satisfied by every valid identity. */
const ROLE_TYPES: ReadonlyMap<number, Role> = new Map<number, Role>([
  [MSPRoleType.ADMIN, 'admin'],
  [MSPRoleType.CLIENT, 'client'],
  [MSPRoleType.PEER, 'peer'],
  [MSPRoleType.ORDERER, 'orderer'],
]);

/**
 * A signature policy: a tree of "n of these" over principals (common/cauthdsl). Principals of the class ROLE are
 * supported, which is what fabric-shim makes; others are satisfied by nobody.
 */
export class SignaturePolicy {
  readonly #rule: common.SignaturePolicy;
  readonly #principals: readonly msp.MSPPrincipal[];

  /**
   * Reads a policy.
   *
   * @param bytes - `common.SignaturePolicyEnvelope`
   * @throws {@link DecodeError} where the bytes are none
   */
  constructor(bytes: Uint8Array) {
    const envelope = decode(common.SignaturePolicyEnvelope, 'SignaturePolicyEnvelope', bytes);
    this.#rule = envelope.getRule() ?? new common.SignaturePolicy();
    this.#principals = envelope.getIdentitiesList();
  }

  /** Whether the policy asks for anything; one that does not cannot be satisfied. */
  get hasRule(): boolean {
    return this.#rule.getTypeCase() !== common.SignaturePolicy.TypeCase.TYPE_NOT_SET;
  }

  /**
   * Whether a set of signers satisfies the policy. Each of them counts for one principal only.
   *
   * @param identities - those who signed, none twice
   */
  isSatisfiedBy(identities: readonly Identity[]): boolean {
    return this.#satisfies(this.#rule, identities, new Set()) !== undefined;
  }

  /** The identities that are used up when the rule is satisfied; undefined when it is not. */
  #satisfies(
    rule: common.SignaturePolicy,
    identities: readonly Identity[],
    used: ReadonlySet<Identity>,
  ): ReadonlySet<Identity> | undefined {
    const nOutOf = rule.getNOutOf();
    if (nOutOf !== undefined) return this.#satisfiesCount(nOutOf, identities, used);
    if (rule.getTypeCase() !== common.SignaturePolicy.TypeCase.SIGNED_BY) return undefined;
    const principal = this.#principals[rule.getSignedBy()];
    const signer = identities.find(
      (identity) => !used.has(identity) && satisfiesPrincipal(identity, principal),
    );
    return signer === undefined ? undefined : new Set([...used, signer]);
  }

  #satisfiesCount(
    nOutOf: common.SignaturePolicy.NOutOf,
    identities: readonly Identity[],
    used: ReadonlySet<Identity>,
  ): ReadonlySet<Identity> | undefined {
    let taken = used;
    let satisfied = 0;
    for (const rule of nOutOf.getRulesList()) {
      const next = this.#satisfies(rule, identities, taken);
      if (next === undefined) continue;
      taken = next;
      satisfied += 1;
    }
    return satisfied >= nOutOf.getN() ? taken : undefined;
  }
}

function satisfiesPrincipal(identity: Identity, principal: msp.MSPPrincipal | undefined): boolean {
  if (principal === undefined || identity.fault !== undefined) return false;
  if (principal.getPrincipalClassification() !== Classification.ROLE) return false;
  try {
    const role = decode(msp.MSPRole, 'MSPRole', principal.getPrincipal_asU8());
    if (role.getMspIdentifier() !== identity.mspId) return false;
    return role.getRole() === MSPRoleType.MEMBER || ROLE_TYPES.get(role.getRole()) === identity.role;
  } catch {
    return false;
  }
}
