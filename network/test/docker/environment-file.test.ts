// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  environmentText,
  readEnvironment,
  type ComposeSettings,
} from '../../dist/docker/compose/environment-file.js';
import { renderCompose } from '../../dist/docker/compose/render-compose.js';
import { removeRootEnvironment, writeRootEnvironment } from '../../dist/docker/root-environment.js';
import { modelOf } from '../support/models.js';
import { put, temporaryFolder } from '../support/temporary.js';

const settings: ComposeSettings = {
  directory: String.raw`/my networks/$HOME "quoted" \ back`,
  user: '1000:1000',
  fabricRegistry: 'registry.example/hyperledger',
  fabricTag: '3.1.5',
  chaincodeImage: 'meterpki/chaincode:1',
  packageIds: { ptb: 'meterpki_1:aa', 'ptb-north': 'meterpki_1:bb' },
};

describe('the environment file', () => {
  it('gives back every value as it was, whatever characters are in it', () => {
    const folder = temporaryFolder();
    put(folder, '.env', environmentText(settings));
    expect(Object.fromEntries(readEnvironment(path.join(folder, '.env')))).toEqual({
      METERPKI_NETWORK_DIR: settings.directory,
      METERPKI_USER: '1000:1000',
      METERPKI_FABRIC_REGISTRY: 'registry.example/hyperledger',
      METERPKI_FABRIC_TAG: '3.1.5',
      METERPKI_CHAINCODE_IMAGE: 'meterpki/chaincode:1',
      METERPKI_PACKAGE_PTB: 'meterpki_1:aa',
      METERPKI_PACKAGE_PTB_NORTH: 'meterpki_1:bb',
    });
  });

  it('is not read where somebody else wrote it', () => {
    const folder = temporaryFolder();
    put(folder, '.env', 'METERPKI_USER="0:0"\n');
    expect(readEnvironment(path.join(folder, '.env')).size).toBe(0);
    expect(readEnvironment(path.join(folder, 'missing')).size).toBe(0);
  });
});

describe('the environment file at the root', () => {
  const model = modelOf();

  function rootWith(files: Readonly<Record<string, string>>): { folder: string; file: string } {
    const folder = temporaryFolder();
    for (const [name, text] of Object.entries(files)) put(folder, name, text);
    return { folder, file: path.join(folder, '.env') };
  }

  it('is written for the network that the Compose file there describes, and taken away with that network alone', () => {
    const { folder, file } = rootWith({ 'docker-compose.yaml': renderCompose(model) });
    writeRootEnvironment(model, settings, folder);
    expect(readFileSync(file, 'utf8')).toBe(environmentText(settings));
    removeRootEnvironment('/another/network', folder);
    expect(existsSync(file)).toBe(true);
    removeRootEnvironment(settings.directory, folder);
    expect(existsSync(file)).toBe(false);
  });

  it('is not written for another network', () => {
    const { folder, file } = rootWith({ 'docker-compose.yaml': renderCompose(model) });
    writeRootEnvironment(modelOf('default', { portBase: 9000 }), settings, folder);
    expect(existsSync(file)).toBe(false);
  });

  it('never replaces a file of the user', () => {
    const { folder, file } = rootWith({ 'docker-compose.yaml': renderCompose(model), '.env': 'MINE=1\n' });
    writeRootEnvironment(model, settings, folder);
    removeRootEnvironment(settings.directory, folder);
    expect(readFileSync(file, 'utf8')).toBe('MINE=1\n');
  });
});
