// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from 'node:timers/promises';
import {
  attest,
  castOfTestRun,
  newInstrument,
  proofOf,
  refusalCode,
  register,
  registrationOf,
  verifyInitially,
  type Cast,
  type Challenge,
  type Instrument,
  type Institute,
  type Role,
} from '@meterpki/scenario';

describe('what the ledger refuses', () => {
  let cast: Cast;

  beforeAll(async () => {
    cast = await castOfTestRun();
  });
  afterAll(() => cast.close());

  async function challenge(
    institute: Institute,
    role: Role = 'endorser1',
    seconds?: number,
  ): Promise<Challenge> {
    const { permittedEndorser } = await cast.session(institute, role);
    return (await permittedEndorser.issueChallenge(seconds)).result;
  }

  type Registration = ReturnType<typeof registrationOf>;

  /** Registers as somebody, with what an honest registration would hand in changed at one place. */
  async function attempt(
    instrument: Instrument,
    opened: Challenge,
    change: Partial<Registration> = {},
    [institute, role]: readonly [Institute, Role] = ['ptb', 'endorser1'],
  ): Promise<string> {
    const { permittedEndorser } = await cast.session(institute, role);
    const honest = registrationOf(cast.ledger, instrument, opened);
    const { challengeId } = opened;
    return refusalCode(permittedEndorser.registerMeters({ challengeId, meters: [{ ...honest, ...change }] }));
  }

  it.each(['society', 'manufacturer', 'admin'] as const)(
    'a registration by the %s of an institute',
    async (role) => {
      const opened = await challenge('ptb');
      expect(await attempt(newInstrument('ptb'), opened, {}, ['ptb', role])).toBe('ENDORSER_NOT_GRANTED');
    },
  );

  it('a challenge opened without the role', async () => {
    const { permittedEndorser } = await cast.session('ptb', 'society');
    expect(await refusalCode(permittedEndorser.issueChallenge())).toBe('ENDORSER_NOT_GRANTED');
  });

  it('a grant by anybody but an administrator, and a second grant of the same identity', async () => {
    const certificate = await cast.certificate('ptb', 'endorser1');
    const grant = { certificate, name: 'n', accreditation: 'a', validUntil: '2099-01-01T00:00:00.000Z' };
    const society = await cast.session('ptb', 'society');
    const admin = await cast.session('ptb', 'admin');
    expect(await refusalCode(society.administrator.grantPermittedEndorsers([grant]))).toBe('ACCESS_DENIED');
    expect(await refusalCode(admin.administrator.grantPermittedEndorsers([grant]))).toBe('ENDORSER_EXISTS');
  });

  it('a challenge that has expired', async () => {
    const opened = await challenge('ptb', 'endorser1', 1);
    const instrument = newInstrument('ptb');
    let code = '';
    // The ledger judges by the timestamp of the transaction, which is this process's clock.
    while (code !== 'CHALLENGE_EXPIRED' && Date.now() < Date.parse(opened.expires) + 5000) {
      if (Date.now() > Date.parse(opened.expires)) code = await attempt(instrument, opened);
      else await delay(20);
    }
    expect(code).toBe('CHALLENGE_EXPIRED');
  });

  it("another endorser's challenge", async () => {
    const opened = await challenge('ptb', 'endorser2');
    expect(await attempt(newInstrument('ptb'), opened)).toBe('CHALLENGE_FOREIGN');
  });

  it('a challenge that nobody opened', async () => {
    const opened = { ...(await challenge('ptb')), challengeId: 'ab'.repeat(32) };
    expect(await attempt(newInstrument('ptb'), opened)).toBe('CHALLENGE_UNKNOWN');
  });

  it('a proof of an earlier sitting, of another meter, for another purpose, and another institute', async () => {
    const [earlier, opened, foreign] = [
      await challenge('ptb'),
      await challenge('ptb'),
      await challenge('inmetro'),
    ];
    const [instrument, other] = [newInstrument('ptb'), newInstrument('ptb')];
    const proofs = [
      proofOf(cast.ledger, instrument, earlier, 'register'),
      proofOf(cast.ledger, { ...instrument, meterId: other.meterId }, opened, 'register'),
      proofOf(cast.ledger, instrument, opened, 'attest'),
      proofOf(cast.ledger, instrument, { ...opened, mspId: foreign.mspId }, 'register'),
      proofOf({ ...cast.ledger, channel: 'otherchannel' }, instrument, opened, 'register'),
      proofOf(cast.ledger, other, opened, 'register'),
    ];
    for (const proof of proofs)
      expect(await attempt(instrument, opened, { proof })).toBe('POSSESSION_INVALID');
    expect(await attempt(instrument, opened)).toBe('accepted');
  });

  it('an ID that exists, by the same or another endorser, and a key that is bound', async () => {
    const instrument = newInstrument('ptb');
    await register(cast, 'ptb', instrument);
    const again = await challenge('ptb');
    const other: Instrument = { meterId: newInstrument('ptb').meterId, meter: instrument.meter };
    const taken: Instrument = { meterId: instrument.meterId, meter: newInstrument('ptb').meter };
    expect(await attempt(instrument, again)).toBe('METER_EXISTS');
    expect(await attempt(taken, again)).toBe('METER_EXISTS');
    expect(await attempt(other, again)).toBe('KEY_EXISTS');
    const second = await challenge('ptb', 'endorser2');
    expect(await attempt(taken, second, {}, ['ptb', 'endorser2'])).toBe('METER_EXISTS');
  });

  it("a meter under another institute's prefix", async () => {
    const opened = await challenge('ptb');
    expect(await attempt(newInstrument('inmetro'), opened)).toBe('FOREIGN_PREFIX');
  });

  it('a list with one bad item is refused as a whole, with every fault', async () => {
    const opened = await challenge('ptb');
    const { permittedEndorser } = await cast.session('ptb', 'endorser1');
    const [good, foreign] = [newInstrument('ptb'), newInstrument('inmetro')];
    const meters = [good, foreign, good].map((item) => registrationOf(cast.ledger, item, opened));
    const call = permittedEndorser.registerMeters({ challengeId: opened.challengeId, meters });
    await expect(call).rejects.toMatchObject({
      code: 'LEDGER_REFUSED',
      refusal: {
        faults: [
          { path: 'meters[1].meterId', code: 'FOREIGN_PREFIX' },
          { path: 'meters[2].meterId', code: 'METER_EXISTS' },
          { path: 'meters[2].key', code: 'KEY_EXISTS' },
        ],
      },
    });
    const { society } = await cast.session('ptb', 'society');
    expect(await society.isRegistered([good.meterId])).toEqual([
      { meterId: good.meterId, registered: false },
    ]);
  });

  it('the word of the same endorser twice, and a word for a key that is active', async () => {
    const instrument = newInstrument('ptb');
    await register(cast, 'ptb', instrument);
    const own = await challenge('ptb');
    const { permittedEndorser } = await cast.session('ptb', 'endorser1');
    const attestations = [
      {
        meterId: instrument.meterId,
        key: instrument.meter.fingerprint,
        proof: proofOf(cast.ledger, instrument, own, 'attest'),
      },
    ];
    const again = (): Promise<unknown> =>
      permittedEndorser.attestMeters({ challengeId: own.challengeId, attestations });
    expect(await refusalCode(again())).toBe('ALREADY_ATTESTED');
    await attest(cast, 'ptb', instrument);
    expect(await refusalCode(again())).toBe('NOT_PENDING');
  });

  it('a revocation by society, by another institute, of the future, and one that moves forward', async () => {
    const instrument = newInstrument('ptb');
    await verifyInitially(cast, 'ptb', instrument);
    const { meterId, meter } = instrument;
    const revocation = { meterId, key: meter.fingerprint, reason: 'keyCompromise' as const };
    const society = await cast.session('ptb', 'society');
    const foreign = await cast.session('inmetro', 'admin');
    const { administrator } = await cast.session('ptb', 'admin');
    const future = { ...revocation, invalidityDate: new Date(Date.now() + 3_600_000).toISOString() };
    expect(await refusalCode(society.permittedEndorser.revokeKeys([revocation]))).toBe(
      'ENDORSER_NOT_GRANTED',
    );
    expect(await refusalCode(foreign.administrator.revokeKeys([revocation]))).toBe('FOREIGN_METER');
    expect(await refusalCode(administrator.revokeKeys([future]))).toBe('REVOCATION_DATE');
    expect(await refusalCode(administrator.revokeKeys([revocation]))).toBe('accepted');
    expect(await refusalCode(administrator.revokeKeys([revocation]))).toBe('REVOCATION_DATE');
  });

  it('a receipt in an argument, where the block would keep it', async () => {
    const { calls } = await cast.session('ptb', 'society');
    const argument = { receipts: [{ text: 'OCMF|{}|{}' }] } as unknown as Record<string, never>;
    expect(await refusalCode(calls.submit('receipts', 'RecordChecks', argument))).toBe('RECEIPT_IN_ARGUMENT');
    expect(await refusalCode(calls.evaluate('receipts', 'CheckReceipts', {}))).toBe('INVALID_TRANSIENT');
  });
});
