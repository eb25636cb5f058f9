// SPDX-License-Identifier: Apache-2.0
import '../support/quiet';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useGenesis } from '@meterpki/chaincode';
import {
  algorithms,
  defaultAlgorithms,
  parseGenesis,
  parseRefusal,
  Refusal,
  type Fault,
} from '@meterpki/protocol';
import { genesisText } from '../support/genesis';

function faultsOf(text: string): readonly Fault[] {
  try {
    useGenesis(text);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    return parseRefusal((error as Refusal).message)?.faults ?? [];
  }
}

const member = { mspId: 'PTBMSP', prefix: 'ptb' };

describe('the genesis files of the project', () => {
  const algorithmsOf = (...path: string[]): readonly string[] =>
    parseGenesis(readFileSync(join(__dirname, '..', '..', '..', ...path), 'utf8')).algorithms;

  it('allow what is built in: the default without legacy curves, the one of the demo with them', () => {
    expect(algorithmsOf('chaincode', 'genesis', 'ptb-inmetro.json')).toEqual(defaultAlgorithms);
    expect(algorithmsOf('scenario', 'genesis', 'demo.json')).toEqual(algorithms.map(({ id }) => id));
  });
});

describe('the genesis file', () => {
  it('is taken when it is whole', () => {
    expect(faultsOf(genesisText())).toEqual([]);
  });

  const bad: [string, string, string][] = [
    ['no JSON', 'members:', 'genesis'],
    ['no members', genesisText({ members: [] }), 'genesis.members'],
    ['a member twice', genesisText({ members: [member, { ...member, prefix: 'x' }] }), 'genesis.members'],
    ['a prefix twice', genesisText({ members: [member, { ...member, mspId: 'X' }] }), 'genesis.members'],
    [
      'an MSP ID that would reach into other keys',
      genesisText({ members: [{ ...member, mspId: 'a/b' }] }),
      'genesis.members[0].mspId',
    ],
    [
      'a prefix that is none',
      genesisText({ members: [{ ...member, prefix: 'PTB' }] }),
      'genesis.members[0].prefix',
    ],
    ['an algorithm that is not built in', genesisText({ algorithms: ['none'] }), 'genesis.algorithms'],
    [
      'a quorum of none',
      genesisText({ quorum: { attestations: 0, nmis: 1 } }),
      'genesis.quorum.attestations',
    ],
    [
      'more institutes than attestations',
      genesisText({ quorum: { attestations: 1, nmis: 2 } }),
      'genesis.quorum.nmis',
    ],
    [
      'more institutes than members',
      genesisText({ quorum: { attestations: 3, nmis: 3 } }),
      'genesis.quorum.nmis',
    ],
    [
      'a way to show possession that is not known',
      genesisText({ possession: ['pkcs10'] }),
      'genesis.possession[0]',
    ],
    ['a member that is not known', genesisText({ revision: 1 } as object), 'genesis.revision'],
  ];

  it.each(bad)('is refused with the place of the fault: %s', (_name, text, path) => {
    const faults = faultsOf(text);
    expect(faults.map((fault) => fault.path)).toContain(path);
    expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(['GENESIS_INVALID']));
  });

  it('is refused with all of its faults at once', () => {
    const text = genesisText({ members: [{ mspId: '', prefix: '' }], algorithms: [], possession: [] });
    expect(faultsOf(text).length).toBeGreaterThanOrEqual(4);
  });
});
