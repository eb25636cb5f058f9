// SPDX-License-Identifier: Apache-2.0
import { common, msp } from '@hyperledger/fabric-protos';

import { Authority } from '../../dist/crypto-material/authority.js';
import type { Identity } from '../../dist/identity/identity.js';
import { MspRegistry } from '../../dist/identity/msp-registry.js';
import { SignaturePolicy } from '../../dist/identity/signature-policy.js';
import { Signer } from '../../dist/identity/signer.js';

const { MSPRoleType } = msp.MSPRole;
const people: Record<string, Identity> = {};

beforeAll(async () => {
  for (const mspId of ['A', 'B']) {
    const authority = await Authority.create({ commonName: `ca.${mspId}`, organisation: mspId });
    const registry = new MspRegistry([
      { mspId, group: 'Application', authority: (await authority.keyPair()).certificate },
    ]);
    for (const name of ['peer', 'client', 'peer2', 'nobody']) {
      const unit = name.replace(/\d$/, '');
      const pair = await authority.issue(
        { commonName: name, organisation: mspId, unit },
        { kind: 'enrolment' },
      );
      const identity = registry.identity(new Signer(mspId, pair.certificate, pair.privateKey).serialized);
      if (identity !== undefined) people[`${name} of ${mspId}`] = identity;
    }
  }
});

function principal(mspId: string, role: number): msp.MSPPrincipal {
  const made = new msp.MSPRole();
  made.setMspIdentifier(mspId);
  made.setRole(role as 0);
  const wrapped = new msp.MSPPrincipal();
  wrapped.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  wrapped.setPrincipal(made.serializeBinary());
  return wrapped;
}

const signedBy = (index: number): common.SignaturePolicy => {
  const rule = new common.SignaturePolicy();
  rule.setSignedBy(index);
  return rule;
};

function outOf(n: number, ...rules: common.SignaturePolicy[]): common.SignaturePolicy {
  const gate = new common.SignaturePolicy.NOutOf();
  gate.setN(n);
  gate.setRulesList(rules);
  const rule = new common.SignaturePolicy();
  rule.setNOutOf(gate);
  return rule;
}

function policy(
  rule: common.SignaturePolicy | undefined,
  ...principals: msp.MSPPrincipal[]
): SignaturePolicy {
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setRule(rule);
  envelope.setIdentitiesList(principals);
  return new SignaturePolicy(envelope.serializeBinary());
}

const signers = (...names: string[]): Identity[] =>
  names.map((name) => people[name]).filter((identity) => identity !== undefined);

const peerOfA = principal('A', MSPRoleType.PEER);
const peerOfB = principal('B', MSPRoleType.PEER);

describe('SignaturePolicy', () => {
  it('asks for the MSP and the role', () => {
    const one = policy(signedBy(0), peerOfA);
    expect(one.isSatisfiedBy(signers('client of A', 'peer of A'))).toBe(true);
    expect(one.isSatisfiedBy(signers('client of A', 'peer of B'))).toBe(false);
    expect(one.isSatisfiedBy([])).toBe(false);
  });

  it('takes every valid identity for a member, and no other', () => {
    const member = policy(signedBy(0), principal('A', MSPRoleType.MEMBER));
    expect(member.isSatisfiedBy(signers('client of A'))).toBe(true);
    expect(people['nobody of A']?.fault).toBeDefined();
    expect(member.isSatisfiedBy(signers('nobody of A'))).toBe(false);
  });

  it('counts rules', () => {
    const both = policy(outOf(2, signedBy(0), signedBy(1)), peerOfA, peerOfB);
    const either = policy(outOf(1, signedBy(0), signedBy(1)), peerOfA, peerOfB);
    expect(both.isSatisfiedBy(signers('peer of A', 'peer of B'))).toBe(true);
    expect(both.isSatisfiedBy(signers('peer of A', 'peer2 of A'))).toBe(false);
    expect(either.isSatisfiedBy(signers('peer of B'))).toBe(true);
  });

  it('uses a signer for one principal only', () => {
    const two = policy(outOf(2, signedBy(0), signedBy(0)), peerOfA);
    expect(two.isSatisfiedBy(signers('peer of A'))).toBe(false);
    expect(two.isSatisfiedBy(signers('peer of A', 'peer2 of A'))).toBe(true);
  });

  it('is satisfied by nobody where it asks for nothing, or for what is not there', () => {
    expect(policy(undefined).hasRule).toBe(false);
    expect(policy(undefined).isSatisfiedBy(signers('peer of A'))).toBe(false);
    expect(policy(signedBy(3), peerOfA).isSatisfiedBy(signers('peer of A'))).toBe(false);
    const unit = principal('A', MSPRoleType.PEER);
    unit.setPrincipalClassification(msp.MSPPrincipal.Classification.ORGANIZATION_UNIT);
    expect(policy(signedBy(0), unit).isSatisfiedBy(signers('peer of A'))).toBe(false);
  });

  it('refuses bytes that are none', () => {
    expect(() => new SignaturePolicy(Buffer.from('ffffffff', 'hex'))).toThrow('SignaturePolicyEnvelope');
  });
});
