// SPDX-License-Identifier: Apache-2.0
import type { ResultOf } from '@meterpki/protocol';
import { genesisText } from '../support/genesis';
import { importItem, registration } from '../support/meters';
import { challengeBy, keyRecord, meterRecord, opened, type Scene } from '../support/scene';
import { person } from '../support/people';
import { TestMeter } from '../support/test-meter';

const APPROVE = ['registry', 'ApproveImport'] as const;
const threeMembers = [
  { mspId: 'PTBMSP', prefix: 'ptb' },
  { mspId: 'InmetroMSP', prefix: 'inmetro' },
  { mspId: 'OtherMSP', prefix: 'other' },
  { mspId: 'FourthMSP', prefix: 'fourth' },
];

async function imported(
  genesis = genesisText({ imports: true }),
): Promise<{ scene: Scene; pending: ResultOf<'registry', 'ImportMeters'> }> {
  const scene = await opened(genesis);
  const pending = await scene.ledger.submit(scene.who.ptbAdmin, ['registry', 'ImportMeters'], {
    source: 'older register',
    meters: ['a', 'b'].map((name) => importItem(new TestMeter(name), `ptb:${name}`)),
  });
  return { scene, pending };
}

describe('ApproveImport', () => {
  it("activates every meter with a majority's word, and says for ever where the keys came from", async () => {
    const { scene, pending } = await imported();
    const { ledger, who } = scene;
    const { importId, hash } = pending;
    const result = await ledger.submit(who.inmetroAdmin, APPROVE, { importId, hash });
    expect(result).toEqual({ importId, state: 'APPROVED' });
    for (const meterId of ['ptb:a', 'ptb:b']) {
      expect(meterRecord(scene, { meterId }).status).toBe('ACTIVE');
      expect(keyRecord(scene, { meterId })).toMatchObject({
        state: 'ACTIVE',
        possession: 'imported',
        import: importId,
        attestations: [],
        activated: { time: ledger.now, quorum: { attestations: 0, nmis: 0 } },
      });
    }
    const record = ledger.state.record('import', `import/${importId}`);
    expect(record.approvals.map(({ mspId }) => mspId)).toEqual(['PTBMSP', 'InmetroMSP']);
  });

  it('waits for more than half: two of four members are not enough', async () => {
    const { scene, pending } = await imported(genesisText({ imports: true, members: threeMembers }));
    const { ledger, who } = scene;
    const { importId, hash } = pending;
    expect((await ledger.submit(who.inmetroAdmin, APPROVE, { importId, hash })).state).toBe('PENDING');
    expect([...(ledger.last?.writes.keys() ?? [])]).toEqual([`import/${importId}`]);
    expect((await ledger.submit(who.otherAdmin, APPROVE, { importId, hash })).state).toBe('APPROVED');
    expect(meterRecord(scene, { meterId: 'ptb:a' }).status).toBe('ACTIVE');
  });

  it("binds the keys, which are nobody's until then: whoever shows possession has them", async () => {
    const { scene, pending } = await imported();
    const { ledger, who } = scene;
    const { importId, hash } = pending;
    expect(ledger.state.keys('key/')).toEqual([]);
    const holder = new TestMeter('a');
    const challenge = await challengeBy(scene, who.inmetroCarla);
    await ledger.submit(who.inmetroCarla, ['registry', 'RegisterMeters'], {
      challengeId: challenge.challengeId,
      meters: [registration(holder, ledger, challenge, 'inmetro:a')],
    });
    expect((await ledger.submit(who.inmetroAdmin, APPROVE, { importId, hash })).state).toBe('APPROVED');
    expect(ledger.state.json(`key/${holder.fingerprint}`)).toMatchObject({ meterId: 'inmetro:a' });
    expect(ledger.state.json(`key/${new TestMeter('b').fingerprint}`)).toMatchObject({ meterId: 'ptb:b' });
    const states = ['ptb:a', 'ptb:b'].map((meterId) => meterRecord(scene, { meterId }).status);
    expect(states).toEqual(['PENDING', 'ACTIVE']);
  });

  it('gives a key that two imports claim to the one that is approved first', async () => {
    const { scene, pending } = await imported();
    const { ledger, who } = scene;
    const rival = await ledger.submit(who.inmetroAdmin, ['registry', 'ImportMeters'], {
      source: 'another register',
      meters: [importItem(new TestMeter('a'), 'inmetro:a')],
    });
    await ledger.submit(who.ptbAdmin, APPROVE, { importId: rival.importId, hash: rival.hash });
    await ledger.submit(who.inmetroAdmin, APPROVE, { importId: pending.importId, hash: pending.hash });
    expect(meterRecord(scene, { meterId: 'inmetro:a' }).status).toBe('ACTIVE');
    expect(meterRecord(scene, { meterId: 'ptb:a' }).status).toBe('PENDING');
    expect(
      (
        await ledger.refuse(who.ptbAdmin, ['registry', 'ImportMeters'], {
          source: 'x',
          meters: [importItem(new TestMeter('a'), 'ptb:c')],
        })
      ).faults,
    ).toMatchObject([{ path: 'meters[0].key', code: 'KEY_EXISTS' }]);
  });

  it('refuses everybody but administrators of members', async () => {
    const { scene, pending } = await imported();
    const { ledger, who } = scene;
    const { importId, hash } = pending;
    expect((await ledger.refuse(who.inmetroCarla, APPROVE, { importId, hash })).code).toBe('ACCESS_DENIED');
    expect((await ledger.refuse(who.otherAdmin, APPROVE, { importId, hash })).code).toBe('NOT_A_MEMBER');
  });

  it('refuses a second word of an institute, also by another administrator', async () => {
    const { scene, pending } = await imported();
    const { ledger, who } = scene;
    const { importId, hash } = pending;
    const second = await person('PTBMSP', 'admin', 'Admin2@ptb');
    for (const admin of [who.ptbAdmin, second]) {
      expect((await ledger.refuse(admin, APPROVE, { importId, hash })).code).toBe('ALREADY_APPROVED');
    }
    expect(meterRecord(scene, { meterId: 'ptb:a' }).status).toBe('PENDING');
  });

  it('refuses an unknown import, another hash, and one that is decided', async () => {
    const { scene, pending } = await imported();
    const { ledger, who } = scene;
    const { importId, hash } = pending;
    const wrong = 'a'.repeat(64);
    const unknown = await ledger.refuse(who.inmetroAdmin, APPROVE, { importId: wrong, hash });
    expect(unknown.code).toBe('IMPORT_UNKNOWN');
    const mismatch = await ledger.refuse(who.inmetroAdmin, APPROVE, { importId, hash: wrong });
    expect(mismatch.code).toBe('IMPORT_MISMATCH');
    await ledger.submit(who.inmetroAdmin, APPROVE, { importId, hash });
    const decided = await ledger.refuse(who.inmetroAdmin, APPROVE, { importId, hash });
    expect(decided.code).toBe('IMPORT_DECIDED');
  });

  it('does not raise a key that was revoked in the meantime', async () => {
    const { scene, pending } = await imported();
    const { ledger, who } = scene;
    const { importId, hash } = pending;
    const key = new TestMeter('a').fingerprint;
    await ledger.submit(who.ptbAnna, ['registry', 'RevokeKeys'], {
      revocations: [{ meterId: 'ptb:a', key, reason: 'keyCompromise' }],
    });
    await ledger.submit(who.inmetroAdmin, APPROVE, { importId, hash });
    expect(keyRecord(scene, { meterId: 'ptb:a' }).state).toBe('REVOKED');
    expect(meterRecord(scene, { meterId: 'ptb:a' }).status).toBe('PENDING');
    expect(keyRecord(scene, { meterId: 'ptb:b' }).state).toBe('ACTIVE');
  });
});
