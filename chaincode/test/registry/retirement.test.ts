// SPDX-License-Identifier: Apache-2.0
import { verdict } from '../support/checks';
import { genesisText } from '../support/genesis';
import { importItem } from '../support/meters';
import { activate, attest, meterRecord, opened, register } from '../support/scene';
import { TestMeter } from '../support/test-meter';

const RETIRE = ['registry', 'DecommissionMeters'] as const;

describe('DecommissionMeters', () => {
  it('ends the use of a meter: later receipts are invalid, earlier ones stay good, it may not be sold', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const placed = await activate(scene, 'm');
    const before = ledger.now;
    ledger.pass({ days: 1 });
    const { time } = await ledger.submit(who.ptbAnna, RETIRE, { meterIds: ['ptb:m'] });
    const receipt = (end: string): { text: string; meterId: string } => ({
      text: placed.meter.signOcmf({ end }),
      meterId: placed.meterId,
    });
    expect(await verdict(scene, receipt(before))).toBe('valid');
    expect(await verdict(scene, receipt(time))).toBe('invalid meter-decommissioned');
    const { answers } = await ledger.submit(who.society, ['registry', 'MayBePlacedOnMarket'], {
      meterIds: ['ptb:m'],
    });
    expect(answers).toEqual([{ meterId: 'ptb:m', allowed: false, obstacle: 'decommissioned' }]);
  });

  it('is for ever: neither attestations nor the approval of an import revive the meter', async () => {
    const scene = await opened(genesisText({ imports: true }));
    const { ledger, who } = scene;
    const waiting = await register(scene, 'w');
    const imported = new TestMeter('i');
    const { importId, hash } = await ledger.submit(who.ptbAdmin, ['registry', 'ImportMeters'], {
      source: 's',
      meters: [importItem(imported, 'ptb:i')],
    });
    await ledger.submit(who.ptbAnna, RETIRE, { meterIds: ['ptb:w', 'ptb:i'] });
    await expect(attest(scene, who.ptbBert, waiting)).rejects.toThrow('METER_DECOMMISSIONED');
    await ledger.submit(who.inmetroAdmin, ['registry', 'ApproveImport'], { importId, hash });
    expect(meterRecord(scene, { meterId: 'ptb:i' })).toMatchObject({
      status: 'DECOMMISSIONED',
      keys: [{ state: 'PENDING' }],
    });
  });

  it('all of the list or nothing: every fault is told', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    await activate(scene, 'm');
    await register(scene, 'c', { by: who.inmetroCarla });
    await ledger.submit(who.ptbAnna, RETIRE, { meterIds: ['ptb:m'] });
    const meterIds = ['ptb:m', 'inmetro:c', 'ptb:none', 'ptb:none'];
    const { faults } = await ledger.refuse(who.ptbAnna, RETIRE, { meterIds });
    expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'meterIds[0].meterId METER_DECOMMISSIONED',
      'meterIds[1].meterId FOREIGN_METER',
      'meterIds[2].meterId METER_UNKNOWN',
      'meterIds[3].meterId INVALID_ARGUMENT',
    ]);
    expect((await ledger.refuse(who.ptbAdmin, RETIRE, { meterIds: ['ptb:m'] })).code).toBe(
      'ENDORSER_NOT_GRANTED',
    );
  });
});
