// SPDX-License-Identifier: Apache-2.0
import { change, policyWith } from '../support/policies';
import { activate, opened, register } from '../support/scene';
import { TestMeter } from '../support/test-meter';
import { update } from '../support/updates';
import { endorsersOf } from '../support/key-policies';

const RESTAMP = ['registry', 'RestampMeters'] as const;

describe('RestampMeters', () => {
  it('renews the policies of meters with all their keys, of grants and of reviews, and writes nothing else', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const placed = await activate(scene, 'm');
    const next = new TestMeter('next');
    await update(scene, placed, next, { previous: placed.meter });
    const { identity } = who.ptbBert;
    const revocations = [{ identity, reason: 'left', underReviewSince: ledger.now }];
    await ledger.submit(who.ptbAdmin, ['governance', 'RevokePermittedEndorsers'], { revocations });
    await change(scene, { members: [...policyWith().members, { mspId: 'METASMSP', prefix: 'metas' }] });
    const result = await ledger.submit(who.ptbAdmin, RESTAMP, {
      meterIds: [placed.meterId],
      identities: [identity],
    });
    expect(result).toEqual({ meterIds: [placed.meterId], identities: [identity] });
    const keys = [
      'meter/ptb/m',
      `key/${placed.meter.fingerprint}`,
      `key/${next.fingerprint}`,
      `pe/PTBMSP/${identity}`,
      `review/PTBMSP/${identity}`,
    ];
    expect([...(ledger.last?.policies.keys() ?? [])]).toEqual(keys);
    expect(ledger.last?.writes.size).toBe(0);
    const event = JSON.parse(ledger.last?.event?.payload.toString() ?? '{}') as { restamped: string[] };
    expect(event.restamped).toEqual(keys);
    for (const policy of ledger.last?.policies.values() ?? [])
      expect(endorsersOf(policy)).toEqual(['PTBMSP', 'InmetroMSP', 'METASMSP']);
  });

  it('refuses the meters of others, unknown meters and identities, and everybody but administrators', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    await register(scene, 'c', { by: who.inmetroCarla });
    const { faults } = await ledger.refuse(who.ptbAdmin, RESTAMP, { meterIds: ['inmetro:c', 'ptb:none'] });
    expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'meterIds[0].meterId FOREIGN_METER',
      'meterIds[1].meterId METER_UNKNOWN',
    ]);
    const foreign = { identities: [who.inmetroCarla.identity] };
    expect((await ledger.refuse(who.ptbAdmin, RESTAMP, foreign)).code).toBe('ENDORSER_UNKNOWN');
    expect((await ledger.refuse(who.ptbAnna, RESTAMP, foreign)).code).toBe('ACCESS_DENIED');
    expect((await ledger.refuse(who.ptbAdmin, RESTAMP, {})).code).toBe('INVALID_ARGUMENT');
  });
});
