// SPDX-License-Identifier: Apache-2.0
import { castOfTestRun, endorsedBy, newInstrument, verifyInitially, type Cast } from '@meterpki/scenario';

describe('a meter of the PTB where there are two institutes', () => {
  let cast: Cast;

  beforeAll(async () => {
    cast = await castOfTestRun();
  });
  afterAll(() => cast.close());

  it('is changed by peers of both, neither without its institute nor by that institute alone', async () => {
    const { meterId, meter } = newInstrument('ptb');
    await verifyInitially(cast, 'ptb', { meterId, meter });
    const revocations = [{ meterId, key: meter.fingerprint, reason: 'certificateHold' }];
    const hold = (...endorsers: string[]): Promise<string> =>
      endorsedBy(cast, {
        as: ['ptb', 'endorser1'],
        name: 'registry:RevokeKeys',
        argument: { revocations },
        endorsers,
      });
    expect(await hold('InmetroMSP')).toBe('ENDORSEMENT_POLICY_FAILURE');
    expect(await hold('PTBMSP')).toBe('ENDORSEMENT_POLICY_FAILURE');
    expect(await hold('PTBMSP', 'InmetroMSP')).toBe('VALID');
  });
});
