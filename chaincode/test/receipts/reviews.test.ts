// SPDX-License-Identifier: Apache-2.0
import type { Instant, ReviewRecord } from '@meterpki/protocol';
import { verdict } from '../support/checks';
import type { Person } from '../support/people';
import { activate, keyRecord, opened, type Scene } from '../support/scene';

const end = '2026-06-05T00:00:00.000Z';

/** Puts what somebody attested from a moment on under review. */
function review({ ledger }: Scene, { mspId, identity }: Person, since: Instant): void {
  const record: ReviewRecord = {
    schema: 1,
    mspId,
    identity,
    since,
    opened: ledger.now,
    by: 'PTBMSP/x',
    tx: '0'.repeat(64),
  };
  ledger.state.apply(new Map([[`review/${mspId}/${identity}`, Buffer.from(JSON.stringify(record))]]));
}

describe('a key whose attestation is under review', () => {
  it('is not active for those who judge, since the moment that the review names', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    const receipt = { text: placed.meter.signOcmf({ end }), meterId: placed.meterId };
    const [word] = keyRecord(scene, placed).attestations;
    const since = word?.time ?? '';
    expect(await verdict(scene, receipt)).toBe('valid');
    review(scene, scene.who.ptbAnna, new Date(Date.parse(since) + 1).toISOString());
    expect(await verdict(scene, receipt)).toBe('valid');
    review(scene, scene.who.ptbAnna, since);
    expect(await verdict(scene, receipt)).toBe('indeterminate not-active');
  });

  it('leaves the record of the meter as it is, and the word of others alone', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    const before = scene.ledger.state.get('meter/ptb/m');
    review(scene, scene.who.inmetroCarla, '2026-01-01T00:00:00.000Z');
    const receipt = { text: placed.meter.signOcmf({ end }), meterId: placed.meterId };
    expect(await verdict(scene, receipt)).toBe('valid');
    review(scene, scene.who.ptbBert, '2026-01-01T00:00:00.000Z');
    expect(await verdict(scene, receipt)).toBe('indeterminate not-active');
    expect(scene.ledger.state.get('meter/ptb/m')).toEqual(before);
  });
});
