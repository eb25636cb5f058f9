// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writePackage } from '../../dist/chaincode/package.js';
import type { Deployment } from '../../dist/chaincode/deployment.js';
import { tarGz } from '../../dist/chaincode/tar.js';
import { Layout } from '../../dist/directory/layout.js';
import { modelOf } from '../support/models.js';
import { temporaryFolder } from '../support/temporary.js';

const deployment: Deployment = {
  name: 'meterpki',
  label: 'meterpki_0.1.0-aa-bb',
  version: '0.1.0-aa-bb',
  environment: {},
  directory: '/nowhere',
  shimCli: '/nowhere/cli.js',
  modules: [],
};

/** Unpacks with the system's tar, which knows the format from elsewhere. */
function unpack(archive: string, folder: string): void {
  expect(spawnSync('tar', ['-xzf', archive, '-C', folder]).status).toBe(0);
}

describe('writePackage', () => {
  const [ptb, inmetro] = modelOf().nmis;
  if (ptb === undefined || inmetro === undefined) throw new Error('the default topology has two institutes');

  it('gives the same package ID for the same deployment, and another for another institute', () => {
    const ids = [new Layout(temporaryFolder()), new Layout(temporaryFolder())].map((layout) =>
      writePackage(layout, ptb, deployment),
    );
    expect(ids[0]).toBe(ids[1]);
    expect(writePackage(new Layout(temporaryFolder()), inmetro, deployment)).not.toBe(ids[0]);
  });

  it('gives the ID that Fabric computes: label and SHA-256 of the file', () => {
    const layout = new Layout(temporaryFolder());
    const id = writePackage(layout, ptb, deployment);
    const digest = createHash('sha256')
      .update(readFileSync(layout.chaincodePackage('ptb')))
      .digest('hex');
    expect(id).toBe(`${deployment.label}:${digest}`);
  });

  it('holds metadata and the name of what is deployed, and no key', () => {
    const folder = temporaryFolder();
    const layout = new Layout(folder);
    writePackage(layout, ptb, deployment);
    unpack(layout.chaincodePackage('ptb'), folder);
    unpack(path.join(folder, 'code.tar.gz'), folder);
    expect(JSON.parse(readFileSync(path.join(folder, 'metadata.json'), 'utf8'))).toEqual({
      type: 'ccaas',
      label: deployment.label,
    });
    const { name, label, version } = deployment;
    expect(JSON.parse(readFileSync(path.join(folder, 'deployment.json'), 'utf8'))).toEqual({
      ...{ name, label, version },
      mspId: 'PTBMSP',
    });
  });
});

describe('tarGz', () => {
  it.each([0, 1, 511, 512, 513, 5000])('is read by tar with a file of %d bytes', (size) => {
    const folder = temporaryFolder();
    const archive = path.join(folder, 'x.tgz');
    const content = 'x'.repeat(size);
    writeFileSync(archive, tarGz([{ name: 'file', content }]));
    unpack(archive, folder);
    expect(readFileSync(path.join(folder, 'file'), 'utf8')).toBe(content);
  });
});
