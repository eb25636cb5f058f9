// SPDX-License-Identifier: Apache-2.0
import { common, msp } from '@hyperledger/fabric-protos';

function envelopeIn(policy: Uint8Array): common.SignaturePolicyEnvelope {
  return common.SignaturePolicyEnvelope.deserializeBinary(policy);
}

/** MSP IDs of a key-level policy, in the order of its principals; each must stand for peers. */
export function endorsersOf(policy: Uint8Array): string[] {
  return envelopeIn(policy)
    .getIdentitiesList()
    .map((principal) => {
      if (principal.getPrincipalClassification() !== msp.MSPPrincipal.Classification.ROLE)
        throw new Error('a principal is no role');
      const role = msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8());
      if (role.getRole() !== msp.MSPRole.MSPRoleType.PEER) throw new Error('a principal is no peer');
      return role.getMspIdentifier();
    });
}

function isMet(rule: common.SignaturePolicy | undefined, endorses: (place: number) => boolean): boolean {
  const outOf = rule?.getNOutOf();
  if (outOf === undefined) return endorses(rule?.getSignedBy() ?? -1);
  return outOf.getRulesList().filter((inner) => isMet(inner, endorses)).length >= outOf.getN();
}

/** Whether endorsements by one peer of each of these organisations satisfy a key-level policy. */
export function satisfies(policy: Uint8Array, endorsers: ReadonlySet<string>): boolean {
  const names = endorsersOf(policy);
  return isMet(envelopeIn(policy).getRule(), (place) => endorsers.has(names[place] ?? ''));
}
