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
    expect(staysAttested(active([anna, bert, carla]), [], [review])).toBe(true);
    expect(staysAttested(active([anna, bert]), [], [review])).toBe(false);
    expect(staysAttested(active([anna, bert]), [], [])).toBe(true);
  });

  it('counts what was attested before the review begins, and after it ended', () => {
    const key = active([anna, bert]);
    expect(staysAttested(key, [], [{ ...review, since: '2026-01-01T00:00:00.001Z' }])).toBe(true);
    expect(
      staysAttested(key, [], [{ ...review, since: '2025-01-01T00:00:00.000Z', until: review.since }]),
    ).toBe(true);
  });

  it('does not count what falls into an earlier period of review', () => {
    const again = { ...review, since: '2026-06-01T00:00:00.000Z' };
    const period = { since: '2025-12-01T00:00:00.000Z', until: '2026-02-01T00:00:00.000Z' };
    expect(staysAttested(active([anna, bert]), [], [again])).toBe(true);
    expect(staysAttested(active([anna, bert]), [], [{ ...again, earlier: [period] }])).toBe(false);
  });

  it('does not count where it was never made active', () => {
    const pending = { ...active([anna, bert]) };
    Reflect.deleteProperty(pending, 'activated');
    expect(staysAttested(pending, [], [])).toBe(false);
  });
});

describe('a key that an earlier one vouched for', () => {
  const time = '2026-01-01T00:00:00.000Z';
  const quorum = { attestations: 2, nmis: 1 };
  const meter = meterOf();
  const first = keyRecord(meter, { attestations: [anna, bert], activated: { time, quorum } });
  const vouchedBy = first.fingerprint;
  const carlas = { ...carla, time: '2026-03-01T00:00:00.000Z' };
  const second = { ...first, sequence: 1, fingerprint: 'f'.repeat(64), attestations: [carlas] };
  const vouched = { ...second, activated: { time, quorum, vouchedBy } };
  const ofAnna = { mspId: 'PTBMSP', identity: 'anna', since: time };
  const ofCarla = { mspId: 'InmetroMSP', identity: 'carla', since: time };

  it('counts by one word as long as the earlier key counts', () => {
    expect(staysAttested(vouched, [first, vouched], [])).toBe(true);
    expect(staysAttested(vouched, [first, vouched], [ofAnna])).toBe(false);
    expect(staysAttested(vouched, [first, vouched], [ofCarla])).toBe(false);
  });

  it('counts without the earlier key once others meet the quorum', () => {
    const repaired = { ...vouched, attestations: [carlas, bert] };
    expect(staysAttested(repaired, [first, repaired], [ofAnna])).toBe(true);
  });

  it('falls with the first of a row of keys that vouched for each other', () => {
    const third = { ...second, sequence: 2, fingerprint: 'e'.repeat(64) };
    const last = { ...third, activated: { time, quorum, vouchedBy: vouched.fingerprint } };
    expect(staysAttested(last, [first, vouched, last], [])).toBe(true);
    expect(staysAttested(last, [first, vouched, last], [ofAnna])).toBe(false);
  });

  it('never takes its own word, nor that of a later key', () => {
    const own = { ...second, activated: { time, quorum, vouchedBy: second.fingerprint } };
    expect(staysAttested(own, [first, own], [])).toBe(false);
  });
});
