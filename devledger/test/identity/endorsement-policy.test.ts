// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';

import { Authority } from '../../dist/crypto-material/authority.js';
import { endorsingMsps, majority } from '../../dist/identity/endorsement-policy.js';
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
  for (const mspId of ['A', 'B', 'C']) {
    const authority = await Authority.create({ commonName: `ca.${mspId}`, organisation: mspId });
    authorities.set(mspId, authority);
    definitions.push({ mspId, authority: (await authority.keyPair()).certificate });
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

describe('endorsingMsps', () => {
  it('counts each organisation once', async () => {
    const endorsers = [await signerOf('A', 'peer'), await signerOf('A', 'peer'), await signerOf('B', 'peer')];
    const found = endorsingMsps(
      msps,
      PAYLOAD,
      endorsers.map((signer) => endorsement(signer)),
    );
    expect([...found]).toEqual(['A', 'B']);
  });

  it('leaves out who is no peer', async () => {
    const others = [
      await signerOf('A', 'client'),
      await signerOf('B', 'admin'),
      await signerOf('C', 'orderer'),
    ];
    expect(
      endorsingMsps(
        msps,
        PAYLOAD,
        others.map((signer) => endorsement(signer)),
      ).size,
    ).toBe(0);
  });

  it('leaves out signatures over something else', async () => {
    const other = endorsement(await signerOf('A', 'peer'), Buffer.from('other'));
    const good = endorsement(await signerOf('A', 'peer'));
    expect(endorsingMsps(msps, PAYLOAD, [other]).size).toBe(0);
    expect(endorsingMsps(msps, PAYLOAD, [other, good]).size).toBe(1);
  });

  it('leaves out a certificate under the name of another organisation', async () => {
    const authority = authorities.get('A');
    const pair = await authority?.issue(
      { commonName: 'x', organisation: 'A', unit: 'peer' },
      { kind: 'enrolment' },
    );
    const signer = new Signer('B', pair?.certificate ?? '', pair?.privateKey ?? '');
    expect(endorsingMsps(msps, PAYLOAD, [endorsement(signer)]).size).toBe(0);
  });
});

describe('MspRegistry', () => {
  it('reads an identity once as long as it stays in the cache', async () => {
    const signer = await signerOf('A', 'peer');
    const first = msps.identity(signer.serialized);
    expect(first?.is('peer')).toBe(true);
    expect(msps.identity(Buffer.from(signer.serialized))).toBe(first);
  });

  it('does not know bytes that are no identity', () => {
    expect(msps.identity(Buffer.from('no identity'))).toBeUndefined();
    expect(msps.identity(new Uint8Array())).toBeUndefined();
  });
});
