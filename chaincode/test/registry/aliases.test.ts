// SPDX-License-Identifier: Apache-2.0
import type { Alias, ResultOf } from '@meterpki/protocol';
import { registration, type Challenge } from '../support/meters';
import { challengeBy, opened, register, type Scene } from '../support/scene';
import { TestMeter } from '../support/test-meter';

const REGISTER = ['registry', 'RegisterMeters'] as const;
const gateway: Alias = { kind: 'GS', text: 'gateway/7' };
const hex = Buffer.from(gateway.text).toString('hex');

const named = (
  scene: Scene,
  challenge: Challenge,
  count: number,
  start = 0,
): ReturnType<typeof registration>[] =>
  Array.from({ length: count }, (_, at) => {
    const name = `m${String(start + at).padStart(2, '0')}`;
    return registration(new TestMeter(name), scene.ledger, challenge, `ptb:${name}`, [gateway]);
  });

const under = (scene: Scene, alias: Alias): Promise<ResultOf<'registry', 'GetMeters'>> =>
  scene.ledger.submit(scene.who.society, ['registry', 'GetMeters'], { aliases: [alias] });

describe('aliases in RegisterMeters', () => {
  it('stand on the meter and under hex keys, so that no text reaches into another key', async () => {
    const scene = await opened();
    const second: Alias = { kind: 'CT+CI', text: 'EVSEID|DE*PTB*E1' };
    await register(scene, 'm', { aliases: [gateway, second] });
    expect(scene.ledger.state.keys('alias/')).toEqual([
      `alias/CT+CI/${Buffer.from(second.text).toString('hex')}/ptb/m`,
      `alias/GS/${hex}/ptb/m`,
    ]);
    expect((await under(scene, second)).meters.map(({ meterId }) => meterId)).toEqual(['ptb:m']);
    expect((await under(scene, { kind: 'MS', text: gateway.text })).unknown).toEqual(['MS:gateway/7']);
  });

  it('are taken for sixteen meters of an institute, and no more', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const challenge = await challengeBy(scene, who.ptbAnna);
    const { challengeId } = challenge;
    await ledger.submit(who.ptbAnna, REGISTER, { challengeId, meters: named(scene, challenge, 16) });
    const meters = named(scene, challenge, 1, 16);
    const { faults } = await ledger.refuse(who.ptbAnna, REGISTER, { challengeId, meters });
    expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual(['meters[0].aliases[0] ALIAS_CROWDED']);
  });

  it('are counted within a list as well: the state does not show a transaction its own writes', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const challenge = await challengeBy(scene, who.ptbAnna);
    const { challengeId } = challenge;
    await ledger.submit(who.ptbAnna, REGISTER, { challengeId, meters: named(scene, challenge, 4) });
    const meters = named(scene, challenge, 14, 4);
    const { faults } = await ledger.refuse(who.ptbAnna, REGISTER, { challengeId, meters });
    expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'meters[12].aliases[0] ALIAS_CROWDED',
      'meters[13].aliases[0] ALIAS_CROWDED',
    ]);
  });

  it('are read once for a list, however many meters share them', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const challenge = await challengeBy(scene, who.ptbAnna);
    const meters = named(scene, challenge, 10);
    await ledger.submit(who.ptbAnna, REGISTER, { challengeId: challenge.challengeId, meters });
    expect(ledger.last?.ranges).toHaveLength(1);
  });

  it('of one institute leave room for those of another', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const challenge = await challengeBy(scene, who.ptbAnna);
    const meters = named(scene, challenge, 16);
    await ledger.submit(who.ptbAnna, REGISTER, { challengeId: challenge.challengeId, meters });
    await register(scene, 'abroad', { by: who.inmetroCarla, aliases: [gateway] });
    expect((await under(scene, gateway)).meters).toHaveLength(17);
  });

  it('are refused twice on one meter, and where the text is too long or not printable', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const challenge = await challengeBy(scene, who.ptbAnna);
    const faultsOf = async (aliases: unknown[]): Promise<string[]> => {
      const item = registration(new TestMeter('m'), ledger, challenge, 'ptb:m');
      const { faults } = await ledger.refuse(who.ptbAnna, REGISTER, {
        challengeId: challenge.challengeId,
        meters: [{ ...item, aliases }],
      });
      return faults.map(({ path, code }) => `${path} ${code}`);
    };
    expect(await faultsOf([gateway, gateway])).toEqual(['meters[0].aliases[1] INVALID_ARGUMENT']);
    for (const text of ['', ' a', 'a\u0000', 'ä'.repeat(126), 'a\ud800']) {
      expect(await faultsOf([{ kind: 'GS', text }])).toContain(
        'argument.meters[0].aliases[0].text INVALID_ARGUMENT',
      );
    }
    expect(await faultsOf([{ kind: 'SN', text: 'a' }])).toEqual([
      'argument.meters[0].aliases[0].kind INVALID_ARGUMENT',
    ]);
  });
});
