// SPDX-License-Identifier: Apache-2.0
import { Auditor } from '@meterpki/client';
import type { KeyRecord, Revocation } from '@meterpki/protocol';
import { AuditedHistory, type Step, type StepCall } from '../support/audited-history';

const METER = 'meter/ptb/T-1';
const DAY = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-06-02T00:00:00.000Z');

describe('an auditor, of keys that are written again', () => {
  let history: AuditedHistory;
  beforeAll(async () => {
    history = await AuditedHistory.create();
  });

  const codesOf = (chain: { readonly bytes: readonly Uint8Array[] }): string[] => {
    const auditor = new Auditor({ trust: history.trust, firstPolicy: history.policy });
    const notes = chain.bytes.flatMap((bytes) => auditor.read(bytes));
    return [...new Set(notes.flatMap((note) => (note.kind === 'finding' ? [note.code] : [])))];
  };

  const codes = async (...calls: readonly StepCall[]): Promise<string[]> =>
    codesOf(await history.chainWith(...calls));

  const timeOf = (day: number): Date => new Date(START + day * DAY);

  /** A call of the first endorser that leaves the meter with its key changed. */
  const writing = (day: number, called: string, argument: unknown, change: Partial<KeyRecord>): StepCall => {
    const meter = history.active();
    const keys = meter.keys.map((key) => ({ ...key, ...change }));
    const writes = { [METER]: { ...meter, keys } };
    return { caller: history.who('first'), time: timeOf(day), called, argument, answer: {}, writes };
  };

  const revoked = (day: number, more: Partial<Revocation> = {}): Revocation => ({
    reason: 'keyCompromise',
    invalidityDate: timeOf(day).toISOString(),
    time: timeOf(day).toISOString(),
    by: history.nameOf('first'),
    ...more,
  });

  const revoking = (day: number, revocation: Revocation, asked: Partial<Revocation> = {}): StepCall => {
    const { reason, invalidityDate } = { ...revocation, ...asked };
    const item = { meterId: 'ptb:T-1', key: history.meter.fingerprint, reason, invalidityDate };
    return writing(day, 'registry:RevokeKeys', { revocations: [item] }, { state: 'REVOKED', revocation });
  };

  const reinstating = (day: number): StepCall =>
    writing(
      day,
      'registry:ReinstateKeys',
      { keys: [{ meterId: 'ptb:T-1', key: history.meter.fingerprint }] },
      {},
    );

  it('finds a word that another function brings, without a proof', async () => {
    const change = (step: Step, call: StepCall): StepCall =>
      step === 'attest' ? { ...call, called: 'registry:SetAliases' } : call;
    expect(codesOf(await history.chain(change))).toEqual(['ATTESTATION_FORGED']);
  });

  it('finds a quorum that was met with the word of an endorser who was revoked before', async () => {
    const grant = `pe/${history.nameOf('first')}`;
    const at = '2026-06-01T00:03:30.000Z';
    const revoking: StepCall = {
      caller: history.who('admin'),
      time: new Date(at),
      called: 'governance:RevokePermittedEndorsers',
      argument: {},
      answer: {},
    };
    const chain = await history.chainBefore('attest', (calls) => {
      const before = calls[0]?.writes?.[grant] as object;
      return {
        ...revoking,
        writes: { [grant]: { ...before, revoked: { time: at, by: '', reason: '', tx: '' } } },
      };
    });
    expect(codesOf(chain)).toEqual(['ACTIVATION_UNFOUNDED']);
  });

  const rewritten: [string, Partial<KeyRecord>][] = [
    ['the quorum', { activated: { time: '2026-06-01T00:04:00.000Z', quorum: { attestations: 0, nmis: 0 } } }],
    ['the activation', { activated: undefined } as unknown as Partial<KeyRecord>],
    ['what was shown', { possession: 'imported' }],
    ['the algorithm', { algorithm: 'ECDSA-secp384r1-SHA256' }],
    ['the place', { sequence: 1 }],
    ['that it was superseded', { superseded: '2026-01-01T00:00:00.000Z' }],
  ];

  it.each(rewritten)('finds a key of which another function rewrites %s', async (_what, change) => {
    expect(await codes(writing(0, 'registry:SetAliases', {}, change))).toContain('RECORD_REWRITTEN');
  });

  it('finds nothing where keys are revoked, held and reinstated as they may be', async () => {
    const hold = revoked(1, { reason: 'certificateHold' });
    const retired = revoked(3, { reason: 'cessationOfOperation' });
    const earlier = revoked(4, { invalidityDate: timeOf(2).toISOString() });
    expect(
      await codes(
        revoking(0, revoked(0, { reason: 'certificateHold' })),
        reinstating(0.5),
        revoking(1, hold),
        revoking(3, retired),
        revoking(4, earlier),
        writing(5, 'registry:SetAliases', {}, { state: 'REVOKED', revocation: earlier }),
      ),
    ).toEqual([]);
  });

  it('finds nothing where a date far back waits for an administrator of another member, who repeats it', async () => {
    const far = timeOf(0).toISOString();
    const waiting = revoked(40, { proposed: { invalidityDate: far, by: history.nameOf('first') } });
    const confirmed = { ...revoked(40), invalidityDate: far, confirmedBy: history.nameOf('chief') };
    const confirming = { ...revoking(41, confirmed), caller: history.who('chief') };
    expect(await codes(revoking(40, waiting, { invalidityDate: far }), confirming)).toEqual([]);
    expect(await codes(revoking(40, { ...revoked(40), invalidityDate: far }))).toEqual(['RECORD_REWRITTEN']);
    expect(
      await codes(revoking(40, waiting, { invalidityDate: far }), {
        ...confirming,
        caller: history.who('society'),
      }),
    ).toEqual(['RECORD_REWRITTEN']);
  });

  const milder: [string, () => StepCall][] = [
    [
      'another reason',
      () => revoking(1, revoked(1, { reason: 'unspecified', invalidityDate: timeOf(0).toISOString() })),
    ],
    ['a later date', () => revoking(1, revoked(1))],
    ['no revocation', () => reinstating(1)],
    [
      'an earlier date that nobody asked for',
      () =>
        revoking(1, revoked(1, { invalidityDate: timeOf(-0.2).toISOString() }), {
          invalidityDate: timeOf(-0.1).toISOString(),
        }),
    ],
    ['another function', () => writing(1, 'registry:SetAliases', {}, { revocation: revoked(1) })],
  ];

  it.each(milder)('finds a revocation that becomes another: %s', async (_what, call) => {
    expect(await codes(revoking(0, revoked(0)))).toEqual([]);
    expect(await codes(revoking(0, revoked(0)), call())).toEqual(['RECORD_REWRITTEN']);
  });
});
