// SPDX-License-Identifier: Apache-2.0
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Layout } from '../../dist/directory/layout.js';
import type { NetworkRecord } from '../../dist/directory/record.js';
import { configureServices } from '../../dist/docker/configure.js';
import { nodesOf, peersOf, type NetworkModel } from '../../dist/model/network-model.js';
import { failureOf } from '../support/failures.js';
import { modelOf } from '../support/models.js';
import { filesWithKeys, openFiles } from '../support/private-keys.js';
import { put, temporaryFolder } from '../support/temporary.js';

const KEY = '-----BEGIN PRIVATE KEY-----';

const recordOf = (model: NetworkModel): NetworkRecord => ({
  schema: 1,
  mode: 'docker',
  phase: 'making',
  model,
  chaincode: {
    name: 'meterpki',
    label: 'meterpki_1',
    version: '1',
    environment: {},
    shimCli: '',
    modules: [],
    packageIds: { ptb: 'meterpki_1:aa', inmetro: 'meterpki_1:bb' },
  },
});

/** Puts key material where cryptogen does; each key says whose it is. */
function withMaterial(layout: Layout, model: NetworkModel): void {
  const write = (file: string, text: string): void => {
    put(layout.root, path.relative(layout.root, file), text);
  };
  for (const node of nodesOf(model)) {
    const { msp, tls } = layout.node(node);
    write(path.join(msp, 'keystore', 'priv_sk'), `${KEY} enrolment of ${node.name}`);
    write(path.join(msp, 'cacerts', 'ca.pem'), 'ca');
    write(tls.privateKey, `${KEY} TLS of ${node.name}`);
    write(tls.certificate, 'certificate');
    write(tls.authority, 'authority');
    write(layout.ownAuthority(node.nmi, 'operations-ca'), 'operations');
    write(layout.ownAuthority(node.nmi, 'chaincode-ca'), 'chaincode');
  }
  for (const peer of peersOf(model)) {
    for (const [pair, whose] of [
      [layout.chaincodeServer(peer), peer.chaincodeName],
      [layout.chaincodeClient(peer), `client ${peer.name}`],
    ] as const) {
      write(pair.privateKey, `${KEY} ${whose}`);
      write(pair.certificate, 'certificate');
    }
  }
}

describe('configureServices', () => {
  // Not the network that the Compose file at the root describes: its environment file would be written there.
  const model = modelOf('default', { portBase: 9050 });
  const layout = new Layout(path.join(temporaryFolder(), 'network'));
  beforeAll(() => {
    withMaterial(layout, model);
    configureServices(layout, recordOf(model));
  });

  const keysOf = (service: string): string[] =>
    filesWithKeys(layout.nodeConfig(service)).map((file) =>
      readFileSync(file, 'utf8').replaceAll(/^.*-----BEGIN PRIVATE KEY-----/gs, ''),
    );

  it('gives a peer its own keys and the one for its chaincode service, and no other', () => {
    expect(
      keysOf('ptb-peer1')
        .sort()
        .map((text) => text.slice(0, 25).trim()),
    ).toEqual(
      ['client ptb-peer1', 'TLS of ptb-peer1', 'enrolment of ptb-peer1']
        .sort()
        .map((text) => expect.stringContaining(text) as string),
    );
  });

  it('gives a chaincode service the key of its server alone', () => {
    expect(keysOf('inmetro-chaincode0')).toEqual([' inmetro-chaincode0']);
    expect(readdirSync(layout.nodeConfig('inmetro-chaincode0')).sort()).toEqual([
      'chaincode-ca.crt',
      'server.crt',
      'server.key',
    ]);
  });

  it('keeps every key from everybody but the user of the containers, who is not root', () => {
    const copies = filesWithKeys(path.join(layout.root, 'nodes'));
    expect(copies).toHaveLength(2 * nodesOf(model).length + 2 * peersOf(model).length);
    expect(openFiles(copies)).toEqual([]);
    const owners = new Set(copies.map((file) => lstatSync(file).uid));
    expect(owners.size).toBe(1);
    expect(owners.has(0)).toBe(false);
  });

  it('lets the peer start the external builder', () => {
    const bin = path.join(layout.nodeConfig('ptb-peer0'), 'builder', 'bin');
    expect(readdirSync(bin).sort()).toEqual(['build', 'detect', 'release']);
    for (const name of readdirSync(bin)) expect(lstatSync(path.join(bin, name)).mode & 0o777).toBe(0o700);
  });

  it('tells the peer its chaincode service by the name of the container', () => {
    const file = path.join(layout.nodeConfig('inmetro-peer1'), 'chaincode-connection.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      address: 'inmetro-chaincode1:9083',
      tls_required: true,
      client_auth_required: true,
    });
  });

  it('keeps images and user once they were chosen', () => {
    const file = path.join(layout.root, '.env');
    const edited = readFileSync(file, 'utf8').replace(
      'docker.io/hyperledger',
      'registry.example/hyperledger',
    );
    put(layout.root, '.env', edited);
    configureServices(layout, recordOf(model));
    expect(readFileSync(file, 'utf8')).toBe(edited);
  });

  it('says which file is missing', () => {
    const empty = new Layout(path.join(temporaryFolder(), 'network'));
    const failure = failureOf(() => {
      configureServices(empty, recordOf(model));
    });
    expect(failure.code).toBe('STORAGE_FAILED');
    expect(failure.message).toContain('crypto-config');
  });
});
