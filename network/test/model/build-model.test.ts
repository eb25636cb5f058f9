// SPDX-License-Identifier: Apache-2.0
import { nodesOf } from '../../dist/model/network-model.js';
import { identitiesOf } from '../../dist/model/users.js';
import { failureOf } from '../support/failures.js';
import { modelOf } from '../support/models.js';

const allPorts = (options: Parameters<typeof modelOf>[1]): number[] =>
  nodesOf(modelOf('default', options)).flatMap(({ ports }) => Object.values(ports));

describe('buildModel', () => {
  it('gives each of the nine nodes a name, a host name and ports of its own', () => {
    const nodes = nodesOf(modelOf());
    expect(nodes.map(({ name }) => name)).toEqual([
      ...['ptb-orderer0', 'ptb-orderer1', 'ptb-orderer2', 'inmetro-orderer0', 'inmetro-orderer1'],
      ...['ptb-peer0', 'ptb-peer1', 'inmetro-peer0', 'inmetro-peer1'],
    ]);
    expect(new Set(nodes.map(({ hostName }) => hostName)).size).toBe(9);
    expect(new Set(allPorts({})).size).toBe(31);
  });

  it('moves all ports by the same distance', () => {
    const moved = allPorts({ portBase: 17_050 });
    expect(moved).toEqual(allPorts({}).map((port) => port + 10_000));
    expect(Math.min(...moved)).toBe(17_050);
  });

  it.each([80, 65_500, 1.5, Number.NaN])('refuses %s as the lowest port', (portBase) => {
    expect(failureOf(() => modelOf('default', { portBase })).code).toBe('BAD_OPTION');
  });

  it('takes the highest port base that it names, and keeps all ports in range', () => {
    const { next } = failureOf(() => modelOf('default', { portBase: 80 }));
    const highest = Number(/to (\d+)/.exec(next)?.[1]);
    expect(Math.max(...allPorts({ portBase: highest }))).toBeLessThanOrEqual(65_535);
    expect(failureOf(() => modelOf('default', { portBase: highest + 1 })).code).toBe('BAD_OPTION');
  });

  it.each(['', 'Upper', '../x', 'a b', 'x'.repeat(32)])('refuses %j as a name', (name) => {
    expect(failureOf(() => modelOf('default', { name })).code).toBe('BAD_OPTION');
  });

  it('takes name and demo mark from the options before the topology', () => {
    expect(modelOf('default', { name: 'other', demo: true })).toMatchObject({ name: 'other', demo: true });
    expect(modelOf()).toMatchObject({ name: 'meterpki', demo: false });
  });

  it('has five identities for each institute, named as the embedded ledger names them', () => {
    expect(identitiesOf(modelOf('paper-a')).map(({ name }) => name)).toEqual([
      ...['ptb-admin', 'ptb-endorser1', 'ptb-endorser2', 'ptb-society', 'ptb-manufacturer'],
    ]);
    expect(identitiesOf(modelOf())).toHaveLength(10);
  });
});
