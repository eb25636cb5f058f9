// SPDX-License-Identifier: Apache-2.0
import type { Instant, ResultOf, Revocation, RevocationReason } from '@meterpki/protocol';
import type { Refused } from '../support/ledger';
import type { Person } from '../support/people';
import { activate, keyRecord, opened, register, type Placed, type Scene } from '../support/scene';

const REVOKE = ['registry', 'RevokeKeys'] as const;
const day = (number: number): Instant =>
  `2026-${number < 31 ? '06' : '07'}-${String(((number - 1) % 30) + 1).padStart(2, '0')}T00:00:00.000Z`;

interface Case {
  readonly scene: Scene;
  readonly placed: Placed;
  readonly revoke: (
    reason: RevocationReason,
    date?: Instant,
    by?: Person,
  ) => Promise<ResultOf<'registry', 'RevokeKeys'>['revoked'][number] | undefined>;
  readonly refused: (reason: RevocationReason, date?: Instant, by?: Person) => Promise<Refused>;
  readonly revocation: () => Revocation | undefined;
}

/** A meter that is active since the first of June; the clock stands at some later day. */
async function onDay(number: number): Promise<Case> {
  const scene = await opened();
  const placed = await activate(scene, 'm');
  const { ledger, who } = scene;
  ledger.milliseconds = Date.parse(day(number));
  const argument = (
    reason: RevocationReason,
    date?: Instant,
  ): {
    revocations: { meterId: string; key: string; reason: RevocationReason; invalidityDate?: Instant }[];
  } => ({
    revocations: [
      {
        meterId: placed.meterId,
        key: placed.meter.fingerprint,
        reason,
        ...(date === undefined ? {} : { invalidityDate: date }),
      },
    ],
  });
  return {
    scene,
    placed,
    revoke: async (reason, date, by = who.ptbAnna) =>
      (await ledger.submit(by, REVOKE, argument(reason, date))).revoked[0],
    refused: (reason, date, by = who.ptbAnna) => ledger.refuse(by, REVOKE, argument(reason, date)),
    revocation: () => keyRecord(scene, placed).revocation,
  };
}

describe('the date of a revocation', () => {
  it('is refused in the future and before the key became active', async () => {
    const { refused } = await onDay(10);
    expect((await refused('superseded', day(11))).code).toBe('REVOCATION_DATE');
    expect((await refused('superseded', '2026-05-31T23:59:59.999Z')).code).toBe('REVOCATION_DATE');
    expect((await refused('superseded', '2026-02-30T00:00:00.000Z')).code).toBe('INVALID_ARGUMENT');
  });

  it('may move back and not forward', async () => {
    const { revoke, refused, revocation } = await onDay(20);
    await revoke('superseded', day(15));
    expect((await refused('superseded', day(16))).code).toBe('REVOCATION_DATE');
    expect((await refused('superseded')).code).toBe('REVOCATION_DATE');
    expect(revocation()?.invalidityDate).toBe(day(15));
    expect(await revoke('superseded', day(10))).toMatchObject({ invalidityDate: day(10), confirmed: true });
  });

  it('counts at once up to 30 days back, to the millisecond', async () => {
    const { scene, revoke, revocation } = await onDay(40);
    const limit = new Date(scene.ledger.milliseconds + 1000 - 30 * 86_400_000).toISOString();
    expect(await revoke('keyCompromise', limit)).toMatchObject({ invalidityDate: limit, confirmed: true });
    expect(revocation()?.proposed).toBeUndefined();
  });

  it("further back waits for another member's administrator, and the key is revoked from now on until then", async () => {
    const { scene, revoke, refused, revocation } = await onDay(40);
    const { ledger, who } = scene;
    const answer = await revoke('keyCompromise', day(5));
    const asked = ledger.now;
    expect(answer).toMatchObject({ invalidityDate: asked, confirmed: false });
    expect(revocation()).toMatchObject({
      invalidityDate: asked,
      proposed: { invalidityDate: day(5), by: `PTBMSP/${who.ptbAnna.identity}` },
    });
    expect((await refused('keyCompromise', day(5), who.ptbAdmin)).code).toBe('ALREADY_REVOKED');
    expect((await refused('keyCompromise', day(5), who.inmetroCarla)).code).toBe('FOREIGN_METER');
    expect((await refused('keyCompromise', day(6), who.inmetroAdmin)).code).toBe('FOREIGN_METER');
    expect((await refused('superseded', day(5), who.inmetroAdmin)).code).toBe('FOREIGN_METER');
    expect(await revoke('keyCompromise', day(5), who.inmetroAdmin)).toMatchObject({
      invalidityDate: day(5),
      confirmed: true,
    });
    expect(revocation()).toMatchObject({
      reason: 'keyCompromise',
      invalidityDate: day(5),
      time: asked,
      confirmedBy: `InmetroMSP/${who.inmetroAdmin.identity}`,
    });
    expect(revocation()?.proposed).toBeUndefined();
    expect((await refused('keyCompromise', day(5), who.inmetroAdmin)).code).toBe('FOREIGN_METER');
  });

  it('goes on waiting while the institute moves the date within its own 30 days', async () => {
    const { scene, revoke, revocation } = await onDay(40);
    await revoke('keyCompromise', day(5));
    await revoke('keyCompromise', day(20));
    expect(revocation()).toMatchObject({ invalidityDate: day(20), proposed: { invalidityDate: day(5) } });
    await revoke('keyCompromise', day(5), scene.who.inmetroAdmin);
    expect(revocation()?.invalidityDate).toBe(day(5));
  });

  it('of a hold may begin later in the revocation that follows, far back as well, and then never moves forward', async () => {
    const { scene, revoke, refused, revocation } = await onDay(10);
    await revoke('certificateHold', day(5));
    scene.ledger.milliseconds = Date.parse(day(50));
    expect(await revoke('keyCompromise', day(8))).toMatchObject({ invalidityDate: day(8), confirmed: true });
    expect(revocation()?.proposed).toBeUndefined();
    expect((await refused('keyCompromise', day(9))).code).toBe('REVOCATION_DATE');
    expect(await revoke('keyCompromise', day(2))).toMatchObject({ invalidityDate: day(8), confirmed: false });
    expect(await revoke('keyCompromise', day(2), scene.who.inmetroAdmin)).toMatchObject({
      invalidityDate: day(2),
    });
  });

  it('needs nobody else where it already counts', async () => {
    const { scene, revoke, revocation } = await onDay(20);
    await revoke('superseded', day(10));
    scene.ledger.pass({ days: 60 });
    expect(await revoke('keyCompromise', day(10))).toMatchObject({
      invalidityDate: day(10),
      confirmed: true,
    });
    expect(revocation()).toMatchObject({ reason: 'keyCompromise', invalidityDate: day(10) });
    expect(revocation()?.proposed).toBeUndefined();
  });

  it('has no lower bound of activation for a key that never became active', async () => {
    const scene = await opened();
    const { meter, meterId } = await register(scene, 'm');
    const { revoked } = await scene.ledger.submit(scene.who.ptbAnna, REVOKE, {
      revocations: [{ meterId, key: meter.fingerprint, reason: 'keyCompromise', invalidityDate: day(1) }],
    });
    expect(revoked[0]?.invalidityDate).toBe(day(1));
  });
});

describe('the reason of a revocation', () => {
  it('may follow a hold, from the moment of the revocation', async () => {
    const { scene, placed, revoke, revocation } = await onDay(10);
    await revoke('certificateHold', day(5));
    expect(keyRecord(scene, placed).state).toBe('ON_HOLD');
    await revoke('cessationOfOperation', day(8));
    expect(keyRecord(scene, placed).state).toBe('REVOKED');
    expect(revocation()).toMatchObject({ reason: 'cessationOfOperation', invalidityDate: day(8) });
  });

  it('may become a compromise, and nothing milder', async () => {
    const { revoke, refused, revocation } = await onDay(10);
    await revoke('superseded', day(5));
    expect((await refused('affiliationChanged', day(4))).code).toBe('ALREADY_REVOKED');
    expect((await refused('certificateHold', day(4))).code).toBe('ALREADY_REVOKED');
    await revoke('keyCompromise', day(5));
    expect((await refused('superseded', day(4))).code).toBe('ALREADY_REVOKED');
    expect((await refused('unspecified', day(4))).code).toBe('ALREADY_REVOKED');
    expect(revocation()).toMatchObject({ reason: 'keyCompromise', invalidityDate: day(5) });
  });

  it('repeated with the same date changes nothing and is refused', async () => {
    const { refused, revoke } = await onDay(10);
    await revoke('keyCompromise', day(5));
    expect((await refused('keyCompromise', day(5))).code).toBe('ALREADY_REVOKED');
  });

  it('hold, repeated, does not move forward: that would lift it for a while', async () => {
    const { refused, revoke, revocation } = await onDay(10);
    await revoke('certificateHold', day(5));
    expect((await refused('certificateHold')).code).toBe('REVOCATION_DATE');
    expect((await refused('certificateHold', day(6))).code).toBe('REVOCATION_DATE');
    await revoke('certificateHold', day(4));
    expect(revocation()?.invalidityDate).toBe(day(4));
  });
});
