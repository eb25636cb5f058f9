// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { findPrograms } from '../../dist/programs/find-programs.js';
import { FABRIC_PROGRAMS } from '../../dist/programs/release.js';
import { put, temporaryFolder } from '../support/temporary.js';

/** A folder of stub programs that print a version as Fabric's do. */
function programs(version: string, without: readonly string[] = []): string {
  const folder = temporaryFolder();
  for (const { name } of FABRIC_PROGRAMS) {
    if (!without.includes(name))
      put(folder, name, `#!/bin/sh\necho "${name}:\n Version: ${version}"\n`, 0o755);
  }
  return folder;
}

const textsOf = async (environment: NodeJS.ProcessEnv): Promise<string[]> =>
  (await findPrograms(environment)).findings.map(({ text }) => text);

describe('findPrograms', () => {
  it.each(['v3.1.5', '3.1.5'])('takes programs that say %s', async (version) => {
    const folder = programs(version);
    const { programs: found, findings } = await findPrograms({ PATH: folder });
    expect(findings).toEqual([]);
    expect(found.peer).toBe(path.join(folder, 'peer'));
  });

  it('names each missing program, and where a user gets the official release', async () => {
    const folder = programs('v3.1.5', ['osnadmin', 'cryptogen']);
    const { findings } = await findPrograms({ PATH: folder });
    expect(findings.map(({ text }) => text)).toEqual([
      'osnadmin is not on the PATH',
      'cryptogen is not on the PATH',
    ]);
    expect(findings[0]?.next).toContain('https://github.com/hyperledger/fabric/releases/tag/v3.1.5');
    expect(findings[0]?.next).toContain('install-fabric.sh');
  });

  it('names each program of another version with its path and its version', async () => {
    const folder = programs('v2.5.12');
    const texts = await textsOf({ PATH: folder });
    expect(texts).toContain(`${path.join(folder, 'peer')} is v2.5.12, v3.1.5 is needed`);
    // osnadmin does not tell its version.
    expect(texts).toHaveLength(FABRIC_PROGRAMS.length - 1);
  });

  it('does not take longer versions for the right one', async () => {
    expect(await textsOf({ PATH: programs('v3.1.50') })).toHaveLength(FABRIC_PROGRAMS.length - 1);
  });

  it('looks into FABRIC_BIN before the PATH, and names both where neither has it', async () => {
    const old = programs('v2.5.12');
    const { findings } = await findPrograms({ FABRIC_BIN: programs('v3.1.5'), PATH: old });
    expect(findings).toEqual([]);
    const empty = temporaryFolder();
    expect((await textsOf({ FABRIC_BIN: empty, PATH: '' }))[0]).toBe(
      `peer is neither in ${empty} nor on the PATH`,
    );
  });

  it('says that a program is not one of Fabric where it fails', async () => {
    const folder = programs('v3.1.5');
    put(folder, 'peer', '#!/bin/sh\nexit 1\n', 0o755);
    expect(await textsOf({ PATH: folder })).toEqual([
      `${path.join(folder, 'peer')} is not a program of Fabric, v3.1.5 is needed`,
    ]);
  });
});
