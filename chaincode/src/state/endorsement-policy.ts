// SPDX-License-Identifier: Apache-2.0
import { majorityOf, type Policy } from '@meterpki/protocol';
import { common, msp } from '@hyperledger/fabric-protos';

/** Whose record it is, and the policy that says who the other members are. */
export interface Owner {
  readonly mspId: string;
  readonly policy: Policy;
}

function signedBy(place: number): common.SignaturePolicy {
  const rule = new common.SignaturePolicy();
  rule.setSignedBy(place);
  return rule;
}

function atLeast(count: number, rules: common.SignaturePolicy[]): common.SignaturePolicy {
  const outOf = new common.SignaturePolicy.NOutOf();
  outOf.setN(count);
  outOf.setRulesList(rules);
  const rule = new common.SignaturePolicy();
  rule.setNOutOf(outOf);
  return rule;
}

function peerOf(mspId: string): msp.MSPPrincipal {
  const role = new msp.MSPRole();
  role.setMspIdentifier(mspId);
  role.setRole(msp.MSPRole.MSPRoleType.PEER);
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  principal.setPrincipal(role.serializeBinary());
  return principal;
}

/**
 * The key-level endorsement policy of a record as Fabric takes it (a serialised SignaturePolicyEnvelope): a peer of the
 * owner, and peers of as many other members as make a majority with it. The shim's own helper can only say "all of".
 */
export function endorsementPolicy({ mspId, policy }: Owner): Uint8Array {
  const others = policy.members.map((member) => member.mspId).filter((other) => other !== mspId);
  const further = Math.min(majorityOf(policy) - 1, others.length);
  const rules = [signedBy(0)];
  if (further > 0)
    rules.push(
      atLeast(
        further,
        others.map((_, place) => signedBy(place + 1)),
      ),
    );
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setVersion(0);
  envelope.setIdentitiesList([mspId, ...others].map(peerOf));
  envelope.setRule(atLeast(rules.length, rules));
  return envelope.serializeBinary();
}
