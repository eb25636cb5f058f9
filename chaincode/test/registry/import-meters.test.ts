// SPDX-License-Identifier: Apache-2.0
import { canonicalHash } from '@meterpki/protocol';
import { genesisText } from '../support/genesis';
import { importItem, statement } from '../support/meters';
import { challengeBy, keyRecord, meterRecord, opened, register } from '../support/scene';
import { TestMeter } from '../support/test-meter';

const IMPORT = ['registry', 'ImportMeters'] as const;
const allowed = genesisText({ imports: true });
const argument = {
  source: 'Key register of the federal agency, 2026-05-31',
  meters: ['a', 'b'].map((name) =>
    importItem(new TestMeter(name), `ptb:${name}`, [{ kind: 'MS', text: name }]),
  ),
};

describe('ImportMeters', () => {
  it('is refused while the policy does not allow it, whoever asks', async () => {
    const { ledger, who } = await opened();
    expect((await ledger.refuse(who.ptbAdmin, IMPORT, argument)).code).toBe('IMPORT_NOT_ALLOWED');
  });

  it('is refused to endorsers, clients and other organisations', async () => {
    const { ledger, who } = await opened(allowed);
    expect((await ledger.refuse(who.ptbAnna, IMPORT, argument)).code).toBe('ACCESS_DENIED');
    expect((await ledger.refuse(who.ptbClient, IMPORT, argument)).code).toBe('ACCESS_DENIED');
    expect((await ledger.refuse(who.otherAdmin, IMPORT, argument)).code).toBe('NOT_A_MEMBER');
  });

  it("writes pending meters and the import with its hash, the importer's word counted", async () => {
    const scene = await opened(allowed);
    const { ledger, who } = scene;
    const result = await ledger.submit(who.ptbAdmin, IMPORT, argument);
    const tx = ledger.last?.getTxID() ?? '';
    expect(result).toEqual({ importId: tx, hash: canonicalHash(argument), state: 'PENDING' });
    const { mspId, identity } = who.ptbAdmin;
    expect(ledger.state.record('import', `import/${tx}`)).toEqual({
      schema: 1,
      importId: tx,
      source: argument.source,
      mspId: 'PTBMSP',
      hash: result.hash,
      meterIds: ['ptb:a', 'ptb:b'],
      approvals: [{ mspId, identity, time: ledger.now, tx }],
      state: 'PENDING',
    });
    expect(meterRecord(scene, { meterId: 'ptb:a' })).toMatchObject({ status: 'PENDING', mspId: 'PTBMSP' });
    expect(keyRecord(scene, { meterId: 'ptb:a' })).toMatchObject({
      state: 'PENDING',
      possession: 'imported',
      attestations: [],
      import: tx,
    });
    expect(ledger.state.keys('alias/')).toHaveLength(2);
  });

  it('makes the meters active at once where one institute is the majority', async () => {
    const alone = genesisText({ imports: true, members: [{ mspId: 'PTBMSP', prefix: 'ptb' }] });
    const { ledger, who } = await opened(allowed);
    ledger.upgrade(alone);
    const { state } = await ledger.submit(who.ptbAdmin, IMPORT, argument);
    expect(state).toBe('APPROVED');
    const key = keyRecord({ ledger, who }, { meterId: 'ptb:a' });
    expect(key).toMatchObject({ state: 'ACTIVE', possession: 'imported' });
    expect(key.activated).toEqual({ time: ledger.now, quorum: { attestations: 0, nmis: 0 } });
  });

  it('tells the faults of every item, as a registration does, and writes nothing', async () => {
    const scene = await opened(allowed);
    await register(scene, 'a');
    const meters = [
      ...argument.meters,
      { ...importItem(new TestMeter('c'), 'inmetro:c'), key: 'AAAA' },
      importItem(new TestMeter('b'), 'ptb:d'),
    ];
    const { ledger, who } = scene;
    const before = ledger.state.keys();
    const { faults } = await ledger.refuse(who.ptbAdmin, IMPORT, { ...argument, meters });
    expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'meters[0].meterId METER_EXISTS',
      'meters[0].key KEY_EXISTS',
      'meters[2].meterId FOREIGN_PREFIX',
      'meters[2].key KEY_INVALID',
      'meters[3].key KEY_EXISTS',
    ]);
    expect(ledger.state.keys()).toEqual(before);
  });

  it('refuses a proof: an imported key has none', async () => {
    const { ledger, who } = await opened(allowed);
    const meters = argument.meters.map((item) => ({ ...item, proof: 'AAAA' }));
    expect((await ledger.refuse(who.ptbAdmin, IMPORT, { ...argument, meters })).code).toBe(
      'INVALID_ARGUMENT',
    );
  });

  it('leaves keys that nobody can attest: their origin is told for ever', async () => {
    const scene = await opened(allowed);
    const { ledger, who } = scene;
    await ledger.submit(who.ptbAdmin, IMPORT, argument);
    const meter = new TestMeter('a');
    const challenge = await challengeBy(scene, who.ptbAnna);
    const fields = statement(meter, ledger, challenge, 'ptb:a', { purpose: 'attest' });
    const attestations = [{ meterId: 'ptb:a', key: meter.fingerprint, proof: meter.prove(fields) }];
    const { code } = await ledger.refuse(who.ptbAnna, ['registry', 'AttestMeters'], {
      challengeId: challenge.challengeId,
      attestations,
    });
    expect(code).toBe('NOT_PENDING');
  });
});
