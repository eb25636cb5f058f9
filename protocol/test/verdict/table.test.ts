// SPDX-License-Identifier: Apache-2.0
import {
  toHex,
  toUtf8,
  type Attestation,
  type KeyRecord,
  type MeterRecord,
  type Quorum,
  type Reason,
  type Review,
} from '@meterpki/protocol';
import { ANY_SIGNATURE, recordAround, transaction } from '../support/ocmf';
import { opinionOn, type Circumstances } from '../support/opinion';
import { keyRecord, meterOf, meterRecord, revocationOf } from '../support/register';

const meter = meterOf();
/** The receipt claims 13:00 on 31 January 2026. */
const CLAIM = '2026-01-31T13:00:00.000Z';
const BEFORE = '2026-01-31T12:59:59.999Z';
const AFTER = '2026-01-31T13:00:00.001Z';
const receipt = meter.signOcmf(transaction);
const timeless = meter.signRaw('1 kWh');

const withKey = (key: Partial<KeyRecord>, more: Partial<MeterRecord> = {}): MeterRecord[] => [
  meterRecord([keyRecord(meter, key)], more),
];
const pending = keyRecord(meter, { state: 'PENDING' });
Reflect.deleteProperty(pending, 'activated');
const minutes = (count: number): number => count * 60_000;

type Row = [
  name: string,
  expected: Reason | 'valid',
  text: string,
  meters: MeterRecord[],
  how?: Circumstances,
];

const rows: Row[] = [
  ['a text that cannot be read', 'malformed', 'OCMF|{}', withKey({})],
  ['a signature that cannot be read', 'malformed', recordAround('{}', '{"SD":"00"}'), withKey({})],
  ['an unknown format', 'unsupported', 'hello', withKey({})],
  [
    'an unknown algorithm',
    'unsupported',
    recordAround('{}', `{"SA":"x","SD":"${ANY_SIGNATURE}"}`),
    withKey({}),
  ],
  ['an algorithm that the policy does not allow', 'unsupported', receipt, withKey({}), { algorithms: [] }],
  ['no candidate', 'unknown-meter', receipt, []],
  ['a signature of another meter', 'signature-mismatch', meterOf('other').signOcmf(transaction), withKey({})],
  [
    'a meter with keys of other algorithms only',
    'algorithm-mismatch',
    receipt,
    withKey({ algorithm: 'other' }),
  ],
  ['a meter without keys', 'algorithm-mismatch', receipt, [meterRecord([])]],
  ['a pending meter', 'not-active', receipt, withKey({}, { status: 'PENDING' })],
  ['a key that was never activated', 'not-active', receipt, [meterRecord([pending])]],
  ['a good key and no time', 'valid', timeless, withKey({})],
  ['a replaced key and no time', 'time-unknown', timeless, withKey({ superseded: CLAIM })],
  [
    'a held key and no time',
    'time-unknown',
    timeless,
    withKey({ revocation: revocationOf('certificateHold', CLAIM) }),
  ],
  [
    'a retired meter and no time',
    'time-unknown',
    timeless,
    withKey({}, { status: 'DECOMMISSIONED', decommissioned: CLAIM }),
  ],
  [
    'a claim at the revocation',
    'key-revoked',
    receipt,
    withKey({ revocation: revocationOf('unspecified', CLAIM) }),
  ],
  [
    'a claim after the revocation',
    'key-revoked',
    receipt,
    withKey({ revocation: revocationOf('cessationOfOperation', BEFORE) }),
  ],
  [
    'a claim before the revocation',
    'valid',
    receipt,
    withKey({ revocation: revocationOf('cessationOfOperation', AFTER) }),
  ],
  ['a claim at the replacement', 'key-superseded', receipt, withKey({ superseded: CLAIM })],
  ['a claim before the replacement', 'valid', receipt, withKey({ superseded: AFTER })],
  [
    'a claim at the retirement',
    'meter-decommissioned',
    receipt,
    withKey({}, { status: 'DECOMMISSIONED', decommissioned: CLAIM }),
  ],
  [
    'a claim before the retirement',
    'valid',
    receipt,
    withKey({}, { status: 'DECOMMISSIONED', decommissioned: AFTER }),
  ],
  ['a claim at a hold', 'on-hold', receipt, withKey({ revocation: revocationOf('certificateHold', CLAIM) })],
  [
    'a claim before a hold',
    'valid',
    receipt,
    withKey({ revocation: revocationOf('certificateHold', AFTER) }),
  ],
];

/** Compromised keys: what the ledger saw decides about a claim before. */
const compromised: Row[] = (['keyCompromise', 'cACompromise', 'aACompromise'] as const).flatMap(
  (reason): Row[] => {
    const meters = withKey({ revocation: revocationOf(reason, AFTER) });
    const seen = (before: number): Circumstances => ({ firstSeen: Date.parse(AFTER) - before });
    return [
      [`${reason}, a claim before, never seen`, 'not-seen-before-revocation', receipt, meters],
      [`${reason}, a claim before, seen 15 minutes before`, 'valid', receipt, meters, seen(minutes(15))],
      [
        `${reason}, a claim before, seen too late`,
        'not-seen-before-revocation',
        receipt,
        meters,
        seen(minutes(15) - 1),
      ],
      [
        `${reason}, a claim after, though seen before`,
        'key-revoked',
        receipt,
        withKey({ revocation: revocationOf(reason, CLAIM) }),
        seen(minutes(60)),
      ],
      [`${reason} and no time`, 'time-unknown', timeless, meters, seen(minutes(60))],
    ];
  },
);

const word = (mspId: string, identity: string, time = BEFORE): Attestation => ({
  mspId,
  identity,
  challenge: '',
  time,
  tx: '',
});
const review = (mspId: string, identity: string, since = BEFORE): Review => ({ mspId, identity, since });
const [anna, bert, carla] = [word('PTBMSP', 'a'), word('PTBMSP', 'b'), word('InmetroMSP', 'a')];
const attested = (attestations: Attestation[], quorum: Quorum): MeterRecord[] =>
  withKey({ attestations, activated: { time: BEFORE, quorum } });
const two: Quorum = { attestations: 2, nmis: 1 };
const abroad: Quorum = { attestations: 2, nmis: 2 };

/** Endorsers whose word is under review: it counts no more from a moment on. */
const reviewed: Row[] = [
  [
    'one of two words under review',
    'not-active',
    receipt,
    attested([anna, bert], two),
    { reviews: [review('PTBMSP', 'a')] },
  ],
  [
    'a word given a millisecond before the review begins',
    'valid',
    receipt,
    attested([anna, bert], two),
    { reviews: [review('PTBMSP', 'a', CLAIM)] },
  ],
  [
    'a third word in place of one under review',
    'valid',
    receipt,
    attested([anna, bert, carla], two),
    { reviews: [review('PTBMSP', 'a')] },
  ],
  [
    'words left of one institute where two were asked for',
    'not-active',
    receipt,
    attested([anna, bert, carla], abroad),
    { reviews: [review('InmetroMSP', 'a')] },
  ],
  [
    'the word of a namesake of another institute under review',
    'valid',
    receipt,
    attested([anna, bert], two),
    { reviews: [review('InmetroMSP', 'a')] },
  ],
  [
    'an imported key, which nobody attested',
    'valid',
    receipt,
    attested([], { attestations: 0, nmis: 0 }),
    { reviews: [review('PTBMSP', 'a')] },
  ],
];

/** Where several rows apply, the upper one is told. */
const ordered: Row[] = [
  ['unreadable and unknown', 'malformed', 'OCMF|{}', []],
  ['not allowed and unknown', 'unsupported', receipt, [], { algorithms: [] }],
  ['unreadable signature and unknown', 'malformed', recordAround('{}', '{"SD":"00"}'), []],
  [
    'another signature and a pending meter',
    'signature-mismatch',
    meterOf('other').signRaw('1 kWh'),
    withKey({}, { status: 'PENDING' }),
  ],
  [
    'pending and revoked',
    'not-active',
    receipt,
    withKey({ revocation: revocationOf('unspecified', CLAIM) }, { status: 'PENDING' }),
  ],
  [
    'attested under review and revoked',
    'not-active',
    receipt,
    withKey({
      attestations: [anna, bert],
      activated: { time: BEFORE, quorum: two },
      revocation: revocationOf('unspecified', CLAIM),
    }),
    { reviews: [review('PTBMSP', 'b')] },
  ],
  [
    'revoked, replaced and retired',
    'key-revoked',
    receipt,
    withKey(
      { superseded: BEFORE, revocation: revocationOf('unspecified', CLAIM) },
      { decommissioned: BEFORE },
    ),
  ],
  [
    'replaced, retired and on hold',
    'key-superseded',
    receipt,
    withKey(
      { superseded: CLAIM, revocation: revocationOf('certificateHold', BEFORE) },
      { decommissioned: BEFORE },
    ),
  ],
  [
    'retired and on hold',
    'meter-decommissioned',
    receipt,
    withKey({ revocation: revocationOf('certificateHold', BEFORE) }, { decommissioned: CLAIM }),
  ],
  [
    'compromised later, but replaced before',
    'key-superseded',
    receipt,
    withKey({ superseded: CLAIM, revocation: revocationOf('keyCompromise', AFTER) }),
  ],
];

describe('the verdict table', () => {
  it.each([...rows, ...compromised, ...reviewed, ...ordered])(
    '%s: %s',
    (...[, expected, text, meters, how]: Row) => {
      const { judgement } = opinionOn(text, meters, how);
      expect('reason' in judgement ? judgement.reason : judgement.verdict).toBe(expected);
    },
  );

  it('has a test for every reason', () => {
    const tested = new Set([...rows, ...compromised].map(([, expected]) => expected));
    expect([...tested].sort()).toEqual(
      [
        'valid',
        'malformed',
        'unsupported',
        'unknown-meter',
        'signature-mismatch',
        'algorithm-mismatch',
        'not-active',
        'time-unknown',
        'key-revoked',
        'key-superseded',
        'meter-decommissioned',
        'on-hold',
        'not-seen-before-revocation',
      ].sort(),
    );
  });

  it('calls a torn signature unreadable, not wrong', () => {
    const torn = toHex(meter.sign(toUtf8('{}'))).slice(0, 40);
    expect(opinionOn(recordAround('{}', `{"SD":"${torn}"}`), withKey({})).judgement).toEqual({
      verdict: 'indeterminate',
      reason: 'malformed',
    });
  });
});
