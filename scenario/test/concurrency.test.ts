// SPDX-License-Identifier: Apache-2.0
import { connect, readProfile, type Session } from '@meterpki/client';
import {
  castOfTestRun,
  chargingReceipt,
  newInstrument,
  registrationOf,
  verifyInitially,
  type Cast,
} from '@meterpki/scenario';

describe('many callers at once', () => {
  let cast: Cast;
  const sessions: Session[] = [];

  /** A connection that makes a single attempt: a conflict of reads would show as a failure. */
  async function withoutRetry(role: 'society' | 'endorser1'): Promise<Session> {
    const session = await connect(await readProfile(cast.profile('ptb', role)), { retry: { attempts: 1 } });
    sessions.push(session);
    return session;
  }

  beforeAll(async () => {
    cast = await castOfTestRun();
  });
  afterAll(async () => {
    for (const session of sessions) session.close();
    await cast.close();
  });

  it('1,000 recorded checks of one meter meet no conflict', async () => {
    const instrument = newInstrument('ptb');
    await verifyInitially(cast, 'ptb', instrument);
    const { society } = await withoutRetry('society');
    const receipt = { text: chargingReceipt(instrument, Date.now()) };

    // A peer takes 500 calls at once; a small machine answers so many in time.
    const waiting = Array.from({ length: 1000 }).keys();
    const verdicts: string[] = [];
    const caller = async (): Promise<void> => {
      while (waiting.next().done !== true)
        for (const { verdict } of await society.recordChecks([receipt])) verdicts.push(verdict);
    };
    await Promise.all(Array.from({ length: 200 }, caller));

    expect(verdicts.filter((verdict) => verdict === 'valid')).toHaveLength(1000);
    const { meterId } = instrument;
    const { checks, next } = await society.listChecks({ by: 'meter', meterId, limit: 500 });
    const rest = await society.listChecks({
      by: 'meter',
      meterId,
      limit: 500,
      ...(next === undefined ? {} : { start: next }),
    });
    const keys = [...checks, ...rest.checks].map(({ key }) => key);
    expect(new Set(keys).size).toBe(1000);
  }, 240_000);

  it('50 registrations under one challenge meet no conflict', async () => {
    const { permittedEndorser } = await withoutRetry('endorser1');
    const { result: challenge } = await permittedEndorser.issueChallenge();
    const instruments = Array.from({ length: 50 }, () => newInstrument('ptb'));

    const answers = await Promise.all(
      instruments.map((instrument) =>
        permittedEndorser.registerMeters({
          challengeId: challenge.challengeId,
          meters: [registrationOf(cast.ledger, instrument, challenge)],
        }),
      ),
    );

    expect(answers.map(({ result }) => result.meters[0]?.status)).toEqual(Array(50).fill('PENDING'));
  }, 120_000);
});
