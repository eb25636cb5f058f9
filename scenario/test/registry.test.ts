// SPDX-License-Identifier: Apache-2.0
import { toBase64, type ArgumentOf } from '@meterpki/protocol';
import {
  castOfTestRun,
  chargingReceipt,
  newInstrument,
  proofOf,
  refusalCode,
  verifyInitially,
  type Cast,
  type Instrument,
} from '@meterpki/scenario';
import type { PermittedEndorser, Society } from '@meterpki/client';

const MINUTE_MS = 60_000;

type Updates = ArgumentOf<'registry', 'UpdateKeys'>;

describe('the later life of a meter', () => {
  let cast: Cast;
  let endorser: PermittedEndorser;
  let society: Society;

  beforeAll(async () => {
    cast = await castOfTestRun();
    ({ permittedEndorser: endorser } = await cast.session('ptb', 'endorser1'));
    ({ society } = await cast.session('ptb', 'society'));
  });
  afterAll(() => cast.close());

  const active = async (): Promise<Instrument> => {
    const instrument = newInstrument('ptb');
    await verifyInitially(cast, 'ptb', instrument);
    return instrument;
  };

  /** The same meter with another key pair in it. */
  const renewed = ({ meterId }: Instrument): Instrument => ({ meterId, meter: newInstrument('ptb').meter });

  /** What an endorser hands in for a new key; signed by the old one as well where it is given. */
  const updateTo = async (
    next: Instrument,
    old: Instrument,
    signers: readonly Instrument[],
  ): Promise<Updates> => {
    const { result: challenge } = await endorser.issueChallenge();
    const { spki, algorithm } = next.meter;
    const details = { sequence: 1, previous: old.meter.fingerprint, spki, algorithm };
    const [proof = '', previousProof] = signers.map((signer) =>
      proofOf(cast.ledger, { ...signer, meterId: next.meterId }, challenge, 'update', details),
    );
    const update = { meterId: next.meterId, key: toBase64(spki), algorithm: algorithm.id, proof };
    return {
      challengeId: challenge.challengeId,
      updates: [{ ...update, ...(previousProof === undefined ? {} : { previousProof }) }],
    };
  };

  const verdict = async ({ meter, meterId }: Instrument, at: number): Promise<string> => {
    const [outcome] = await society.checkReceipts([
      { text: chargingReceipt({ meter, meterId }, at), meterId },
    ]);
    return outcome?.reason ?? outcome?.verdict ?? '';
  };

  it('a new key counts at once with the word of the old one, which ends then', async () => {
    const old = await active();
    const next = renewed(old);
    const before = Date.now() - MINUTE_MS;
    const { result } = await endorser.updateKeys(await updateTo(next, old, [next, old]));
    expect(result.meters).toMatchObject([{ key: next.meter.fingerprint, keyState: 'ACTIVE' }]);
    expect(await verdict(next, Date.now())).toBe('valid');
    expect(await verdict(old, before)).toBe('valid');
    expect(await verdict(old, Date.now() + MINUTE_MS)).toBe('key-superseded');
  });

  it('without the word of the old key the quorum decides, and nobody else can speak for it', async () => {
    const old = await active();
    const next = renewed(old);
    const thief = newInstrument('ptb');
    const forged = await updateTo(next, old, [next, thief]);
    expect(await refusalCode(endorser.updateKeys(forged))).toBe('POSSESSION_INVALID');
    await endorser.updateKeys(await updateTo(next, old, [next]));
    expect(await verdict(next, Date.now())).toBe('not-active');
    const { permittedEndorser: second } = await cast.session('ptb', 'endorser2');
    const { result: challenge } = await second.issueChallenge();
    const details = { sequence: 1, previous: old.meter.fingerprint };
    const proof = proofOf(cast.ledger, next, challenge, 'attest', details);
    const item = { meterId: next.meterId, key: next.meter.fingerprint, proof };
    const { challengeId } = challenge;
    const { result } = await second.attestMeters({ challengeId, attestations: [item] });
    expect(result.meters).toMatchObject([{ keyState: 'ACTIVE' }]);
    expect(await verdict(next, Date.now())).toBe('valid');
  });

  it('a hold can be lifted, a revocation never, and its date only moves back', async () => {
    const { meterId, meter } = await active();
    const key = meter.fingerprint;
    const since = new Date().toISOString();
    await endorser.revokeKeys([{ meterId, key, reason: 'certificateHold', invalidityDate: since }]);
    expect(await verdict({ meterId, meter }, Date.now() + MINUTE_MS)).toBe('on-hold');
    await endorser.reinstateKeys([{ meterId, key }]);
    expect(await verdict({ meterId, meter }, Date.now() + MINUTE_MS)).toBe('valid');
    await endorser.revokeKeys([{ meterId, key, reason: 'keyCompromise', invalidityDate: since }]);
    expect(await refusalCode(endorser.reinstateKeys([{ meterId, key }]))).toBe('NOT_ON_HOLD');
    const later = [
      { meterId, key, reason: 'keyCompromise' as const, invalidityDate: new Date().toISOString() },
    ];
    expect(await refusalCode(endorser.revokeKeys(later))).toBe('REVOCATION_DATE');
    const milder = [{ meterId, key, reason: 'superseded' as const, invalidityDate: since }];
    expect(await refusalCode(endorser.revokeKeys(milder))).toBe('ALREADY_REVOKED');
    expect(await verdict({ meterId, meter }, Date.now() + MINUTE_MS)).toBe('key-revoked');
  });

  it('a back-dated receipt after a compromise is not believed without evidence', async () => {
    const instrument = await active();
    const { meterId, meter } = instrument;
    await endorser.revokeKeys([{ meterId, key: meter.fingerprint, reason: 'keyCompromise' }]);
    expect(await verdict(instrument, Date.now() - 10 * MINUTE_MS)).toBe('not-seen-before-revocation');
  });

  it('a retired meter stays retired, and its earlier receipts good', async () => {
    const instrument = await active();
    const before = Date.now() - MINUTE_MS;
    await endorser.decommissionMeters([instrument.meterId]);
    expect(await verdict(instrument, before)).toBe('valid');
    expect(await verdict(instrument, Date.now() + MINUTE_MS)).toBe('meter-decommissioned');
    expect(await refusalCode(endorser.decommissionMeters([instrument.meterId]))).toBe('METER_DECOMMISSIONED');
    expect(await society.mayBePlacedOnMarket([instrument.meterId])).toMatchObject([
      { allowed: false, obstacle: 'decommissioned' },
    ]);
  });

  it('listings and history tell what became of a meter', async () => {
    const instrument = await active();
    const { meterId, meter } = instrument;
    const { transactionId } = await endorser.revokeKeys([
      { meterId, key: meter.fingerprint, reason: 'cessationOfOperation' },
    ]);
    const { states } = await society.getHistory({ meterId });
    expect(states.map((state) => state.meter.keys[0]?.state)).toEqual(['PENDING', 'ACTIVE', 'REVOKED']);
    expect(states.at(-1)?.tx).toBe(transactionId);
    const { meters } = await society.findMeters({ mspId: 'PTBMSP', status: 'ACTIVE', limit: 5 });
    expect(meters.length).toBeGreaterThan(0);
    expect(new Set(meters.map(({ mspId, status }) => `${mspId} ${status}`))).toEqual(
      new Set(['PTBMSP ACTIVE']),
    );
  });

  it("another institute's endorser neither updates, holds, renames nor retires it", async () => {
    const { meterId, meter } = await active();
    const { permittedEndorser: foreign } = await cast.session('inmetro', 'endorser1');
    const key = meter.fingerprint;
    const hold = foreign.revokeKeys([{ meterId, key, reason: 'certificateHold' }]);
    expect(await refusalCode(hold)).toBe('FOREIGN_METER');
    expect(await refusalCode(foreign.setAliases([{ meterId, aliases: [] }]))).toBe('FOREIGN_METER');
    expect(await refusalCode(foreign.decommissionMeters([meterId]))).toBe('FOREIGN_METER');
  });

  it('a proof for another channel, institute, challenge or purpose registers nothing', async () => {
    const { result: challenge } = await endorser.issueChallenge();
    const code = async (purpose: 'register' | 'update', details: object): Promise<string> => {
      const instrument = newInstrument('ptb');
      const { meterId, meter } = instrument;
      const proof = proofOf(cast.ledger, instrument, challenge, purpose, details);
      const item = { meterId, manufacturer: 'm', model: 'm', key: toBase64(meter.spki), proof };
      const meters = [{ ...item, algorithm: meter.algorithm.id }];
      return refusalCode(endorser.registerMeters({ challengeId: challenge.challengeId, meters }));
    };
    expect(await code('register', {})).toBe('accepted');
    for (const details of [{ channel: 'other' }, { mspId: 'InmetroMSP' }, { nonce: '0'.repeat(64) }])
      expect(await code('register', details)).toBe('POSSESSION_INVALID');
    expect(await code('update', {})).toBe('POSSESSION_INVALID');
  });
});
