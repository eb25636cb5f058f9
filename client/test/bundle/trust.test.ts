// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ClientError, readTrust, trustOf, type TrustFile } from '@meterpki/client';
import { trustedFolder } from '../../dist/bundle/msp-folder';
import { failureOf } from '../support/failures';
import { TestAuthority } from '../support/institutes';
import { temporaryFile, temporaryPath } from '../support/temporary';

describe('trust', () => {
  let authority: TestAuthority;
  let folders = 0;
  beforeAll(async () => {
    authority = await TestAuthority.create('PTBMSP');
  });

  /** The public MSP folder of the institute, with these lists. */
  function mspFolder(...lists: string[]): string {
    const folder = temporaryPath(`msp-${(folders += 1)}`);
    for (const name of ['cacerts', 'crls']) mkdirSync(path.join(folder, name), { recursive: true });
    writeFileSync(path.join(folder, 'cacerts', 'ca.pem'), authority.certificate.toString('pem'));
    for (const [index, list] of lists.entries())
      writeFileSync(path.join(folder, 'crls', `${index}.pem`), list);
    return folder;
  }

  const codeOf = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'accepted',
      (error: unknown) => (error instanceof ClientError ? error.code : String(error)),
    );

  it('of a public MSP folder holds its authorities and the serial numbers that they revoked', async () => {
    const folder = mspFolder(await authority.revocationList(['0a', '00ff10']));
    const trusted = await trustedFolder('PTBMSP', folder);
    expect(trusted).toMatchObject({ mspId: 'PTBMSP', intermediates: [], revoked: ['A', 'FF10'] });
    expect(trusted.roots).toHaveLength(1);
  });

  it('takes no list that another authority signed, and no folder without authorities', async () => {
    const stranger = await TestAuthority.create('PTBMSP');
    const foreign = mspFolder(await stranger.revocationList(['0a']));
    for (const folder of [foreign, mspFolder('no list'), temporaryPath('none')])
      expect(await codeOf(trustedFolder('PTBMSP', folder))).toBe('TRUST_INVALID');
  });

  it('is not made of a folder of which something cannot be read: revocations would be missed', async () => {
    const noFolder = mspFolder();
    rmSync(path.join(noFolder, 'crls'), { recursive: true });
    writeFileSync(path.join(noFolder, 'crls'), 'a file');
    const gone = mspFolder();
    symlinkSync('gone.pem', path.join(gone, 'crls', 'list.pem'));
    const nested = mspFolder();
    mkdirSync(path.join(nested, 'cacerts', 'old'));
    const spoilt = mspFolder(await authority.revocationList(['0a']));
    writeFileSync(path.join(spoilt, 'cacerts', 'other.pem'), 'no certificate');
    const places = {
      [path.join(noFolder, 'crls')]: noFolder,
      [path.join(gone, 'crls', 'list.pem')]: gone,
      [path.join(nested, 'cacerts', 'old')]: nested,
      [path.join(spoilt, 'cacerts', 'other.pem')]: spoilt,
    };
    for (const [place, folder] of Object.entries(places)) {
      const { code, faults } = await failureOf(() => trustedFolder('PTBMSP', folder));
      expect([code, faults.map((fault) => fault.path)]).toEqual(['TRUST_INVALID', [place]]);
    }
  });

  it('needs no lists: an institute that revoked nobody has none', async () => {
    const folder = mspFolder();
    rmSync(path.join(folder, 'crls'), { recursive: true });
    expect(await trustedFolder('PTBMSP', folder)).toMatchObject({ revoked: [] });
  });

  it('tells every fault of a file at once', async () => {
    const leaf = (await authority.enrol()).certificate;
    const own = authority.trusted();
    const file: TrustFile = {
      schema: 1,
      channel: 'c',
      chaincode: 'm',
      nmis: 5,
      msps: [{ ...own, roots: ['x', leaf] }, own],
    };
    let faults: readonly { path: string }[] = [];
    try {
      trustOf(file);
    } catch (error) {
      if (error instanceof ClientError) ({ faults } = error);
    }
    expect(faults.map(({ path: place }) => place)).toEqual([
      'trust.msps[0].roots[0]',
      'trust.msps[0].roots[1]',
      'trust.msps',
      'trust.nmis',
    ]);
  });

  it('is read from a file, and refused where that is none', async () => {
    const content = { schema: 1, channel: 'c', chaincode: 'm', nmis: 1, msps: [authority.trusted()] };
    const trust = await readTrust(temporaryFile(JSON.stringify(content)));
    expect(trust.msps.get('PTBMSP')?.roots).toHaveLength(1);
    const wrong = temporaryFile(JSON.stringify({ ...content, nmis: 0 }));
    for (const file of [wrong, temporaryPath('none.json')])
      expect(await codeOf(readTrust(file))).toBe('TRUST_INVALID');
  });
});
