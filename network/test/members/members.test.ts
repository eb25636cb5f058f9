// SPDX-License-Identifier: Apache-2.0
import { policyCheckText } from '../../dist/cli/run-policy.js';
import { organisationsIn } from '../../dist/members/channel-organisations.js';
import { compareMembers } from '../../dist/members/compare-members.js';

/** A configuration block with these application organisations: name of the group and MSP ID of each. */
const decoded = (organisations: Readonly<Record<string, string>>): unknown => {
  const groups = Object.fromEntries(
    Object.entries(organisations).map(([group, name]) => [
      group,
      { groups: {}, values: { MSP: { value: { config: { name }, type: 0 } } } },
    ]),
  );
  const config = { channel_group: { groups: { Application: { groups }, Orderer: {} } } };
  return { header: { number: '0' }, data: { data: [{ payload: { data: { config, last_update: null } } }] } };
};

describe('the organisations of a channel', () => {
  it('are those of its applications, by MSP ID and not by the name of the group', () => {
    expect(organisationsIn(decoded({ inmetro: 'InmetroMSP', ptb: 'PTBMSP', a: 'ZMSP' }))).toEqual([
      'InmetroMSP',
      'PTBMSP',
      'ZMSP',
    ]);
  });

  it.each([[undefined], [{}], [{ data: { data: [] } }], [{ data: { data: [{ payload: { data: {} } }] } }]])(
    'are not known from what is no configuration block: %j',
    (block) => {
      expect(organisationsIn(block)).toBeUndefined();
    },
  );
});

describe('members and organisations', () => {
  it('are compared both ways', () => {
    expect(compareMembers(['A', 'B'], ['B', 'C'])).toEqual({ onlyMembers: ['A'], onlyOrganisations: ['C'] });
    expect(compareMembers(['A', 'B'], ['B', 'A'])).toEqual({ onlyMembers: [], onlyOrganisations: [] });
  });
});

describe('policyCheckText', () => {
  const plain = (text: string): string[] => text.replaceAll(/\u001b\[\d+m/g, '').split('\n');

  it('says that a policy may be proposed, and what is worth knowing', () => {
    const found = { file: 'p.json', base: 3, usable: true, faults: [], notices: ['C is an observer'] };
    expect(plain(policyCheckText(found))).toEqual([
      'p.json: may be proposed on revision 3',
      '  note: C is an observer',
      '',
    ]);
  });

  it('names every fault and its place', () => {
    const faults = [
      { path: 'policy.members', text: 'one' },
      { path: 'policy.quorum.nmis', text: 'two' },
    ];
    expect(plain(policyCheckText({ file: 'p.json', base: 0, usable: false, faults, notices: [] }))).toEqual([
      'p.json: should not be proposed on revision 0',
      '  - policy.members: one',
      '  - policy.quorum.nmis: two',
      '',
    ]);
  });
});
