// SPDX-License-Identifier: Apache-2.0
import { challengeBy, type Placed, type Scene } from './scene';
import { registration, statement } from './meters';
import { TestMeter } from './test-meter';

/** The most meters of one transaction. */
const AT_ONCE = 500;

async function activateSome(scene: Scene, placed: readonly Placed[]): Promise<void> {
  const { ledger, who } = scene;
  const opening = await challengeBy(scene, who.ptbAnna);
  const meters = placed.map(({ meter, meterId }) => registration(meter, ledger, opening, meterId));
  await ledger.submit(who.ptbAnna, ['registry', 'RegisterMeters'], {
    challengeId: opening.challengeId,
    meters,
  });
  const second = await challengeBy(scene, who.ptbBert);
  const attestations = placed.map(({ meter, meterId }) => {
    const proof = meter.prove(statement(meter, ledger, second, meterId, { purpose: 'attest' }));
    return { meterId, key: meter.fingerprint, proof };
  });
  await ledger.submit(who.ptbBert, ['registry', 'AttestMeters'], {
    challengeId: second.challengeId,
    attestations,
  });
}

/** Active meters of the PTB with these names, as many as are asked for. */
export async function activateMany(scene: Scene, names: readonly string[]): Promise<Placed[]> {
  const placed = names.map((name) => ({ meter: new TestMeter(name), meterId: `ptb:${name}` }));
  for (let start = 0; start < placed.length; start += AT_ONCE)
    await activateSome(scene, placed.slice(start, start + AT_ONCE));
  return placed;
}
