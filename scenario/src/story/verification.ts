// SPDX-License-Identifier: Apache-2.0
import type { MeterStanding } from '@meterpki/protocol';
import type { Cast, Institute } from './cast';
import { proofOf, registrationOf, type Instrument } from './instrument';

/** What an endorser did for a meter. */
export interface Verified {
  readonly challengeTx: string;
  readonly tx: string;
  readonly standing: MeterStanding | undefined;
}

/** The first endorser's part of the initial verification: challenge, possession proof, registration. */
export async function register(cast: Cast, institute: Institute, instrument: Instrument): Promise<Verified> {
  const { permittedEndorser } = await cast.session(institute, 'endorser1');
  const challenge = await permittedEndorser.issueChallenge();
  const meters = [registrationOf(cast.ledger, instrument, challenge.result)];
  const { challengeId } = challenge.result;
  const registered = await permittedEndorser.registerMeters({ challengeId, meters });
  const [standing] = registered.result.meters;
  return { challengeTx: challenge.transactionId, tx: registered.transactionId, standing };
}

/** The second endorser's part: a challenge of its own, a proof of its own. */
export async function attest(cast: Cast, institute: Institute, instrument: Instrument): Promise<Verified> {
  const { permittedEndorser } = await cast.session(institute, 'endorser2');
  const challenge = await permittedEndorser.issueChallenge();
  const { meterId, meter } = instrument;
  const proof = proofOf(cast.ledger, instrument, challenge.result, 'attest');
  const attested = await permittedEndorser.attestMeters({
    challengeId: challenge.result.challengeId,
    attestations: [{ meterId, key: meter.fingerprint, proof }],
  });
  const [standing] = attested.result.meters;
  return { challengeTx: challenge.transactionId, tx: attested.transactionId, standing };
}

/** Both parts for meters in one transaction each, at most 500: they are active afterwards. */
export async function verifyManyInitially(
  cast: Cast,
  institute: Institute,
  instruments: readonly Instrument[],
): Promise<void> {
  const registering = (await cast.session(institute, 'endorser1')).permittedEndorser;
  const { result: opened } = await registering.issueChallenge();
  const meters = instruments.map((instrument) => registrationOf(cast.ledger, instrument, opened));
  await registering.registerMeters({ challengeId: opened.challengeId, meters });
  const attesting = (await cast.session(institute, 'endorser2')).permittedEndorser;
  const { result: second } = await attesting.issueChallenge();
  const attestations = instruments.map((instrument) => ({
    meterId: instrument.meterId,
    key: instrument.meter.fingerprint,
    proof: proofOf(cast.ledger, instrument, second, 'attest'),
  }));
  await attesting.attestMeters({ challengeId: second.challengeId, attestations });
}

/** Both parts: the meter is active afterwards. */
export const verifyInitially = (cast: Cast, institute: Institute, instrument: Instrument): Promise<void> =>
  verifyManyInitially(cast, institute, [instrument]);
