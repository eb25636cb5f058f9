// SPDX-License-Identifier: Apache-2.0
import { common, ledger, msp, peer } from '@hyperledger/fabric-protos';

import { Authority } from '../../dist/crypto-material/authority.js';
import type { Identity } from '../../dist/identity/identity.js';
import { MspRegistry } from '../../dist/identity/msp-registry.js';
import { Signer } from '../../dist/identity/signer.js';
import { EndorsementPolicies } from '../../dist/ordering/endorsement-policies.js';
import type { Judgement } from '../../dist/ordering/validate-transaction.js';
import { VersionedState } from '../../dist/state/versioned-state.js';

const { VALID, ENDORSEMENT_POLICY_FAILURE, BAD_CREATOR_SIGNATURE } = peer.TxValidationCode;
const peers: Record<string, Identity> = {};

beforeAll(async () => {
  for (const mspId of ['A', 'B']) {
    const authority = await Authority.create({ commonName: 'ca', organisation: mspId });
    const subject = { commonName: 'peer', organisation: mspId, unit: 'peer' };
    const pair = await authority.issue(subject, { kind: 'enrolment' });
    const registry = new MspRegistry([
      { mspId, group: 'Application', authority: (await authority.keyPair()).certificate },
    ]);
    const identity = registry.identity(new Signer(mspId, pair.certificate, pair.privateKey).serialized);
    if (identity !== undefined) peers[mspId] = identity;
  }
});

/** A policy that one peer of an organisation satisfies. */
function policyOf(mspId: string): Uint8Array {
  const role = new msp.MSPRole();
  role.setMspIdentifier(mspId);
  role.setRole(msp.MSPRole.MSPRoleType.PEER);
  const principal = new msp.MSPPrincipal();
  principal.setPrincipal(role.serializeBinary());
  const rule = new common.SignaturePolicy();
  rule.setSignedBy(0);
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setRule(rule);
  envelope.setIdentitiesList([principal]);
  return envelope.serializeBinary();
}

/** `a` belongs to A, `b` to B, `broken` and `empty` to nobody in their ways, `free` has no policy. */
function policies(): EndorsementPolicies {
  const state = new VersionedState();
  const put = (key: string, policy?: Uint8Array): void => {
    const metadata = policy === undefined ? undefined : new Map([['VALIDATION_PARAMETER', policy]]);
    state.put('cc', key, { value: Buffer.of(1), version: { block: 1, transaction: 0 }, metadata });
  };
  put('a', policyOf('A'));
  put('b', policyOf('B'));
  put('broken', Buffer.from('ffffffff', 'hex'));
  put('empty', new Uint8Array());
  put('free');
  return new EndorsementPolicies(state, 2);
}

function transaction(
  endorsers: string,
  writes: readonly string[],
  policyWrites: readonly string[] = [],
  code: number = VALID,
): Judgement {
  const set = new ledger.rwset.kvrwset.KVRWSet();
  for (const key of writes) set.addWrites().setKey(key);
  for (const key of policyWrites) set.addMetadataWrites().setKey(key);
  const identities = endorsers
    .split('')
    .map((name) => peers[name])
    .filter((identity) => identity !== undefined);
  return { code, transactionId: 'id', sets: [{ namespace: 'cc', set }], endorsers: identities };
}

const judged = (judgement: Judgement): number => policies().judge(judgement).code;

describe('EndorsementPolicies', () => {
  it.each<[string, string, string[], number]>([
    ['the owner of its key', 'A', ['a'], VALID],
    ['another than the owner', 'B', ['a'], ENDORSEMENT_POLICY_FAILURE],
    ['everybody', 'AB', ['a', 'b', 'free', 'empty'], VALID],
    ['one of two owners', 'A', ['a', 'b'], ENDORSEMENT_POLICY_FAILURE],
    ['the owner, with a key that nobody owns', 'A', ['a', 'free'], ENDORSEMENT_POLICY_FAILURE],
    ['one organisation, without an owned key', 'A', ['free'], ENDORSEMENT_POLICY_FAILURE],
    ['one organisation, where the policy is empty', 'A', ['empty'], ENDORSEMENT_POLICY_FAILURE],
    ['everybody, where the policy cannot be read', 'AB', ['broken'], ENDORSEMENT_POLICY_FAILURE],
    ['one organisation, without any write', 'A', [], ENDORSEMENT_POLICY_FAILURE],
    ['everybody, without any write', 'AB', [], VALID],
  ])('judges writes endorsed by %s', (_who, endorsers, writes, code) => {
    expect(judged(transaction(endorsers, writes))).toBe(code);
  });

  it('judges a change of a policy by the policy before', () => {
    expect(judged(transaction('A', [], ['a']))).toBe(VALID);
    expect(judged(transaction('B', [], ['a']))).toBe(ENDORSEMENT_POLICY_FAILURE);
  });

  it('refuses a write behind a change of its policy in the same block', () => {
    const block = policies();
    expect(block.judge(transaction('A', [], ['a'])).code).toBe(VALID);
    expect(block.judge(transaction('AB', ['a'])).code).toBe(ENDORSEMENT_POLICY_FAILURE);
    expect(block.judge(transaction('B', ['b'])).code).toBe(VALID);
  });

  it('passes over changes that were refused themselves', () => {
    const block = policies();
    expect(block.judge(transaction('B', [], ['a'])).code).toBe(ENDORSEMENT_POLICY_FAILURE);
    const unsigned = transaction('A', [], ['a'], BAD_CREATOR_SIGNATURE);
    expect(block.judge(unsigned)).toBe(unsigned);
    expect(block.judge(transaction('A', ['a'])).code).toBe(VALID);
  });
});
