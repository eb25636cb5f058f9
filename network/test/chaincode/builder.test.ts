// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { CONNECTION_VARIABLE } from '../../dist/render/core.js';
import { BUILDER } from '../../dist/topology/files.js';
import { put, temporaryFolder } from '../support/temporary.js';

/** Runs a script as the peer does: PATH and propagated names only. */
const run = (
  script: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): number | null =>
  spawnSync(path.join(BUILDER, 'bin', script), args, { env: { PATH: process.env.PATH, ...environment } })
    .status;

describe('external builder', () => {
  it.each([
    ['{"type":"ccaas","label":"x"}', 0],
    ['{"type": "ccaas"}', 0],
    ['{"type":"node","label":"ccaas"}', 1],
  ])('detects packages of services only: %s', (metadata, expected) => {
    const folder = temporaryFolder();
    put(folder, 'metadata.json', metadata);
    expect(run('detect', [temporaryFolder(), folder])).toBe(expected);
  });

  it('keeps what the package says of the deployment', () => {
    const [source, output] = [temporaryFolder(), temporaryFolder()];
    put(source, 'deployment.json', '{"name":"meterpki"}');
    expect(run('build', [source, temporaryFolder(), output])).toBe(0);
    expect(readFileSync(path.join(output, 'deployment.json'), 'utf8')).toBe('{"name":"meterpki"}');
  });

  it("releases the peer's own connection file, for its owner only", () => {
    const release = temporaryFolder();
    const connection = put(temporaryFolder(), 'connection.json', '{"address":"localhost:7053"}', 0o600);
    expect(run('release', [temporaryFolder(), release], { [CONNECTION_VARIABLE]: connection })).toBe(0);
    const released = path.join(release, 'chaincode/server/connection.json');
    expect(readFileSync(released, 'utf8')).toBe('{"address":"localhost:7053"}');
    expect(statSync(released).mode & 0o077).toBe(0);
  });

  it('fails where the peer has no connection file', () => {
    expect(run('release', [temporaryFolder(), temporaryFolder()])).not.toBe(0);
  });
});
