// SPDX-License-Identifier: Apache-2.0
import { recordKinds, type LedgerEvent } from '@meterpki/protocol';
import { genesisText } from '../support/genesis';
import { record, revoke } from '../support/checks';
import { importItem } from '../support/meters';
import { change } from '../support/policies';
import { activate, attest, opened, register, type Scene } from '../support/scene';
import { TestMeter } from '../support/test-meter';
import { update } from '../support/updates';

/** What somebody knows who reads events alone: records by key. */
class Mirror {
  readonly records = new Map<string, unknown>();
  readonly names: string[] = [];

  follow({ ledger }: Scene): void {
    const { event } = ledger.last ?? {};
    if (event === undefined) return;
    const told = JSON.parse(event.payload.toString('utf8')) as LedgerEvent;
    expect(told).toMatchObject({ schema: 1, transaction: event.name, time: ledger.now });
    this.names.push(event.name);
    for (const { kind, key, value } of told.records) {
      expect(key.split('/')[0]).toBe(kind);
      this.records.set(key, value);
    }
  }
}

/** Lets a mirror follow every call of a scene. */
function followed(scene: Scene): Mirror {
  const mirror = new Mirror();
  const submit = scene.ledger.submit.bind(scene.ledger);
  scene.ledger.submit = (async (...call: Parameters<typeof submit>) => {
    const result = await submit(...call);
    mirror.follow(scene);
    return result;
  }) as unknown as typeof submit;
  return mirror;
}

describe('events', () => {
  it('are enough to follow policy, endorsers, meters, keys and checks without reading blocks', async () => {
    const scene = await opened(genesisText({ imports: true }));
    const { ledger, who } = scene;
    const before = new Set(ledger.state.keys());
    const mirror = followed(scene);
    const placed = await activate(scene, 'm', [{ kind: 'GS', text: 'S1' }]);
    await update(scene, placed, new TestMeter('next'), { previous: placed.meter });
    const imported = new TestMeter('i');
    const { importId, hash } = await ledger.submit(who.ptbAdmin, ['registry', 'ImportMeters'], {
      source: 's',
      meters: [importItem(imported, 'ptb:i')],
    });
    await ledger.submit(who.inmetroAdmin, ['registry', 'ApproveImport'], { importId, hash });
    const receipt = { text: placed.meter.signRaw('1'), meterId: placed.meterId };
    await record(scene, [receipt]);
    await record(scene, [receipt, { text: imported.signRaw('2'), meterId: 'ptb:i' }]);
    await revoke(scene, { meter: imported, meterId: 'ptb:i' }, 'certificateHold');
    const held = [{ meterId: 'ptb:i', key: imported.fingerprint }];
    await ledger.submit(who.ptbAnna, ['registry', 'ReinstateKeys'], { keys: held });
    await ledger.submit(who.ptbAnna, ['registry', 'SetAliases'], {
      meters: [{ meterId: 'ptb:m', aliases: [] }],
    });
    const revocations = [{ identity: who.ptbBert.identity, reason: 'r', underReviewSince: ledger.now }];
    await ledger.submit(who.ptbAdmin, ['governance', 'RevokePermittedEndorsers'], { revocations });
    await change(scene, { quorum: { attestations: 3, nmis: 1 } });
    await ledger.submit(who.ptbAnna, ['registry', 'DecommissionMeters'], { meterIds: ['ptb:m'] });

    const kinds: ReadonlySet<string> = new Set(recordKinds);
    const written = ledger.state
      .keys()
      .filter((key) => kinds.has(key.split('/')[0] ?? '') && (!before.has(key) || mirror.records.has(key)));
    expect([...mirror.records.keys()].sort()).toEqual([...written].sort());
    for (const key of written) expect(mirror.records.get(key)).toEqual(ledger.state.json(key));
    expect(new Set(mirror.names).size).toBe(14);
  });

  it('of a list of checks tell receipt, meter and verdict of each', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    const receipt = { text: placed.meter.signRaw('1'), meterId: placed.meterId };
    const { leaves } = await record(scene, [receipt, { ...receipt, text: placed.meter.signRaw('2') }]);
    const told = JSON.parse(scene.ledger.last?.event?.payload.toString() ?? '{}') as LedgerEvent;
    expect(told.leaves).toBe(leaves);
  });

  it('are not set by transactions that write nothing, nor by refusals', async () => {
    const scene = await opened();
    const placed = await register(scene, 'm');
    await scene.ledger.submit(scene.who.society, ['registry', 'GetMeters'], { meterIds: [placed.meterId] });
    expect(scene.ledger.last?.event).toBeUndefined();
    await expect(attest(scene, scene.who.ptbAnna, placed)).rejects.toThrow('ALREADY_ATTESTED');
    expect(scene.ledger.last?.event).toBeUndefined();
  });
});
