// SPDX-License-Identifier: Apache-2.0
import type { Alias, ReceiptInput } from '@meterpki/protocol';
import { genesisText } from '../support/genesis';
import { importItem, registration, statement, type Challenge, type ImportItem } from '../support/meters';
import { challengeBy, register, type Placed, type Scene } from '../support/scene';
import { SteadyMeter } from '../support/steady-meter';
import type { TestMeter } from '../support/test-meter';
import type { Call, Ground } from './chapter';

/** Meters whose keys were made before. */
const known = new Map<string, SteadyMeter>();

/** The members of the largest lists. */
export const FIVE_HUNDRED = 500;

/** Names of meters, of one length. */
export const namesOf = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `m${String(index).padStart(4, '0')}`);

/** The alias that the receipts of a test meter tell. */
export const serialOf = (name: string): Alias => ({ kind: 'MS', text: name });

/** The same call by somebody else. */
export const calledBy =
  <Argument>(ground: Ground<Argument>, by: keyof Scene['who']): Ground<Argument> =>
  async (scene) => ({ ...(await ground(scene)), by: scene.who[by] });

/** The same call, with what it carries changed. */
export const changed =
  <Argument>(ground: Ground<Argument>, change: (argument: Argument) => Argument): Ground<Argument> =>
  async (scene) => {
    const call = await ground(scene);
    return { ...call, argument: change(call.argument) };
  };

/** The same call, after something else happened. */
export const after =
  <Argument>(
    ground: Ground<Argument>,
    happened: (scene: Scene, call: Call<Argument>) => unknown,
  ): Ground<Argument> =>
  async (scene) => {
    const call = await ground(scene);
    await happened(scene, call);
    return call;
  };

/** What everybody is refused who is neither endorser nor administrator of a member. */
export const forMembers = <Argument>(ground: Ground<Argument>): readonly [string, Ground<Argument>] => [
  "the caller's organisation is no member of the policy",
  calledBy(ground, 'otherAdmin'),
];

/** What everybody of a member is refused who holds no grant. */
export const forEndorsers = <Argument>(ground: Ground<Argument>): readonly [string, Ground<Argument>] => [
  "the caller holds no grant at the transaction's time: never granted, expired or revoked",
  calledBy(ground, 'ptbClient'),
];

/** A meter as it is registered, with an honest proof and its serial number as alias. */
export const registrationOf = (
  { ledger }: Scene,
  challenge: Challenge,
  name: string,
): ReturnType<typeof registration> =>
  registration(known.get(name) ?? new SteadyMeter(name), ledger, challenge, `ptb:${name}`, [serialOf(name)]);

/** A meter as it is imported. */
export const importOf = (name: string): ImportItem =>
  importItem(known.get(name) ?? new SteadyMeter(name), `ptb:${name}`, [serialOf(name)]);

/** What AttestMeters takes for a meter. */
export function attestationOf(
  { ledger }: Scene,
  challenge: Challenge,
  meter: TestMeter,
): { meterId: string; key: string; proof: string } {
  const meterId = `ptb:${meter.name}`;
  const fields = statement(meter, ledger, challenge, meterId, { purpose: 'attest' });
  return { meterId, key: meter.fingerprint, proof: meter.prove(fields) };
}

/** Meters whose keys are made once for all calls. */
function manyMeters(count: number): SteadyMeter[] {
  return namesOf(count).map((name) => {
    const meter = known.get(name) ?? new SteadyMeter(name);
    known.set(name, meter);
    return meter;
  });
}

/** Registers many meters in one transaction. */
export async function registerMany(scene: Scene, count = FIVE_HUNDRED): Promise<SteadyMeter[]> {
  const { ledger, who } = scene;
  const challenge = await challengeBy(scene, who.ptbAnna);
  const meters = manyMeters(count);
  await ledger.submit(who.ptbAnna, ['registry', 'RegisterMeters'], {
    challengeId: challenge.challengeId,
    meters: meters.map(({ name }) => registrationOf(scene, challenge, name)),
  });
  return meters;
}

/** What registering left in the state, once it was done. */
let written: ReadonlyMap<string, Buffer> | undefined;

/** Active meters, many at once: while one attestation is enough. All scenes get what the first one registered. */
export async function activateMany(scene: Scene): Promise<SteadyMeter[]> {
  const { ledger } = scene;
  if (written === undefined) {
    ledger.upgrade(genesisText({ quorum: { attestations: 1, nmis: 1 } }));
    await registerMany(scene);
    ledger.upgrade(genesisText());
    written = ledger.last?.writes;
  } else {
    ledger.state.apply(written);
    // The two calls that wrote them took a second each: nothing may lie in the future.
    ledger.pass({ seconds: 2 });
  }
  return manyMeters(FIVE_HUNDRED);
}

/** Registers a meter with its serial number as alias. */
export const registerOne = (scene: Scene, name = 'm1'): Promise<Placed> =>
  register(scene, name, { aliases: [serialOf(name)] });

/** A receipt that says what a meter measured until `end`. */
export const receiptOf = (name: string, end = '2026-06-01T08:00:00.000Z'): ReceiptInput => ({
  text: new SteadyMeter(name).signOcmf({ end }),
});

/** Why a call asks for more reads than one transaction may make. */
export const TOO_COSTLY = 'the call would take more than 5,000 reads of the state';

/** More aliases than the state is asked for in one call, no two alike. */
export const manyAliases = (name: string, count = 16): Alias[] =>
  Array.from({ length: count }, (_, index) => ({ kind: 'MS', text: `${name}-${index}` }));

/** Makes the key of meter `ptb:m1` one that thousands of endorsers of the institute attested. */
export function attestByThousands({ ledger }: Scene): void {
  const key = 'meter/ptb/m1';
  const meter = ledger.state.record('meter', key);
  const attestations = Array.from({ length: 5000 }, (_, index) => ({
    mspId: 'PTBMSP',
    identity: `${String(index).padStart(64, '0')}-${'0'.repeat(64)}`,
    challenge: '0'.repeat(64),
    time: ledger.now,
    tx: '0'.repeat(64),
  }));
  const keys = meter.keys.map((record) => ({
    ...record,
    attestations: [...record.attestations, ...attestations],
  }));
  ledger.state.apply(new Map([[key, Buffer.from(JSON.stringify({ ...meter, keys }))]]));
}

/** More reviews than are read at once, so that each attestation is asked for by itself. */
export function reviewHundreds({ ledger, who }: Scene): void {
  const { now: since } = ledger;
  const { mspId, identity: by } = who.ptbAdmin;
  const reviews = Array.from({ length: 100 }, (_, index): [string, Buffer] => {
    const identity = `${String(index).padStart(64, '0')}-${'f'.repeat(64)}`;
    const record = { schema: 1, mspId, identity, since, opened: since, by, tx: '0'.repeat(64) };
    return [`review/${mspId}/${identity}`, Buffer.from(JSON.stringify(record))];
  });
  ledger.state.apply(new Map(reviews));
}
