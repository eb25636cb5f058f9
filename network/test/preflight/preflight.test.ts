// SPDX-License-Identifier: Apache-2.0
import { createServer, type AddressInfo, type Server } from 'node:net';
import { hostsElsewhere } from '../../dist/native/configure.js';
import { answers } from '../../dist/preflight/answers.js';
import { takenPorts } from '../../dist/preflight/free-ports.js';
import { neededBytes, tooLittleRoom, wrongClock } from '../../dist/preflight/machine.js';
import { buildModel } from '../../dist/model/build-model.js';
import { readTopology } from '../../dist/topology/read-topology.js';
import { presetFile } from '../../dist/topology/files.js';
import { modelOf } from '../support/models.js';
import { temporaryFolder } from '../support/temporary.js';

const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function listening(): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

describe('takenPorts', () => {
  it('names port, node and purpose of each one that somebody listens on', async () => {
    const port = await listening();
    // The peer's gRPC port is the lowest of the preset.
    const findings = await takenPorts(modelOf('paper-a', { portBase: port }), '127.0.0.1');
    expect(findings.map(({ text }) => text).join('\n')).toContain(
      `ports of ptb-peer0: ${port} (grpc) is taken`,
    );
    expect(findings[0]?.next).toContain('--port-base');
  });

  it('finds nothing again once nobody listens', async () => {
    const port = await listening();
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
    const findings = await takenPorts(modelOf('paper-a', { portBase: port }), '127.0.0.1');
    expect(findings.map(({ text }) => text).join('\n')).not.toContain(`${port} (grpc) is taken`);
  });
});

describe('answers', () => {
  it('tells an open port from a closed one', async () => {
    const port = await listening();
    expect(await answers('127.0.0.1', port)).toBe(true);
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
    expect(await answers('127.0.0.1', port)).toBe(false);
  });
});

describe('tooLittleRoom', () => {
  it('says how much is free and how much is needed, also for a folder that is not there yet', async () => {
    const folder = `${temporaryFolder()}/not/yet`;
    const [finding] = await tooLittleRoom(folder, Number.MAX_SAFE_INTEGER);
    expect(finding?.text).toMatch(/ has \d+ MB free, \d+ MB are needed$/);
    expect(finding?.next).toContain('--dir');
    expect(await tooLittleRoom(folder, 1)).toEqual([]);
  });

  it('needs more for a new network, and more for more nodes', () => {
    expect(neededBytes(modelOf(), true)).toBeGreaterThan(neededBytes(modelOf('paper-a'), true));
    expect(neededBytes(modelOf(), true)).toBeGreaterThan(neededBytes(modelOf(), false));
  });
});

describe('wrongClock', () => {
  it('refuses a time before the release of the programs', () => {
    expect(wrongClock(Date.UTC(2001, 0, 1))[0]?.text).toContain('2001-01-01T00:00:00.000Z');
    expect(wrongClock(Date.UTC(2027, 0, 1))).toEqual([]);
  });
});

describe('hostsElsewhere', () => {
  it('names nodes that belong on other machines', () => {
    const topology = readTopology(presetFile('paper-a'));
    const hosts = [{ name: 'local', address: 'ptb-host.example' }];
    const texts = hostsElsewhere(buildModel({ ...topology, hosts })).map(({ text }) => text);
    expect(texts).toEqual([
      'ptb-orderer0 belongs on ptb-host.example, native nodes run on localhost',
      'ptb-peer0 belongs on ptb-host.example, native nodes run on localhost',
    ]);
    expect(hostsElsewhere(buildModel(topology))).toEqual([]);
  });
});
