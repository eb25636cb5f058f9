// SPDX-License-Identifier: Apache-2.0
import type { MeterAlias, KeyRecord, MeterRecord } from '@meterpki/protocol';
import { TestLedger } from './ledger';
import { registration, statement, type Challenge } from './meters';
import { people, type People, type Person } from './people';
import { TestMeter } from './test-meter';

/** A ledger with people on it. */
export interface Scene {
  readonly ledger: TestLedger;
  readonly who: People;
}

/** A meter and where it stands on the ledger. */
export interface Placed {
  readonly meter: TestMeter;
  readonly meterId: string;
}

const FAR = '2036-01-01T00:00:00.000Z';

/** Grants somebody the rights of a permitted endorser. */
export async function grant(
  { ledger }: Scene,
  admin: Person,
  { identity }: Person,
  validUntil = FAR,
): Promise<void> {
  const endorsers = [{ identity, name: 'Laboratory', accreditation: 'DE-M 17', validUntil }];
  await ledger.submit(admin, ['governance', 'GrantPermittedEndorsers'], { endorsers });
}

/** A ledger on which Anna, Bert and Carla are permitted endorsers. */
export async function opened(genesis?: string): Promise<Scene> {
  const scene = { ledger: new TestLedger(genesis === undefined ? {} : { genesis }), who: await people() };
  const { ptbAdmin, ptbAnna, ptbBert, inmetroAdmin, inmetroCarla } = scene.who;
  await grant(scene, ptbAdmin, ptbAnna);
  await grant(scene, ptbAdmin, ptbBert);
  await grant(scene, inmetroAdmin, inmetroCarla);
  return scene;
}

/** Opens a sitting. */
export const challengeBy = ({ ledger }: Scene, endorser: Person): Promise<Challenge> =>
  ledger.submit(endorser, ['registry', 'IssueChallenge'], {});

/** Registers a meter; its ID is `<prefix>:<name>`. */
export async function register(
  scene: Scene,
  name: string,
  { by = scene.who.ptbAnna, aliases }: Readonly<{ by?: Person; aliases?: MeterAlias[] }> = {},
): Promise<Placed> {
  const meter = new TestMeter(name);
  const meterId = `${by.mspId === 'InmetroMSP' ? 'inmetro' : 'ptb'}:${name}`;
  const challenge = await challengeBy(scene, by);
  await scene.ledger.submit(by, ['registry', 'RegisterMeters'], {
    challengeId: challenge.challengeId,
    meters: [registration(meter, scene.ledger, challenge, meterId, aliases)],
  });
  return { meter, meterId };
}

/** Attests the key of a registered meter. */
export async function attest(scene: Scene, by: Person, { meter, meterId }: Placed): Promise<void> {
  const challenge = await challengeBy(scene, by);
  const fields = statement(meter, scene.ledger, challenge, meterId, { purpose: 'attest' });
  await scene.ledger.submit(by, ['registry', 'AttestMeters'], {
    challengeId: challenge.challengeId,
    attestations: [{ meterId, key: meter.fingerprint, proof: meter.prove(fields) }],
  });
}

/** Registers a meter of the PTB and has it attested, so that it is active. */
export async function activate(scene: Scene, name: string, aliases?: MeterAlias[]): Promise<Placed> {
  const placed = await register(scene, name, aliases === undefined ? {} : { aliases });
  await attest(scene, scene.who.ptbBert, placed);
  return placed;
}

/** A meter as it stands on the ledger. */
export const meterRecord = ({ ledger }: Scene, { meterId }: Pick<Placed, 'meterId'>): MeterRecord =>
  ledger.state.record('meter', `meter/${meterId.replace(':', '/')}`);

/** The only key of a meter as it stands on the ledger. */
export function keyRecord(scene: Scene, placed: Pick<Placed, 'meterId'>): KeyRecord {
  const [key] = meterRecord(scene, placed).keys;
  if (key === undefined) throw new Error('a meter has a key');
  return key;
}
