// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { createPrivateKey, X509Certificate } from 'node:crypto';

import * as x509 from '@peculiar/x509';

import { Authority, type KeyPair } from '../../dist/crypto-material/authority.js';
import { isFromAuthority, judgeCertificate } from '../../dist/identity/certificate-rules.js';

const SUBJECT = { commonName: 'ca.ptb.example', organisation: 'ptb.example' };

let authority: Authority;
let root: KeyPair;

beforeAll(async () => {
  authority = await Authority.create(SUBJECT);
  root = await authority.keyPair();
});

describe('Authority', () => {
  it('certifies itself with the extensions that Fabric asks for', () => {
    const certificate = new x509.X509Certificate(root.certificate);
    const own = certificate.getExtension(x509.SubjectKeyIdentifierExtension)?.keyId;
    expect(own).toMatch(/^[0-9a-f]{40}$/);
    expect(certificate.getExtension(x509.AuthorityKeyIdentifierExtension)?.keyId).toBe(own);
    expect(certificate.getExtension(x509.BasicConstraintsExtension)).toMatchObject({
      ca: true,
      critical: true,
    });
    const { keyCertSign, cRLSign, digitalSignature } = x509.KeyUsageFlags;
    expect(certificate.getExtension(x509.KeyUsagesExtension)?.usages).toBe(
      keyCertSign | cRLSign | digitalSignature,
    );
  });

  it('issues identities that its MSP takes, with the key that belongs to them', async () => {
    const subject = { commonName: 'admin@ptb.example', organisation: 'ptb.example', unit: 'admin' };
    const issued = await authority.issue(subject, { kind: 'enrolment' });
    const certificate = new X509Certificate(issued.certificate);
    expect(isFromAuthority(certificate, new X509Certificate(root.certificate))).toBe(true);
    expect(judgeCertificate(certificate, new Set())).toEqual({ fault: undefined, role: 'admin' });
    expect(certificate.subject.split('\n')).toEqual(['O=ptb.example', 'OU=admin', 'CN=admin@ptb.example']);
    expect(certificate.checkPrivateKey(createPrivateKey(issued.privateKey))).toBe(true);
  });

  it('issues TLS certificates for names and addresses', async () => {
    const hosts = ['peer0.ptb.example', 'localhost', '127.0.0.1'];
    const issued = await authority.issue({ ...SUBJECT, commonName: 'peer0' }, { kind: 'tls-server', hosts });
    const certificate = new X509Certificate(issued.certificate);
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(certificate.checkHost('peer1.ptb.example')).toBeUndefined();
    expect(certificate.verify(new X509Certificate(root.certificate).publicKey)).toBe(true);
  });

  it('does not vouch for the certificates of another authority with the same name', async () => {
    const other = await Authority.create(SUBJECT);
    const subject = { commonName: 'admin@ptb.example', organisation: 'ptb.example', unit: 'admin' };
    const foreign = new X509Certificate((await other.issue(subject, { kind: 'enrolment' })).certificate);
    expect(isFromAuthority(foreign, new X509Certificate(root.certificate))).toBe(false);
  });
});
