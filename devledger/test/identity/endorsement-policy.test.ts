// SPDX-License-Identifier: Apache-2.0
import { msp, peer } from '@hyperledger/fabric-protos';

import { Authority } from '../../dist/crypto-material/authority.js';
import { isEndorsedByMajority, majority, validEndorsers } from '../../dist/identity/endorsement-policy.js';
import { MspRegistry } from '../../dist/identity/msp-registry.js';
import { Signer } from '../../dist/identity/signer.js';

const PAYLOAD = Buffer.from('payload');
const authorities = new Map<string, Authority>();
let msps: MspRegistry;

async function signerOf(mspId: string, unit: string): Promise<Signer> {
  const authority = authorities.get(mspId);
  if (authority === undefined) throw new Error('no such organisation');
  const pair = await authority.issue({ commonName: unit, organisation: mspId, unit }, { kind: 'enrolment' });
  return new Signer(mspId, pair.certificate, pair.privateKey);
}

function endorsement(signer: Signer, payload: Uint8Array = PAYLOAD): peer.Endorsement {
  const made = new peer.Endorsement();
  made.setEndorser(signer.serialized);
  made.setSignature(signer.sign(Buffer.concat([payload, signer.serialized])));
  return made;
}

beforeAll(async () => {
  const definitions = [];
  for (const mspId of ['A', 'B', 'C', 'O']) {
    const authority = await Authority.create({ commonName: `ca.${mspId}`, organisation: mspId });
    authorities.set(mspId, authority);
    definitions.push({
      mspId,
      group: mspId === 'O' ? 'Orderer' : 'Application',
      authority: (await authority.keyPair()).certificate,
    } as const);
  }
  msps = new MspRegistry(definitions);
});

describe('majority', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 3],
  ])('of %d is %d', (organisations, needed) => {
    expect(majority(organisations)).toBe(needed);
  });
});

/** The MSPs whose endorsement of the payload counts. */
const counted = (...endorsements: peer.Endorsement[]): string[] =>
  validEndorsers(msps, PAYLOAD, endorsements).map(({ mspId }) => mspId);

describe('validEndorsers', () => {
  it('counts each certificate once, however it is written', async () => {
    const signer = await signerOf('A', 'peer');
    const identity = msp.SerializedIdentity.deserializeBinary(signer.serialized);
    identity.setIdBytes(Buffer.concat([identity.getIdBytes_asU8(), Buffer.from('\n')]));
    const respelled = new peer.Endorsement();
    respelled.setEndorser(identity.serializeBinary());
    respelled.setSignature(signer.sign(Buffer.concat([PAYLOAD, identity.serializeBinary()])));
    expect(counted(endorsement(signer), endorsement(signer), respelled)).toEqual(['A']);
    expect(counted(respelled)).toEqual(['A']);
  });

  it('leaves out signatures over something else', async () => {
    const other = endorsement(await signerOf('A', 'peer'), Buffer.from('other'));
    const good = endorsement(await signerOf('A', 'peer'));
    expect(counted(other)).toEqual([]);
    expect(counted(other, good)).toEqual(['A']);
  });

  it('leaves out a certificate under the name of another organisation', async () => {
    const authority = authorities.get('A');
    const pair = await authority?.issue(
      { commonName: 'x', organisation: 'A', unit: 'peer' },
      { kind: 'enrolment' },
    );
    const signer = new Signer('B', pair?.certificate ?? '', pair?.privateKey ?? '');
    expect(counted(endorsement(signer))).toEqual([]);
  });
});

describe('isEndorsedByMajority', () => {
  const isEndorsed = (endorsements: readonly peer.Endorsement[]): boolean =>
    isEndorsedByMajority(validEndorsers(msps, PAYLOAD, endorsements), 3);

  it('counts each organisation once', async () => {
    const first = endorsement(await signerOf('A', 'peer'));
    const second = endorsement(await signerOf('A', 'peer'));
    const other = endorsement(await signerOf('B', 'peer'));
    expect(isEndorsed([first, second])).toBe(false);
    expect(isEndorsed([first, other])).toBe(true);
  });

  it.each(['client', 'admin', 'orderer'])('does not count the role %s', async (unit) => {
    const good = endorsement(await signerOf('A', 'peer'));
    expect(isEndorsed([good, endorsement(await signerOf('B', unit))])).toBe(false);
  });

  it('does not count peers of the orderer', async () => {
    const good = endorsement(await signerOf('A', 'peer'));
    expect(isEndorsed([good, endorsement(await signerOf('O', 'peer'))])).toBe(false);
  });
});

describe('MspRegistry', () => {
  it('reads an identity once as long as it stays in the cache', async () => {
    const signer = await signerOf('A', 'peer');
    const first = msps.identity(signer.serialized);
    expect(first?.is('Application', 'peer')).toBe(true);
    expect(msps.identity(Buffer.from(signer.serialized))).toBe(first);
  });

  it('does not know bytes that are no identity', () => {
    expect(msps.identity(Buffer.from('no identity'))).toBeUndefined();
    expect(msps.identity(new Uint8Array())).toBeUndefined();
  });
});
