// SPDX-License-Identifier: Apache-2.0
import type { RevocationReason } from '@meterpki/protocol';
import { activate, keyRecord, meterRecord, opened, register, type Placed } from '../support/scene';

const REVOKE = ['registry', 'RevokeKeys'] as const;

const item = (
  { meter, meterId }: Placed,
  reason: RevocationReason = 'keyCompromise',
): { meterId: string; key: string; reason: RevocationReason } => ({
  meterId,
  key: meter.fingerprint,
  reason,
});

describe('RevokeKeys', () => {
  it('revokes from now on unless told otherwise, by an endorser or an administrator of the institute', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    for (const [name, by] of [['a', who.ptbBert] as const, ['b', who.ptbAdmin] as const]) {
      const placed = await activate(scene, name);
      const { revoked } = await ledger.submit(by, REVOKE, { revocations: [item(placed)] });
      expect(revoked).toEqual([
        {
          meterId: placed.meterId,
          key: placed.meter.fingerprint,
          invalidityDate: ledger.now,
          confirmed: true,
        },
      ]);
      expect(keyRecord(scene, placed)).toMatchObject({
        state: 'REVOKED',
        revocation: {
          reason: 'keyCompromise',
          invalidityDate: ledger.now,
          time: ledger.now,
          by: `PTBMSP/${by.identity}`,
        },
      });
      expect(meterRecord(scene, placed).status).toBe('ACTIVE');
    }
  });

  it('puts a key on hold, with its own state', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    await scene.ledger.submit(scene.who.ptbAnna, REVOKE, { revocations: [item(placed, 'certificateHold')] });
    expect(keyRecord(scene, placed).state).toBe('ON_HOLD');
  });

  it('refuses clients, society, and the endorsers and administrators of other institutes', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const argument = { revocations: [item(await activate(scene, 'm'))] };
    expect((await ledger.refuse(who.ptbClient, REVOKE, argument)).code).toBe('ENDORSER_NOT_GRANTED');
    expect((await ledger.refuse(who.society, REVOKE, argument)).code).toBe('NOT_A_MEMBER');
    expect((await ledger.refuse(who.otherAdmin, REVOKE, argument)).code).toBe('NOT_A_MEMBER');
    expect((await ledger.refuse(who.inmetroCarla, REVOKE, argument)).code).toBe('FOREIGN_METER');
    expect((await ledger.refuse(who.inmetroAdmin, REVOKE, argument)).code).toBe('FOREIGN_METER');
  });

  it('revokes a key that waits for its quorum, which nobody can attest then', async () => {
    const scene = await opened();
    const placed = await register(scene, 'm');
    await scene.ledger.submit(scene.who.ptbAnna, REVOKE, { revocations: [item(placed)] });
    expect(keyRecord(scene, placed).state).toBe('REVOKED');
    const challenge = await scene.ledger.submit(scene.who.ptbBert, ['registry', 'IssueChallenge'], {});
    const { code } = await scene.ledger.refuse(scene.who.ptbBert, ['registry', 'AttestMeters'], {
      challengeId: challenge.challengeId,
      attestations: [{ meterId: placed.meterId, key: placed.meter.fingerprint, proof: 'AAAA' }],
    });
    expect(code).toBe('NOT_PENDING');
  });

  it('revokes all of a list or nothing, and tells every fault', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const [a, b, foreign] = [
      await activate(scene, 'a'),
      await activate(scene, 'b'),
      await register(scene, 'c', { by: who.inmetroCarla }),
    ];
    const revocations = [
      item(a),
      { ...item(a), meterId: 'ptb:x' },
      { ...item(b), key: a.meter.fingerprint },
      item(a),
      item(foreign),
    ];
    const { faults } = await ledger.refuse(who.ptbAnna, REVOKE, { revocations });
    expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'revocations[1].meterId METER_UNKNOWN',
      'revocations[2].key KEY_UNKNOWN',
      'revocations[3].meterId INVALID_ARGUMENT',
      'revocations[4].meterId FOREIGN_METER',
    ]);
    expect(keyRecord(scene, a).state).toBe('ACTIVE');
    await ledger.submit(who.ptbAnna, REVOKE, { revocations: [item(a), item(b)] });
    expect([keyRecord(scene, a).state, keyRecord(scene, b).state]).toEqual(['REVOKED', 'REVOKED']);
  });

  it('refuses reasons that RFC 5280 does not know or that lift a hold', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    for (const reason of ['removeFromCRL', 'lost', 'KEYCOMPROMISE']) {
      const { code } = await scene.ledger.refuse(scene.who.ptbAnna, REVOKE, {
        revocations: [{ ...item(placed), reason }],
      });
      expect(code).toBe('INVALID_ARGUMENT');
    }
  });
});
