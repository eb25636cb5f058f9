// SPDX-License-Identifier: Apache-2.0
import { Meter, tamper, tamperingModes } from '@meterpki/simulator';
import { toBase64 } from '@meterpki/protocol';
import { check } from '../support/checks';
import { statement } from '../support/meters';
import { challengeBy, opened, activate, type Placed, type Scene } from '../support/scene';

const end = '2026-06-05T00:00:00.000Z';

let scene: Scene;
let placed: Placed;

beforeAll(async () => {
  scene = await opened();
  placed = await activate(scene, 'm');
});

describe('CheckReceipts on a tampered receipt', () => {
  const cases = tamperingModes.flatMap((mode) => mode.formats.map((format) => ({ mode, format })));

  it.each(cases)('$mode.name, $format: $mode.expected', async ({ mode, format }) => {
    const { meter, meterId } = placed;
    const good = (kWh: number): string =>
      format === 'ocmf' ? meter.signOcmf({ end }) : meter.signRaw(`${kWh} kWh`);
    const [outcome] = await check(scene, { text: tamper(mode.name, good(1), good(2)), meterId });
    expect(outcome).toMatchObject(mode.expected);
    if (mode.finding !== undefined) expect(outcome?.findings).toContain(mode.finding);
  });
});

describe('a simulated meter', () => {
  it('is registered with its own proof, and its receipts are judged', async () => {
    const { ledger, who } = scene;
    const meter = Meter.fromSeed('simulated', { serial: '1EMH0012' });
    const challenge = await challengeBy(scene, who.ptbAnna);
    const { spki, algorithm, ...fields } = statement(placed.meter, ledger, challenge, 'ptb:sim');
    expect([spki, algorithm.id]).toEqual([placed.meter.spki, meter.algorithm.id]);
    const { meters } = await ledger.submit(who.ptbAnna, ['registry', 'RegisterMeters'], {
      challengeId: challenge.challengeId,
      meters: [
        {
          meterId: 'ptb:sim',
          manufacturer: 'EasyMeter',
          model: 'Q3A',
          algorithm: meter.algorithm.id,
          key: toBase64(meter.spki),
          aliases: [{ kind: 'MS', text: '1EMH0012' }],
          proof: meter.prove(fields),
        },
      ],
    });
    expect(meters[0]?.key).toBe(meter.fingerprint);
    const receipt = meter.signOcmf({
      begin: { time: '2026-06-04T23:00:00.000Z', value: '1.230' },
      end: { time: end, value: '4.560' },
      signatureEncoding: 'p1363',
    });
    const [outcome] = await check(scene, { text: receipt });
    expect(outcome).toMatchObject({ verdict: 'indeterminate', reason: 'not-active', meterId: 'ptb:sim' });
  });
});
