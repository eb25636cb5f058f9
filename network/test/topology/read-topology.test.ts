// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { DEFAULT_TOPOLOGY, presetFile, presetNames } from '../../dist/topology/files.js';
import { readTopology } from '../../dist/topology/read-topology.js';
import { failureOf } from '../support/failures.js';
import { temporaryFile } from '../support/temporary.js';

const defaultText = readFileSync(DEFAULT_TOPOLOGY, 'utf8');

/** The default topology with texts replaced. */
function changed(...changes: readonly (readonly [string, string])[]): string {
  const text = changes.reduce((before, [from, to]) => {
    expect(before).toContain(from);
    return before.replace(from, to);
  }, defaultText);
  return temporaryFile('topology.yaml', text);
}

const faultsOf = (file: string): readonly string[] => {
  const failure = failureOf(() => readTopology(file));
  expect(failure.code).toBe('BAD_TOPOLOGY');
  return failure.faults;
};

describe('readTopology', () => {
  it('reads the default topology: two institutes, four peers, five orderers', () => {
    const { nmis, channel, demo } = readTopology(DEFAULT_TOPOLOGY);
    expect(nmis.map(({ mspId, peers }) => [mspId, peers.length])).toEqual([
      ['PTBMSP', 2],
      ['InmetroMSP', 2],
    ]);
    expect(nmis.map(({ ordering }) => ordering?.orderers.length)).toEqual([3, 2]);
    expect({ channel, demo }).toEqual({ channel: 'nmichannel', demo: false });
  });

  it('reads every preset', () => {
    expect(presetNames()).toEqual(['paper-a', 'three-nmis']);
    const [nmi, ...others] = readTopology(presetFile('paper-a')).nmis;
    expect([nmi?.peers.length, nmi?.ordering?.orderers.length, others.length]).toEqual([1, 1, 0]);
    const three = readTopology(presetFile('three-nmis')).nmis;
    expect(three.map(({ mspId, peers }) => [mspId, peers.length])).toEqual([
      ['PTBMSP', 1],
      ['InmetroMSP', 1],
      ['METASMSP', 1],
    ]);
  });

  it('names all faults of shape at once', () => {
    const file = changed(
      ['channel: nmichannel', 'channel: NMI Channel'],
      ['port: 7050', 'port: 80'],
      ['demo: false', 'demo: perhaps'],
      ['mspId: PTBMSP', 'mspid: PTBMSP'],
    );
    expect(faultsOf(file)).toEqual([
      'demo: must be true or false',
      'channel: must be lower case letters, digits, dots and hyphens',
      'nmis.0.mspId: is missing',
      'nmis.0.peers.0.port: must be a whole number from 1024 to 65500',
      'nmis.0.mspid: is not a known member',
    ]);
  });

  it('takes no node whose name in the network is that of a chaincode service', () => {
    const file = changed(['name: peer1, port: 7060', 'name: chaincode0, port: 7060']);
    expect(faultsOf(file)).toContain(
      'nodes and chaincode services: ptb-chaincode0 stands there more than once',
    );
  });

  it('names all faults between members at once', () => {
    const file = changed(
      ['domain: inmetro.example', 'domain: ptb.example'],
      ['mspId: InmetroOrdererMSP', 'mspId: PTBMSP'],
      ['name: peer1, port: 7060', 'name: peer0, port: 7052'],
      ['host: local', 'host: elsewhere'],
    );
    expect(faultsOf(file)).toEqual([
      'mspId: PTBMSP stands there more than once',
      'domain: ptb.example stands there more than once',
      'nmis ptb nodes: peer0 stands there more than once',
      'nmis ptb host: no host is called elsewhere',
    ]);
  });

  it('names blocks of ports that overlap', () => {
    expect(faultsOf(changed(['port: 7060', 'port: 7053'], ['port: 7130', 'port: 7122']))).toEqual([
      'ports: ptb-peer0 takes 7050 to 7053, so ptb-peer1 cannot begin at 7053',
      'ports: inmetro-orderer0 takes 7120 to 7122, so inmetro-orderer1 cannot begin at 7122',
    ]);
  });

  it.each([
    ['a file that is not there', '/nonexistent/topology.yaml'],
    ['text that is no YAML', temporaryFile('t.yaml', 'nmis: [')],
    ['a member that stands twice', temporaryFile('t.yaml', 'name: a\nname: b\n')],
    ['a list instead of members', temporaryFile('t.yaml', '- a\n')],
    ['an empty file', temporaryFile('t.yaml', '')],
    ['aliases that blow up', temporaryFile('t.yaml', bomb())],
  ])('refuses %s with a fault', (_, file) => {
    expect(faultsOf(file).length).toBeGreaterThan(0);
  });

  it('refuses a preset that does not come along', () => {
    expect(failureOf(() => presetFile('../topology'))).toMatchObject({
      code: 'BAD_OPTION',
      next: 'Presets: paper-a, three-nmis.',
    });
  });
});

/** Each line repeats the one before nine times. */
function bomb(): string {
  const lines = ['a0: &a0 [x]'];
  for (let level = 1; level < 9; level++) {
    const alias = `*a${level - 1}`;
    lines.push(`a${level}: &a${level} [${Array(9).fill(alias).join(', ')}]`);
  }
  return lines.join('\n');
}
