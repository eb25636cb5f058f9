// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Layout } from '../../dist/directory/layout.js';
import { dockerMode } from '../../dist/docker/docker-mode.js';
import { refuseOtherNetwork } from '../../dist/docker/other-network.js';
import { rejectionOf } from '../support/failures.js';
import { modelOf } from '../support/models.js';
import { temporaryFolder } from '../support/temporary.js';
import { onlyPrograms } from './support.js';

const model = modelOf();

const readNotes = (file: string): string => readFileSync(file, 'utf8');

/** A directory of a network. */
function networkFolder(name: string): string {
  const folder = path.join(temporaryFolder(), name);
  mkdirSync(folder);
  writeFileSync(new Layout(folder).record, '{}');
  return folder;
}

/** An engine with one container, made for this directory; it notes what else it is asked to do. */
function engineWith(folder: string): string {
  const notes = path.join(temporaryFolder(), 'asked');
  writeFileSync(notes, '');
  onlyPrograms({
    docker: [
      'case "$*" in',
      `"ps "*) printf '1\\trunning\\tUp\\tptb-peer0\\t%s\\n' '${folder}';;`,
      '"volume ls "*|"network ls "*) echo 1;;',
      `*) echo "$*" >>'${notes}';;`,
      'esac',
    ].join('\n'),
  });
  return notes;
}

describe('containers under the name of a network', () => {
  it('are left alone where another network made them', async () => {
    const [own, other] = [networkFolder('own'), networkFolder('other')];
    const notes = engineWith(other);
    const layout = new Layout(own);
    const refused = { code: 'NETWORK_DIFFERS', faults: [other] };
    expect(await rejectionOf(refuseOtherNetwork(layout, model))).toMatchObject(refused);
    const remains = dockerMode.remains(layout, { model } as never);
    expect(await rejectionOf(remains.remove())).toMatchObject(refused);
    expect(readNotes(notes)).toBe('');
  });

  it('are its own by whichever way its directory is named', async () => {
    const own = networkFolder('own');
    const link = path.join(temporaryFolder(), 'link');
    symlinkSync(own, link);
    engineWith(link);
    await refuseOtherNetwork(new Layout(own), model);
  });

  it('are of nobody else where their directory is gone, or no network any more', async () => {
    const [own, other] = [networkFolder('own'), networkFolder('other')];
    const notes = engineWith(other);
    rmSync(new Layout(other).record);
    await refuseOtherNetwork(new Layout(own), model);
    rmSync(other, { recursive: true });
    await dockerMode.remains(new Layout(own), { model } as never).remove();
    expect(readNotes(notes)).toContain('rm --force 1');
  });
});
