// SPDX-License-Identifier: Apache-2.0
import { instantOf, toUtf8, toHex } from '@meterpki/protocol';
import {
  castOfTestRun,
  changePolicy,
  chargingReceipt,
  markers,
  newInstrument,
  refusalCode,
  registrationOf,
  type Cast,
  type Challenge,
  type Institute,
  type Instrument,
} from '@meterpki/scenario';
import type { Policy } from '@meterpki/protocol';

describe('a meter that signs nothing but its records', () => {
  let cast: Cast;
  let before: Policy;

  beforeAll(async () => {
    cast = await castOfTestRun();
    const quorum = { attestations: 1, nmis: 1 };
    before = await changePolicy(cast, { quorum, possession: ['statement', 'ocmf'] });
  }, 60_000);
  afterAll(async () => {
    const { quorum, possession } = before;
    await changePolicy(cast, { quorum, possession: [...possession] });
    await cast.close();
  }, 60_000);

  /** A record of the meter that tells a text as the user's ID, as a station can have any of its meters write. */
  const recordWith = ({ meter }: Instrument, id: string): string => {
    const payload = JSON.stringify({
      FV: '1.0',
      PG: 'T1',
      MS: meter.nameplate.serial,
      IS: true,
      ID: id,
      RD: [],
    });
    return `OCMF|${payload}|${JSON.stringify({ SD: toHex(meter.sign(toUtf8(payload), 'der')) })}`;
  };

  const open = async (institute: Institute, role: 'endorser1' | 'endorser2'): Promise<Challenge> => {
    const { permittedEndorser } = await cast.session(institute, role);
    return (await permittedEndorser.issueChallenge()).result;
  };

  const register = async (
    instrument: Instrument,
    challenge: Challenge,
    possessionRecord: string,
  ): Promise<string> => {
    const { permittedEndorser } = await cast.session('ptb', 'endorser1');
    const { proof, ...item } = registrationOf(cast.ledger, instrument, challenge);
    expect(proof).toBeDefined();
    const meters = [{ ...item, possessionRecord }];
    return refusalCode(permittedEndorser.registerMeters({ challengeId: challenge.challengeId, meters }));
  };

  it('is registered by records that carry the challenge, by two endorsers whatever the quorum', async () => {
    const instrument = newInstrument('ptb');
    const { meterId, meter } = instrument;
    const challenge = await open('ptb', 'endorser1');
    expect(await register(instrument, challenge, recordWith(instrument, challenge.nonce))).toBe('accepted');
    const { society } = await cast.session('ptb', 'society');
    const receipt = { text: chargingReceipt(instrument, Date.now()), meterId };
    expect((await society.checkReceipts([receipt]))[0]?.reason).toBe('not-active');

    const second = await open('ptb', 'endorser2');
    const { permittedEndorser } = await cast.session('ptb', 'endorser2');
    const attestation = {
      meterId,
      key: meter.fingerprint,
      possessionRecord: recordWith(instrument, second.nonce),
    };
    const { challengeId } = second;
    const { result } = await permittedEndorser.attestMeters({ challengeId, attestations: [attestation] });
    expect(result.meters).toMatchObject([{ keyState: 'ACTIVE' }]);
    expect((await society.checkReceipts([receipt]))[0]).toMatchObject({ verdict: 'valid' });
    const { meters } = await society.getMeters({ meterIds: [meterId] });
    expect(meters[0]?.keys[0]).toMatchObject({
      possession: 'ocmf',
      activated: { quorum: { attestations: 2 } },
    });
  });

  it('is not registered by a record of another sitting, by two challenges in one, or by one that it did not sign', async () => {
    const [instrument, stranger] = [newInstrument('ptb'), newInstrument('ptb')];
    const [earlier, challenge] = [await open('ptb', 'endorser1'), await open('ptb', 'endorser1')];
    const records = [
      recordWith(instrument, earlier.nonce),
      recordWith(instrument, `${earlier.nonce} ${challenge.nonce}`),
      recordWith(stranger, challenge.nonce),
      recordWith(instrument, challenge.nonce).replace('"T1"', '"T2"'),
    ];
    for (const record of records)
      expect(await register(instrument, challenge, record)).toBe('POSSESSION_INVALID');
  });

  it('a receipt from the field shows nothing, though it is genuine', async () => {
    const instrument = newInstrument('ptb');
    const challenge = await open('ptb', 'endorser1');
    const text = instrument.meter.signOcmf({
      begin: { time: instantOf(Date.now() - 60_000), value: markers.begin },
      end: { time: instantOf(Date.now()), value: markers.end },
    });
    expect(await register(instrument, challenge, text)).toBe('POSSESSION_INVALID');
  });
});
