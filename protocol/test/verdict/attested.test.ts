// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { meetsQuorum, staysAttested, type Attestation, type Quorum } from '@meterpki/protocol';
import { keyRecord, meterOf } from '../support/register';

const by = (mspId: string, identity: string): Attestation => ({
  mspId,
  identity,
  challenge: '',
  time: '2026-01-01T00:00:00.000Z',
  tx: '',
});
const [anna, bert, carla] = [by('PTBMSP', 'anna'), by('PTBMSP', 'bert'), by('InmetroMSP', 'carla')];

const rows: [string, Attestation[], Quorum, boolean][] = [
  ['two of one institute', [anna, bert], { attestations: 2, nmis: 1 }, true],
  ['the same endorser twice', [anna, anna], { attestations: 2, nmis: 1 }, false],
  [
    'two of one institute where two institutes are asked for',
    [anna, bert],
    { attestations: 2, nmis: 2 },
    false,
  ],
  ['one of each of two institutes', [anna, carla], { attestations: 2, nmis: 2 }, true],
  ['namesakes of two institutes', [by('A', 'x'), by('B', 'x')], { attestations: 2, nmis: 2 }, true],
  ['nobody, for an import', [], { attestations: 0, nmis: 0 }, true],
];

describe('a quorum', () => {
  it.each(rows)('%s', (_name, attestations, quorum, met) => {
    expect(meetsQuorum(attestations, quorum)).toBe(met);
  });

  it('is not met by repeating attestations', () => {
    const attestation = fc.record({
      mspId: fc.constantFrom('A', 'B'),
      identity: fc.constantFrom('x', 'y', 'z'),
    });
    fc.assert(
      fc.property(
        fc.array(attestation, { maxLength: 8 }),
        fc.nat(6),
        fc.nat(3),
        (given, attestations, nmis) => {
          const list = given.map(({ mspId, identity }) => by(mspId, identity));
          const quorum = { attestations, nmis };
          expect(meetsQuorum([...list, ...list], quorum)).toBe(meetsQuorum(list, quorum));
        },
      ),
    );
  });
});

describe('a key under review', () => {
  const meter = meterOf();
  const active = (attestations: Attestation[]): ReturnType<typeof keyRecord> =>
    keyRecord(meter, {
      attestations,
      activated: { time: '2026-01-01T00:00:00.000Z', quorum: { attestations: 2, nmis: 1 } },
    });
  const review = { mspId: 'PTBMSP', identity: 'anna', since: '2026-01-01T00:00:00.000Z' };

  it('counts while the others meet the quorum that made it active', () => {
    expect(staysAttested(active([anna, bert, carla]), [review])).toBe(true);
    expect(staysAttested(active([anna, bert]), [review])).toBe(false);
    expect(staysAttested(active([anna, bert]), [])).toBe(true);
  });

  it('counts what was attested before the review begins, and after it ended', () => {
    const key = active([anna, bert]);
    expect(staysAttested(key, [{ ...review, since: '2026-01-01T00:00:00.001Z' }])).toBe(true);
    expect(staysAttested(key, [{ ...review, since: '2025-01-01T00:00:00.000Z', until: review.since }])).toBe(
      true,
    );
  });

  it('does not count where it was never made active', () => {
    const pending = { ...active([anna, bert]) };
    Reflect.deleteProperty(pending, 'activated');
    expect(staysAttested(pending, [])).toBe(false);
  });
});
