// SPDX-License-Identifier: Apache-2.0
import { chmodSync } from 'node:fs';
import { inspect } from 'node:util';
import { identityOf, readIdentity, readProfile, type Profile, type Warning } from '@meterpki/client';
import { makeCredentials, type Credentials } from '../support/certificates';
import { failureOf } from '../support/failures';
import { profileFile } from '../support/profiles';
import { temporaryFile } from '../support/temporary';

let credentials: Credentials;
let profile: Profile;

beforeAll(async () => {
  credentials = await makeCredentials();
  profile = await readProfile(profileFile(credentials, ['localhost:1']));
});

async function warningsOf(asked: Profile): Promise<string[]> {
  const warnings: Warning[] = [];
  await readIdentity(asked, { onWarning: (warning) => warnings.push(warning) });
  return warnings.map(({ code }) => code);
}

describe('readIdentity', () => {
  it('reads a certificate and the key that belongs to it, without a warning', async () => {
    expect(await warningsOf(profile)).toEqual([]);
  });

  it('refuses a key of another certificate', async () => {
    const other = temporaryFile((await makeCredentials()).privateKey);
    expect((await failureOf(() => warningsOf({ ...profile, privateKey: other }))).code).toBe('KEY_MISMATCH');
  });

  it('refuses a key on a curve that Fabric clients do not use', async () => {
    const odd = await readProfile(profileFile(await makeCredentials({ curve: 'P-521' }), ['localhost:1']));
    expect((await failureOf(() => warningsOf(odd))).code).toBe('IDENTITY_UNSUPPORTED');
  });

  it('warns of a key file that others may read', async () => {
    const privateKey = temporaryFile(credentials.privateKey);
    chmodSync(privateKey, 0o640);
    expect(await warningsOf({ ...profile, privateKey })).toEqual(['KEY_FILE_OPEN']);
  });

  it('warns of a certificate that has expired', async () => {
    const old = await makeCredentials({ notAfter: new Date(Date.now() - 60_000) });
    const expired = await readProfile(profileFile(old, ['localhost:1']));
    expect(await warningsOf(expired)).toEqual(['CERTIFICATE_EXPIRED']);
  });

  it.each(['certificate', 'privateKey'] as const)('says which file is wrong when %s is', async (member) => {
    const file = temporaryFile('not PEM');
    const failure = await failureOf(() => warningsOf({ ...profile, [member]: file }));
    expect(failure.code).toBe('IDENTITY_UNREADABLE');
    expect(failure.message).toContain(file);
  });

  it('never repeats key material in an error', async () => {
    const broken = credentials.privateKey.replace('M', '%');
    const failure = await failureOf(() => warningsOf({ ...profile, privateKey: temporaryFile(broken) }));
    expect(inspect(failure, { depth: 9 })).not.toContain(broken.split('\n')[2]);
  });
});

describe('identityOf', () => {
  it('gives the digests of subject and issuer', () => {
    const [subject, issuer] = identityOf(credentials.certificate).split('-');
    expect(subject).toMatch(/^[0-9a-f]{64}$/);
    expect(issuer).toBe(subject);
  });

  it('refuses what is no certificate', async () => {
    expect((await failureOf(() => identityOf('certificate'))).code).toBe('CERTIFICATE_INVALID');
  });
});
