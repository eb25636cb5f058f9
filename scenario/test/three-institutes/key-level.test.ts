// SPDX-License-Identifier: Apache-2.0
import { identityOf } from '@meterpki/client';
import { TRANSIENT_RECEIPTS } from '@meterpki/protocol';
import {
  attest,
  auditLedger,
  Cast,
  changePolicy,
  chargingReceipt,
  endorsedBy,
  grantEndorsers,
  inRepository,
  inspectLedger,
  newInstrument,
  openLedgerOfThree,
  register,
  verifyInitially,
  type Instrument,
  type OpenedLedger,
} from '@meterpki/scenario';

const FAILURE = 'ENDORSEMENT_POLICY_FAILURE';

describe('records of the PTB where there are three institutes', () => {
  let ledger: OpenedLedger;
  let cast: Cast;

  beforeAll(async () => {
    ledger = await openLedgerOfThree();
    cast = new Cast(ledger.descriptor);
    for (const institute of ['ptb', 'inmetro', 'metas'] as const) await grantEndorsers(cast, institute);
  });
  afterAll(async () => {
    await cast.close();
    try {
      const genesis = inRepository('network', 'presets', 'three-nmis.genesis.json');
      process.stderr.write(`${await inspectLedger(ledger.descriptor)}\n`);
      process.stderr.write(`${await auditLedger(ledger.descriptor, genesis)}\n`);
    } finally {
      await ledger.close();
    }
  }, 60_000);

  const active = async (): Promise<Instrument> => {
    const instrument = newInstrument('ptb');
    await verifyInitially(cast, 'ptb', instrument);
    return instrument;
  };

  /** Holds the key of a meter, endorsed by these; each time another date, so that it changes something. */
  const hold = ({ meterId, meter }: Instrument, ...endorsers: string[]): Promise<string> =>
    endorsedBy(cast, {
      as: ['ptb', 'endorser1'],
      name: 'registry:RevokeKeys',
      argument: { revocations: [{ meterId, key: meter.fingerprint, reason: 'certificateHold' }] },
      endorsers,
    });

  it('a meter is changed by its institute and any other, not by a majority without it, not by it alone', async () => {
    const one = await active();
    expect(await hold(one, 'InmetroMSP', 'METASMSP')).toBe(FAILURE);
    expect(await hold(one, 'PTBMSP')).toBe(FAILURE);
    expect(await hold(one, 'PTBMSP', 'METASMSP')).toBe('VALID');
    expect(await hold(await active(), 'PTBMSP', 'InmetroMSP')).toBe('VALID');
    expect(await hold(await active(), 'PTBMSP', 'InmetroMSP', 'METASMSP')).toBe('VALID');
  });

  it('so is a grant', async () => {
    const identity = identityOf(await cast.certificate('ptb', 'endorser2'));
    const revoke = (...endorsers: string[]): Promise<string> =>
      endorsedBy(cast, {
        as: ['ptb', 'admin'],
        name: 'governance:RevokePermittedEndorsers',
        argument: { revocations: [{ identity, reason: 'left' }] },
        endorsers,
      });
    expect(await revoke('InmetroMSP', 'METASMSP')).toBe(FAILURE);
    expect(await revoke('PTBMSP')).toBe(FAILURE);
    expect(await revoke('PTBMSP', 'InmetroMSP')).toBe('VALID');
    await grantEndorsersAnew();
  });

  const grantEndorsersAnew = async (): Promise<void> => {
    const { administrator } = await cast.session('ptb', 'admin');
    const certificate = await cast.certificate('ptb', 'endorser2');
    const validUntil = new Date(Date.now() + 365 * 24 * 60 * 60 * 1000).toISOString();
    await administrator.grantPermittedEndorsers([{ certificate, name: 'n', accreditation: 'a', validUntil }]);
  };

  it('what belongs to no institute is written by any majority', async () => {
    const instrument = await active();
    const receipt = { text: chargingReceipt(instrument, Date.now()), meterId: instrument.meterId };
    const transient = { [TRANSIENT_RECEIPTS]: JSON.stringify([receipt]) };
    const call = { as: ['ptb', 'society'], name: 'receipts:RecordChecks', argument: {}, transient } as const;
    expect(await endorsedBy(cast, { ...call, endorsers: ['InmetroMSP', 'METASMSP'] })).toBe('VALID');
    expect(await endorsedBy(cast, { ...call, endorsers: ['PTBMSP'] })).toBe(FAILURE);
  });

  it('the gateway finds the right endorsers by itself, whoever attests', async () => {
    const instrument = newInstrument('metas');
    await register(cast, 'metas', instrument);
    expect((await attest(cast, 'inmetro', instrument)).standing).toMatchObject({ keyState: 'ACTIVE' });
    const { administrator } = await cast.session('metas', 'admin');
    const { meterId, meter } = instrument;
    const revocation = { meterId, key: meter.fingerprint, reason: 'superseded' as const };
    await expect(administrator.revokeKeys([revocation])).resolves.toBeDefined();
  });

  it('after a member left, meters that are restamped ask for those who are left', async () => {
    const [stamped, other] = [await active(), await active()];
    const members = ['PTBMSP', 'InmetroMSP'].map((mspId) => ({
      mspId,
      prefix: mspId.slice(0, -3).toLowerCase(),
    }));
    const before = await changePolicy(cast, { members });
    try {
      const { administrator } = await cast.session('ptb', 'admin');
      const identity = identityOf(await cast.certificate('ptb', 'endorser1'));
      const { result } = await administrator.restampMeters({
        meterIds: [stamped.meterId],
        identities: [identity],
      });
      expect(result).toEqual({ meterIds: [stamped.meterId], identities: [identity] });
      expect(await hold(stamped, 'PTBMSP', 'METASMSP')).toBe(FAILURE);
      expect(await hold(stamped, 'PTBMSP', 'InmetroMSP')).toBe('VALID');
      expect(await hold(other, 'PTBMSP', 'METASMSP')).toBe('VALID');
    } finally {
      await changePolicy(cast, { members: before.members.map(({ mspId, prefix }) => ({ mspId, prefix })) });
    }
  });
});
