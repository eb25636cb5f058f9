// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Authority, type Certified } from '../../dist/crypto/authority.js';
import { temporaryFolder } from '../support/temporary.js';

async function issued(
  subject: Certified,
): Promise<{ root: X509Certificate; leaf: X509Certificate; key: string }> {
  const folder = temporaryFolder();
  const files = { certificate: path.join(folder, 'leaf.crt'), privateKey: path.join(folder, 'leaf.key') };
  const authority = await Authority.create({
    commonName: 'chaincode-ca.ptb.example',
    organisation: 'ptb.example',
  });
  authority.writeCertificate(path.join(folder, 'root.crt'));
  await authority.issue(subject, files);
  const read = (name: string): X509Certificate => new X509Certificate(readFileSync(path.join(folder, name)));
  return { root: read('root.crt'), leaf: read('leaf.crt'), key: files.privateKey };
}

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

describe('Authority', () => {
  it('issues a server certificate for the hosts asked for', async () => {
    const { root, leaf, key } = await issued({
      commonName: 'cc',
      organisation: 'o',
      hosts: ['localhost', '127.0.0.1'],
    });
    expect(leaf.checkIssued(root) && leaf.verify(root.publicKey)).toBe(true);
    expect(leaf.checkHost('localhost')).toBe('localhost');
    expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(leaf.checkHost('peer0.ptb.example')).toBeUndefined();
    expect(leaf.keyUsage).toEqual([SERVER_AUTH]);
    expect(leaf.checkPrivateKey(createPrivateKey(readFileSync(key)))).toBe(true);
  });

  it('issues a client certificate that is good for nothing else', async () => {
    const { root, leaf } = await issued({ commonName: 'operator', organisation: 'o' });
    expect(leaf.keyUsage).toEqual([CLIENT_AUTH]);
    expect([root.ca, leaf.ca]).toEqual([true, false]);
  });

  it('writes keys that only their owner may read', async () => {
    const { key } = await issued({ commonName: 'operator', organisation: 'o' });
    expect(statSync(key).mode & 0o777).toBe(0o600);
  });

  it('gives every certificate a number of its own, of 16 octets', async () => {
    const [one, other] = await Promise.all([0, 1].map(() => issued({ commonName: 'x', organisation: 'o' })));
    expect(one?.leaf.serialNumber).toMatch(/^4[0-9A-F]{31}$/);
    expect(one?.leaf.serialNumber).not.toBe(other?.leaf.serialNumber);
  });
});
