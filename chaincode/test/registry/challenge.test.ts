// SPDX-License-Identifier: Apache-2.0
import { challengeNonce, toHex } from '@meterpki/protocol';
import { challengeBy, opened } from '../support/scene';

const ISSUE = ['registry', 'IssueChallenge'] as const;

describe('IssueChallenge', () => {
  it('opens a sitting of an hour under the transaction, written once for the caller', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const challenge = await challengeBy(scene, who.ptbAnna);
    const tx = ledger.last?.getTxID() ?? '';
    const nonce = toHex(challengeNonce(ledger.channel, tx));
    const expires = new Date(ledger.milliseconds + 3_600_000).toISOString();
    expect(challenge).toEqual({ challengeId: tx, nonce, mspId: 'PTBMSP', expires });
    expect([...(ledger.last?.writes.keys() ?? [])]).toEqual([`challenge/${tx}`]);
    expect(ledger.state.record('challenge', `challenge/${tx}`)).toEqual({
      schema: 1,
      challengeId: tx,
      nonce,
      mspId: 'PTBMSP',
      identity: who.ptbAnna.identity,
      opened: ledger.now,
      expires,
    });
  });

  it('gives every sitting another nonce', async () => {
    const scene = await opened();
    const { ptbAnna } = scene.who;
    const first = await challengeBy(scene, ptbAnna);
    expect((await challengeBy(scene, ptbAnna)).nonce).not.toBe(first.nonce);
  });

  it('lasts as long as asked for, a day at most', async () => {
    const { ledger, who } = await opened();
    const lifetimeSeconds = 24 * 60 * 60;
    const { expires } = await ledger.submit(who.ptbAnna, ISSUE, { lifetimeSeconds });
    expect(Date.parse(expires) - ledger.milliseconds).toBe(lifetimeSeconds * 1000);
    for (const wrong of [lifetimeSeconds + 1, 0, -1, 1.5, '60', null]) {
      const { code } = await ledger.refuse(who.ptbAnna, ISSUE, { lifetimeSeconds: wrong });
      expect(code).toBe('INVALID_ARGUMENT');
    }
  });

  it('is for permitted endorsers only, administrators not included', async () => {
    const { ledger, who } = await opened();
    expect((await ledger.refuse(who.ptbAdmin, ISSUE, {})).code).toBe('ENDORSER_NOT_GRANTED');
    expect((await ledger.refuse(who.ptbClient, ISSUE, {})).code).toBe('ENDORSER_NOT_GRANTED');
    expect((await ledger.refuse(who.society, ISSUE, {})).code).toBe('NOT_A_MEMBER');
  });
});
