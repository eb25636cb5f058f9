// SPDX-License-Identifier: Apache-2.0
import type { MarketObstacle, RevocationReason } from '@meterpki/protocol';
import { genesisText } from '../support/genesis';
import { activate, meterRecord, opened, register, type Scene } from '../support/scene';

async function obstacle({ ledger, who }: Scene, meterId: string): Promise<MarketObstacle | 'allowed'> {
  const { answers } = await ledger.submit(who.society, ['registry', 'MayBePlacedOnMarket'], {
    meterIds: [meterId],
  });
  const [answer] = answers;
  expect(answer?.allowed).toBe(answer?.obstacle === undefined);
  return answer?.obstacle ?? 'allowed';
}

describe('MayBePlacedOnMarket', () => {
  it('allows a meter that is active with an active key', async () => {
    const scene = await opened();
    const { meterId } = await activate(scene, 'm');
    expect(await obstacle(scene, meterId)).toBe('allowed');
  });

  it('names a meter that nobody registered', async () => {
    expect(await obstacle(await opened(), 'ptb:m')).toBe('unknown-meter');
  });

  it('names a registration that is not complete', async () => {
    const scene = await opened();
    const { meterId } = await register(scene, 'm');
    expect(await obstacle(scene, meterId)).toBe('not-active');
  });

  it.each<RevocationReason>(['superseded', 'keyCompromise', 'certificateHold'])(
    'names a meter whose only key is revoked: %s',
    async (reason) => {
      const scene = await opened();
      const { meter, meterId } = await activate(scene, 'm');
      await scene.ledger.submit(scene.who.ptbAnna, ['registry', 'RevokeKeys'], {
        revocations: [{ meterId, key: meter.fingerprint, reason }],
      });
      expect(await obstacle(scene, meterId)).toBe('no-good-key');
    },
  );

  it('names a meter whose key is of an algorithm that the policy no longer allows', async () => {
    const scene = await opened();
    const { meterId } = await activate(scene, 'm');
    scene.ledger.upgrade(genesisText({ algorithms: ['ECDSA-secp384r1-SHA256'] }));
    expect(await obstacle(scene, meterId)).toBe('no-good-key');
  });

  it('names a meter that was retired', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    const retired = {
      ...meterRecord(scene, placed),
      status: 'DECOMMISSIONED',
      decommissioned: scene.ledger.now,
    };
    scene.ledger.state.apply(new Map([['meter/ptb/m', Buffer.from(JSON.stringify(retired))]]));
    expect(await obstacle(scene, placed.meterId)).toBe('decommissioned');
  });
});
