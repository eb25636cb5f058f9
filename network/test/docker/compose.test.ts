// SPDX-License-Identifier: Apache-2.0
import { nodesOf, orderersOf, peersOf } from '../../dist/model/network-model.js';
import { renderCompose } from '../../dist/docker/compose/render-compose.js';
import { modelOf } from '../support/models.js';
import { composeOf, serviceOf } from './support.js';

describe.each(['default', 'paper-a'] as const)('the Compose file of %s', (name) => {
  const model = modelOf(name);
  const file = composeOf(model);
  const services = Object.entries(file.services);

  it('has a service for every node and one chaincode service for every peer', () => {
    const wanted = [
      ...nodesOf(model).map((node) => node.name),
      ...peersOf(model).map((peer) => peer.chaincodeName),
    ];
    expect(Object.keys(file.services).sort()).toEqual(wanted.sort());
  });

  it.each(services)('gives %s few rights and bounds', (_, service) => {
    expect(service).toMatchObject({
      user: '${METERPKI_USER:-1000:1000}',
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      restart: 'unless-stopped',
    });
    expect(service.mem_limit).toMatch(/^\d+[mg]$/);
    expect(service.pids_limit).toBeGreaterThan(0);
    for (const right of ['privileged', 'cap_add', 'network_mode', 'pid', 'ipc', 'devices', 'userns_mode']) {
      expect(service).not.toHaveProperty(right);
    }
  });

  it.each(services)(
    'mounts into %s its own folder read-only, its own volume, and nothing else',
    (own, service) => {
      const binds = service.volumes.filter(({ type }) => type === 'bind');
      expect(binds.map(({ source, read_only }) => [source, read_only])).toEqual([
        [`\${METERPKI_NETWORK_DIR:-./.meterpki/networks/${model.name}}/nodes/${own}/config`, true],
      ]);
      const others = service.volumes.filter(({ type }) => type !== 'bind');
      const isNode = nodesOf(model).some((node) => node.name === own);
      expect(others.map(({ type, source }) => [type, source])).toEqual(isNode ? [['volume', own]] : []);
    },
  );

  it.each(services)('pins the image of %s', (_, { image }) => {
    expect(image).toMatch(
      /^(\$\{METERPKI_FABRIC_REGISTRY:-docker\.io\/hyperledger\}\/fabric-(peer|orderer):\$\{METERPKI_FABRIC_TAG:-\d+\.\d+\.\d+\}|\$\{METERPKI_CHAINCODE_IMAGE:\?.+\})$/,
    );
  });

  it('mounts no socket of an engine and holds no key', () => {
    expect(renderCompose(model)).not.toMatch(/\.sock|PRIVATE KEY/);
  });

  it('publishes ports on the loopback alone, those of clients and operators', () => {
    const wanted = [
      ...orderersOf(model).map(({ ports }) => [ports.grpc, ports.admin, ports.operations]),
      ...peersOf(model).map(({ ports }) => [ports.grpc, ports.operations]),
    ].flat();
    const published = Object.values(file.services).flatMap(({ ports }) => ports ?? []);
    expect([...published].sort()).toEqual(wanted.map((port) => `127.0.0.1:${port}:${port}`).sort());
    // Of a peer, neither the listener for chaincode nor the chaincode service are published.
    const ports = nodesOf(model).flatMap((node) => Object.values(node.ports));
    expect(wanted).toHaveLength(ports.length - 2 * peersOf(model).length);
  });

  it('lets nodes be found under the names in their certificates', () => {
    for (const node of nodesOf(model)) {
      expect(serviceOf(file, node.name).networks.channel?.aliases).toEqual([node.hostName]);
    }
  });

  it('keeps chaincode services on a network of their institute that leads nowhere', () => {
    for (const { nmi, name: peer, chaincodeName } of peersOf(model)) {
      const service = serviceOf(file, chaincodeName);
      expect(service).not.toHaveProperty('ports');
      expect(Object.keys(service.networks)).toEqual([`${nmi}-chaincode`]);
      expect(Object.keys(serviceOf(file, peer).networks)).toContain(`${nmi}-chaincode`);
      expect(file.networks[`${nmi}-chaincode`]).toEqual({ internal: true });
    }
  });

  it('runs chaincode with mutual TLS under the package ID of its own institute', () => {
    for (const { nmi, chaincodeName, ports } of peersOf(model)) {
      const { command } = serviceOf(file, chaincodeName);
      expect(command.slice(0, 3)).toEqual([
        '--chaincode-address',
        `0.0.0.0:${ports.chaincode}`,
        '--chaincode-id',
      ]);
      expect(command[3]).toMatch(new RegExp(`^\\$\\{METERPKI_PACKAGE_${nmi.toUpperCase()}:\\?`));
      for (const option of [
        '--chaincode-tls-key-file',
        '--chaincode-tls-cert-file',
        '--chaincode-tls-client-cacert-file',
      ]) {
        expect(command[command.indexOf(option) + 1]).toMatch(/^\/etc\/hyperledger\/fabric\//);
      }
    }
  });

  it('declares every volume and network that services use', () => {
    expect(Object.keys(file.volumes).sort()).toEqual(
      nodesOf(model)
        .map((node) => node.name)
        .sort(),
    );
    const used = new Set(Object.values(file.services).flatMap(({ networks }) => Object.keys(networks)));
    expect([...used].sort()).toEqual(Object.keys(file.networks).sort());
  });
});

describe('networks side by side', () => {
  const [one, other] = [
    composeOf(modelOf()),
    composeOf(modelOf('default', { name: 'other', portBase: 9000 })),
  ];

  it('share no project, no published port and no folder', () => {
    const portsIn = (file: typeof one): string[] =>
      Object.values(file.services).flatMap(({ ports }) => ports ?? []);
    expect(other.name).not.toBe(one.name);
    expect(portsIn(other).filter((port) => portsIn(one).includes(port))).toEqual([]);
    const source = serviceOf(other, 'ptb-peer0').volumes[0]?.source;
    expect(source).toBe('${METERPKI_NETWORK_DIR:-./.meterpki/networks/other}/nodes/ptb-peer0/config');
  });
});
