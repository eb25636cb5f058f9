// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from 'node:timers/promises';
import { identityOf } from '@meterpki/client';
import { castOfTestRun, newInstrument, refusalCode, registrationOf, type Cast } from '@meterpki/scenario';

describe('a grant', () => {
  let cast: Cast;

  beforeAll(async () => {
    cast = await castOfTestRun();
  });
  afterAll(() => cast.close());

  it('ends at the time that it names, and the endorser registers nothing more', async () => {
    const { administrator } = await cast.session('inmetro', 'admin');
    const { permittedEndorser } = await cast.session('inmetro', 'endorser2');
    const certificate = await cast.certificate('inmetro', 'endorser2');
    const identity = identityOf(certificate);
    const common = { certificate, name: 'second body', accreditation: 'a' };
    await administrator.revokePermittedEndorsers([{ identity, reason: 'shorter grant' }]);
    const ends = Date.now() + 10_000;
    const validUntil = new Date(ends).toISOString();
    await administrator.grantPermittedEndorsers([{ ...common, validUntil }]);
    const { result: challenge } = await permittedEndorser.issueChallenge();
    const { challengeId } = challenge;
    const meters = [registrationOf(cast.ledger, newInstrument('inmetro'), challenge)];
    // The ledger judges by the timestamp of the transaction, which is this process's clock.
    while (Date.now() <= ends) await delay(20);
    expect(await refusalCode(permittedEndorser.registerMeters({ challengeId, meters }))).toBe(
      'ENDORSER_NOT_GRANTED',
    );
    expect(await refusalCode(permittedEndorser.issueChallenge())).toBe('ENDORSER_NOT_GRANTED');
    const longer = new Date(Date.now() + 365 * 24 * 60 * 60 * 1000).toISOString();
    await administrator.grantPermittedEndorsers([{ ...common, validUntil: longer }]);
    expect(await refusalCode(permittedEndorser.registerMeters({ challengeId, meters }))).toBe('accepted');
  }, 60_000);
});
