// SPDX-License-Identifier: Apache-2.0
import { Authority, type KeyPair } from '../../dist/crypto-material/authority.js';
import { readRevocationList } from '../../dist/identity/revocation-list.js';
import { revocationList } from '../support/revocation.js';

const SUBJECT = { commonName: 'ca', organisation: 'o' };
let authority: KeyPair;
let other: KeyPair;

beforeAll(async () => {
  authority = await (await Authority.create(SUBJECT)).keyPair();
  other = await (await Authority.create(SUBJECT)).keyPair();
});

describe('readRevocationList', () => {
  it('reads serial numbers', async () => {
    const pem = await revocationList(authority);
    expect(await readRevocationList(pem, authority.certificate)).toEqual([0xabn, 0x7fn]);
  });

  it('refuses a list without the key of its authority, which would shut everybody out on Fabric', async () => {
    const pem = await revocationList(authority, { withoutKeyId: true });
    await expect(readRevocationList(pem, authority.certificate)).rejects.toThrow('Authority Key Identifier');
  });

  it('refuses a list without the date of the next one, in which entries would be passed over', async () => {
    const pem = await revocationList(authority, { withoutNextUpdate: true });
    await expect(readRevocationList(pem, authority.certificate)).rejects.toThrow('nextUpdate');
  });

  it('refuses the list of another authority, and one that only names the right key', async () => {
    const foreign = await revocationList(other);
    await expect(readRevocationList(foreign, authority.certificate)).rejects.toThrow('is not the key');
    const forged = await revocationList(other, { keyIdOf: authority.certificate });
    await expect(readRevocationList(forged, authority.certificate)).rejects.toThrow('did not sign');
  });

  it.each([
    ['nothing', ''],
    ['something else in PEM', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
    ['a list that is none', '-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n'],
  ])('refuses %s', async (_name, pem) => {
    await expect(readRevocationList(pem, authority.certificate)).rejects.toThrow('no list in PEM');
  });
});
