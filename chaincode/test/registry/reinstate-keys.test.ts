// SPDX-License-Identifier: Apache-2.0
import { importItem } from '../support/meters';
import { genesisText } from '../support/genesis';
import { revoke, verdict } from '../support/checks';
import type { Person } from '../support/people';
import {
  activate,
  attest,
  keyRecord,
  meterRecord,
  opened,
  register,
  type Placed,
  type Scene,
} from '../support/scene';
import { TestMeter } from '../support/test-meter';
import { update } from '../support/updates';

const REINSTATE = ['registry', 'ReinstateKeys'] as const;

const reinstate = (
  { ledger, who }: Scene,
  { meterId, meter }: Placed,
  by: Person = who.ptbAnna,
): Promise<unknown> => ledger.submit(by, REINSTATE, { keys: [{ meterId, key: meter.fingerprint }] });

const refusal = async (
  { ledger, who }: Scene,
  { meterId, meter }: Placed,
  by: Person = who.ptbAnna,
): Promise<string> =>
  (await ledger.refuse(by, REINSTATE, { keys: [{ meterId, key: meter.fingerprint }] })).code;

describe('ReinstateKeys', () => {
  it('lifts a hold: receipts from its time are good again, and the hold stays on record', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const placed = await activate(scene, 'm');
    await revoke(scene, placed, 'certificateHold');
    const from = ledger.now;
    const receipt = { text: placed.meter.signOcmf({ end: from }), meterId: placed.meterId };
    expect(await verdict(scene, receipt)).toBe('indeterminate on-hold');
    await reinstate(scene, placed, who.ptbAdmin);
    const by = `PTBMSP/${who.ptbAdmin.identity}`;
    expect(keyRecord(scene, placed)).toMatchObject({
      state: 'ACTIVE',
      holds: [{ from, to: ledger.now, by }],
    });
    expect(keyRecord(scene, placed).revocation).toBeUndefined();
    expect(await verdict(scene, receipt)).toBe('valid');
  });

  it.each(['keyCompromise', 'superseded', 'cessationOfOperation', 'unspecified'] as const)(
    'lifts no revocation for %s, not even one that began as a hold',
    async (reason) => {
      const scene = await opened();
      const placed = await activate(scene, 'm');
      await revoke(scene, placed, 'certificateHold');
      await revoke(scene, placed, reason);
      expect(await refusal(scene, placed)).toBe('NOT_ON_HOLD');
      expect(keyRecord(scene, placed).state).toBe('REVOKED');
    },
  );

  it('a key held while it waited waits again, and can then be attested', async () => {
    const scene = await opened();
    const placed = await register(scene, 'm');
    await revoke(scene, placed, 'certificateHold');
    await expect(attest(scene, scene.who.ptbBert, placed)).rejects.toThrow('NOT_PENDING');
    await reinstate(scene, placed);
    expect(keyRecord(scene, placed).state).toBe('PENDING');
    await attest(scene, scene.who.ptbBert, placed);
    expect(meterRecord(scene, placed).status).toBe('ACTIVE');
  });

  it('an imported key held before the approval counts once the hold is lifted', async () => {
    const scene = await opened(genesisText({ imports: true }));
    const { ledger, who } = scene;
    const placed = { meter: new TestMeter('m'), meterId: 'ptb:m' };
    const { importId, hash } = await ledger.submit(who.ptbAdmin, ['registry', 'ImportMeters'], {
      source: 'older register',
      meters: [importItem(placed.meter, placed.meterId)],
    });
    await revoke(scene, placed, 'certificateHold');
    await ledger.submit(who.inmetroAdmin, ['registry', 'ApproveImport'], { importId, hash });
    expect(keyRecord(scene, placed).state).toBe('ON_HOLD');
    await reinstate(scene, placed);
    expect(meterRecord(scene, placed)).toMatchObject({ status: 'ACTIVE', keys: [{ state: 'ACTIVE' }] });
  });

  it('a key replaced while it was held stays replaced', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    await update(scene, placed, new TestMeter('next'), { previous: placed.meter });
    await revoke(scene, placed, 'certificateHold');
    await reinstate(scene, placed);
    expect(meterRecord(scene, placed).keys.map(({ state }) => state)).toEqual(['SUPERSEDED', 'ACTIVE']);
  });

  it('refuses others, unknown meters and keys, and keys that are not on hold', async () => {
    const scene = await opened();
    const { who } = scene;
    const placed = await activate(scene, 'm');
    expect(await refusal(scene, placed)).toBe('NOT_ON_HOLD');
    await revoke(scene, placed, 'certificateHold');
    expect(await refusal(scene, placed, who.inmetroAdmin)).toBe('FOREIGN_METER');
    expect(await refusal(scene, placed, who.ptbClient)).toBe('ENDORSER_NOT_GRANTED');
    expect(await refusal(scene, placed, who.otherAdmin)).toBe('NOT_A_MEMBER');
    expect(await refusal(scene, { ...placed, meterId: 'ptb:none' })).toBe('METER_UNKNOWN');
    expect(await refusal(scene, { ...placed, meter: new TestMeter('x') })).toBe('KEY_UNKNOWN');
  });
});
