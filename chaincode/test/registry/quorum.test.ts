// SPDX-License-Identifier: Apache-2.0
import { genesisText } from '../support/genesis';
import { attest, grant, keyRecord, opened, register } from '../support/scene';

const members = (...mspIds: string[]): { mspId: string; prefix: string }[] =>
  mspIds.map((mspId) => ({ mspId, prefix: mspId.replace('MSP', '').toLowerCase() }));

describe('a quorum of two attestations from two institutes', () => {
  const genesis = genesisText({ quorum: { attestations: 2, nmis: 2 } });

  it('is not met by two endorsers of one institute, and is by one of another', async () => {
    const scene = await opened(genesis);
    const placed = await register(scene, 'm');
    await attest(scene, scene.who.ptbBert, placed);
    expect(keyRecord(scene, placed).state).toBe('PENDING');
    await attest(scene, scene.who.inmetroCarla, placed);
    expect(keyRecord(scene, placed)).toMatchObject({
      state: 'ACTIVE',
      activated: { quorum: { attestations: 2, nmis: 2 } },
    });
  });
});

describe('a quorum of three attestations from two institutes', () => {
  it('is not met by two attestations, though from two institutes', async () => {
    const scene = await opened(genesisText({ quorum: { attestations: 3, nmis: 2 } }));
    const placed = await register(scene, 'm');
    await attest(scene, scene.who.inmetroCarla, placed);
    expect(keyRecord(scene, placed).state).toBe('PENDING');
    await attest(scene, scene.who.ptbBert, placed);
    expect(keyRecord(scene, placed).state).toBe('ACTIVE');
  });
});

describe('an attestation from an institute that left', () => {
  it('counts no more', async () => {
    const scene = await opened(genesisText({ members: members('PTBMSP', 'InmetroMSP', 'OtherMSP') }));
    const { ledger, who } = scene;
    await grant(scene, who.otherAdmin, who.society);
    const placed = await register(scene, 'm');
    ledger.upgrade(
      genesisText({
        quorum: { attestations: 3, nmis: 1 },
        members: members('PTBMSP', 'InmetroMSP', 'OtherMSP'),
      }),
    );
    await attest(scene, who.society, placed);
    ledger.upgrade(genesisText({ quorum: { attestations: 3, nmis: 1 } }));
    await attest(scene, who.ptbBert, placed);
    expect(keyRecord(scene, placed).state).toBe('PENDING');
    await attest(scene, who.inmetroCarla, placed);
    expect(keyRecord(scene, placed).state).toBe('ACTIVE');
  });
});
