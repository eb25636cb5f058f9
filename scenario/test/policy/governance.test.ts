// SPDX-License-Identifier: Apache-2.0
import {
  attest,
  castOfTestRun,
  changePolicy,
  chargingReceipt,
  newInstrument,
  policyOf,
  proofOf,
  proposalOf,
  refusalCode,
  register,
  registrationOf,
  verifyInitially,
  type Cast,
  type Instrument,
} from '@meterpki/scenario';
import { identityOf } from '@meterpki/client';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

describe('what the institutes decide together', () => {
  let cast: Cast;

  beforeAll(async () => {
    cast = await castOfTestRun();
  });
  afterAll(() => cast.close());

  /** The second endorser of Inmetro, whose grant comes and goes here. */
  const grantSecond = async (): Promise<void> => {
    const { administrator } = await cast.session('inmetro', 'admin');
    const certificate = await cast.certificate('inmetro', 'endorser2');
    const validUntil = new Date(Date.now() + YEAR_MS).toISOString();
    await administrator.grantPermittedEndorsers([
      { certificate, name: 'second body', accreditation: 'a', validUntil },
    ]);
  };
  const revokeSecond = async (underReviewSince?: string): Promise<void> => {
    const { administrator } = await cast.session('inmetro', 'admin');
    const identity = identityOf(await cast.certificate('inmetro', 'endorser2'));
    const review = underReviewSince === undefined ? {} : { underReviewSince };
    await administrator.revokePermittedEndorsers([{ identity, reason: 'accreditation ended', ...review }]);
  };

  it('one vote of two changes no policy, two do; each votes once, and nobody on an old revision', async () => {
    const ptb = await cast.session('ptb', 'admin');
    const inmetro = await cast.session('inmetro', 'admin');
    const before = await policyOf(cast);
    const base = before.revision;
    const policy = { ...proposalOf(before), quorum: { attestations: 2, nmis: 2 } };
    const { result } = await ptb.administrator.proposePolicy({ base, policy });
    const rival = (await inmetro.administrator.proposePolicy({ base, policy })).result;
    const { proposalId, hash } = result;
    const ballot = { proposalId, hash, approve: true };
    expect((await policyOf(cast)).revision).toBe(base);
    expect(await refusalCode(ptb.administrator.voteOnPolicy(ballot))).toBe('ALREADY_VOTED');
    const wrong = { ...ballot, hash: '0'.repeat(64) };
    expect(await refusalCode(inmetro.administrator.voteOnPolicy(wrong))).toBe('PROPOSAL_MISMATCH');
    const society = await cast.session('ptb', 'society');
    expect(await refusalCode(society.administrator.voteOnPolicy(ballot))).toBe('ACCESS_DENIED');
    expect((await inmetro.administrator.voteOnPolicy(ballot)).result.state).toBe('ACCEPTED');
    expect(await policyOf(cast)).toMatchObject({ revision: base + 1, quorum: { attestations: 2, nmis: 2 } });
    const late = { proposalId: rival.proposalId, hash: rival.hash, approve: true };
    expect(await refusalCode(ptb.administrator.voteOnPolicy(late))).toBe('POLICY_REVISION');
    expect(await refusalCode(ptb.administrator.proposePolicy({ base, policy }))).toBe('POLICY_REVISION');
    await changePolicy(cast, { quorum: before.quorum });
  });

  it('two endorsers of one institute do not meet a quorum of two institutes', async () => {
    const { quorum } = await changePolicy(cast, { quorum: { attestations: 2, nmis: 2 } });
    try {
      const instrument = newInstrument('ptb');
      await register(cast, 'ptb', instrument);
      expect((await attest(cast, 'ptb', instrument)).standing).toMatchObject({ keyState: 'PENDING' });
      expect((await attest(cast, 'inmetro', instrument)).standing).toMatchObject({ keyState: 'ACTIVE' });
    } finally {
      await changePolicy(cast, { quorum });
    }
  });

  const attestAgain = async (instrument: Instrument): Promise<string> => {
    const { permittedEndorser } = await cast.session('inmetro', 'endorser1');
    const { result: challenge } = await permittedEndorser.issueChallenge();
    const proof = proofOf(cast.ledger, instrument, challenge, 'attest');
    const { challengeId } = challenge;
    const item = { meterId: instrument.meterId, key: instrument.meter.fingerprint, proof };
    return refusalCode(permittedEndorser.attestMeters({ challengeId, attestations: [item] }));
  };

  it('the same endorser counts once, and one that was revoked before the key became active not at all', async () => {
    const instrument = newInstrument('inmetro');
    await register(cast, 'inmetro', instrument);
    expect(await attestAgain(instrument)).toBe('ALREADY_ATTESTED');
    const other = newInstrument('inmetro');
    const { permittedEndorser } = await cast.session('inmetro', 'endorser2');
    const { result: challenge } = await permittedEndorser.issueChallenge();
    const { meterId, meter } = other;
    const proof = proofOf(cast.ledger, other, challenge, 'register');
    const key = Buffer.from(meter.spki).toString('base64');
    const item = { meterId, manufacturer: 'm', model: 'm', key, algorithm: meter.algorithm.id, proof };
    await permittedEndorser.registerMeters({ challengeId: challenge.challengeId, meters: [item] });
    const afterwards = [registrationOf(cast.ledger, newInstrument('inmetro'), challenge)];
    await revokeSecond();
    try {
      const { challengeId } = challenge;
      expect(await refusalCode(permittedEndorser.registerMeters({ challengeId, meters: afterwards }))).toBe(
        'ENDORSER_NOT_GRANTED',
      );
      expect(await refusalCode(permittedEndorser.issueChallenge())).toBe('ENDORSER_NOT_GRANTED');
      expect(await attestAgain(other)).toBe('accepted');
      const { society } = await cast.session('inmetro', 'society');
      const { meters } = await society.getMeters({ meterIds: [meterId] });
      expect(meters[0]?.status).toBe('PENDING');
    } finally {
      await grantSecond();
    }
  });

  it('what an endorser attested can be put under review, and another word repairs it', async () => {
    const since = new Date(Date.now() - 1000).toISOString();
    const instrument = newInstrument('inmetro');
    await verifyInitially(cast, 'inmetro', instrument);
    const { society, administrator } = await cast.session('inmetro', 'admin');
    const receipt = { text: chargingReceipt(instrument, Date.now()), meterId: instrument.meterId };
    const verdict = async (): Promise<string> => {
      const [outcome] = await society.checkReceipts([receipt]);
      return outcome?.reason ?? outcome?.verdict ?? '';
    };
    expect(await verdict()).toBe('valid');
    await revokeSecond(since);
    try {
      expect(await verdict()).toBe('not-active');
      const { endorsers } = await administrator.listPermittedEndorsers({ mspId: 'InmetroMSP' });
      expect(endorsers.filter(({ granted }) => !granted)).toMatchObject([{ review: { since } }]);
      expect((await attest(cast, 'ptb', instrument)).standing).toMatchObject({ keyState: 'ACTIVE' });
      const ptb = await cast.session('ptb', 'society');
      const [repaired] = await ptb.society.checkReceipts([receipt]);
      expect(repaired?.verdict).toBe('valid');
    } finally {
      await grantSecond();
    }
  });
});
