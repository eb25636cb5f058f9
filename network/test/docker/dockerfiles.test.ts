// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LABELS } from '../../dist/docker/image-labels.js';
import { IMAGES } from '../../dist/docker/images/files.js';
import { put, temporaryFolder } from '../support/temporary.js';

const textOf = (kind: string): string => readFileSync(path.join(IMAGES, kind, 'Dockerfile'), 'utf8');

describe('the Dockerfiles', () => {
  it.each(['peer', 'orderer', 'node', 'chaincode'])(
    '%s uses nothing that the classic builder does not know',
    (kind) => {
      expect(textOf(kind)).not.toMatch(/<<|--mount|--chmod|--link|^# *syntax/m);
    },
  );

  it('start the chaincode from a pinned base that can be replaced, and not as root', () => {
    const text = textOf('chaincode');
    expect(text).toMatch(/^ARG NODE_IMAGE=node:\d+-\w+-slim$/m);
    expect([...text.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base)).toEqual([
      '${NODE_IMAGE}',
      '${NODE_IMAGE}',
    ]);
    expect(text).toMatch(/^USER 1000:1000$/m);
  });

  it('label the chaincode as status reads it', () => {
    expect(textOf('chaincode')).toContain(
      `LABEL ${LABELS.bundle}=\${BUNDLE_HASH} ${LABELS.genesis}=\${GENESIS_HASH}`,
    );
  });
});

describe('the check of hashes in the chaincode image', () => {
  const folder = temporaryFolder();
  put(folder, 'package.json', '{"main":"bundle.js"}');
  put(folder, 'bundle.js', 'bundle');
  put(folder, 'genesis.json', '{}');
  const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
  const right = { BUNDLE_HASH: hashOf('bundle'), GENESIS_HASH: hashOf('{}') };

  const check = (environment: Readonly<Record<string, string>>): { status: number | null; stderr: string } =>
    spawnSync(process.execPath, [path.join(IMAGES, 'chaincode', 'check-hashes.js'), folder], {
      env: environment,
      encoding: 'utf8',
    });

  it('passes over the files of the label', () => {
    expect(check(right).status).toBe(0);
  });

  it.each([
    ['bundle.js', { ...right, BUNDLE_HASH: hashOf('another') }],
    ['genesis.json', { ...right, GENESIS_HASH: '' }],
  ])('stops the build where %s is another, and names it', (name, environment) => {
    const { status, stderr } = check(environment);
    expect(status).toBe(1);
    expect(stderr).toContain(`${name} has the hash`);
  });
});
