// SPDX-License-Identifier: Apache-2.0
import { statusText } from '../../dist/cli/status-text.js';
import type { NetworkStatus } from '../../dist/commands/status.js';

const version = '0.1.0-aa-bb';

const STATUS: NetworkStatus = {
  name: 'meterpki',
  directory: '/network',
  mode: 'native',
  demo: false,
  channel: 'nmichannel',
  state: 'degraded',
  leader: 'ptb-orderer1',
  nodes: [
    { name: 'ptb-orderer0', kind: 'orderer', running: false, healthy: false, diskBytes: 128_400_000 },
    {
      ...{ name: 'ptb-orderer1', kind: 'orderer', running: true, healthy: true, height: 7, leads: true },
      ...{ runs: '4711', memoryBytes: 41_000_000, diskBytes: 400_000 },
    },
    { name: 'ptb-peer0', kind: 'peer', running: true, healthy: false, runs: '4712' },
    { name: 'ptb-peer1', kind: 'peer', running: true, healthy: true, runs: '4714' },
    { name: 'supervisor', kind: 'service', running: true, runs: '4713' },
  ],
  firstExpiry: { what: 'ptb-peer0 TLS', notAfter: '2036-11-19T21:40:00.000Z' },
  chaincode: {
    label: `meterpki_${version}`,
    bundle: 'aa',
    genesis: 'bb',
    approvedVersion: version,
    matches: true,
  },
  members: {
    revision: 2,
    policy: ['PTBMSP', 'InmetroMSP'],
    channel: ['InmetroMSP', 'PTBMSP'],
    matches: true,
    differences: [],
  },
};

/** Words of each line, without the lines of the table. */
const linesOf = (status: NetworkStatus): string[] =>
  statusText(status)
    .replaceAll(/\u001b\[\d+m/g, '')
    .replaceAll(/[│┌─┬┐├┼┤└┴┘]+/g, ' ')
    .split('\n')
    .map((line) => line.trim().replaceAll(/\s+/g, ' '))
    .filter((line) => line !== '');

describe('statusText', () => {
  it('says how the network and every node is', () => {
    expect(linesOf(STATUS)).toEqual([
      'meterpki: degraded (native mode, channel nmichannel)',
      'directory: /network',
      'leader: ptb-orderer1',
      'chaincode: meterpki_0.1.0-aa-bb',
      'approved: 0.1.0-aa-bb, and these files run',
      'members: PTBMSP, InmetroMSP, by revision 2 of the policy; organisations of the channel',
      'certificate: ptb-peer0 TLS is the first to end, on 2036-11-19',
      'node kind state height memory disk process',
      'ptb-orderer0 orderer stopped 128 MB',
      'ptb-orderer1 orderer, leads healthy 7 41 MB 0.4 MB 4711',
      'ptb-peer0 peer not healthy 4712',
      'ptb-peer1 peer no ledger 4714',
      'supervisor service running 4713',
    ]);
  });

  it.each([
    [{ approvedVersion: null, matches: null }, 'approved: not known: no peer could be asked'],
    [{ approvedVersion: version, matches: false }, `approved: ${version}, but the files that run are others`],
  ])('says what is known of the approval: %j', (known, line) => {
    expect(linesOf({ ...STATUS, chaincode: { ...STATUS.chaincode, ...known } })).toContain(line);
  });

  it('names every member that the channel does not know, and every organisation that is no member', () => {
    const differences = ['A is a member of the policy', 'B is an organisation of the channel'];
    const lines = linesOf({ ...STATUS, members: { ...STATUS.members, matches: false, differences } });
    expect(lines).toEqual(
      expect.arrayContaining([
        'members: PTBMSP, InmetroMSP, by revision 2 of the policy; not all are of the channel',
        ...differences,
      ]),
    );
  });

  it.each([
    [{ revision: null, policy: null }, 'members: not known: no gateway could be asked'],
    [
      { channel: null, matches: null },
      'members: PTBMSP, InmetroMSP, by revision 2 of the policy; no peer could be asked for the channel',
    ],
  ])('says what is known of the members: %j', (known, line) => {
    expect(linesOf({ ...STATUS, members: { ...STATUS.members, ...known } })).toContain(line);
  });

  it('says that there is no leader, and that a network is for demos', () => {
    const lines = linesOf({ ...STATUS, leader: null, demo: true });
    expect(lines).toContain('leader: none');
    expect(lines[0]).toBe('meterpki: degraded (native mode, demo, channel nmichannel)');
  });
});
