// SPDX-License-Identifier: Apache-2.0
import { toBase64, type ArgumentOf, type ResultOf } from '@meterpki/protocol';
import { statement } from './meters';
import type { Person } from './people';
import { challengeBy, meterRecord, type Placed, type Scene } from './scene';
import { TestMeter } from './test-meter';

/** One update in the argument of UpdateKeys. */
export type Update = ArgumentOf<'registry', 'UpdateKeys'>['updates'][number];

/** How an update is asked for. */
export interface UpdateOptions {
  readonly by?: Person;
  /** Who signs as the key in use; nobody unless given. */
  readonly previous?: TestMeter | undefined;
  readonly change?: Partial<Update>;
}

/** The argument of UpdateKeys that gives a meter another key. */
export async function updateOf(
  scene: Scene,
  { meterId }: Pick<Placed, 'meterId'>,
  next: TestMeter,
  { by = scene.who.ptbAnna, previous, change = {} }: UpdateOptions = {},
): Promise<ArgumentOf<'registry', 'UpdateKeys'>> {
  const challenge = await challengeBy(scene, by);
  const { keys } = meterRecord(scene, { meterId });
  const last = keys.at(-1)?.fingerprint;
  const fields = statement(next, scene.ledger, challenge, meterId, {
    purpose: 'update',
    sequence: keys.length,
    ...(last === undefined ? {} : { previous: last }),
  });
  const update: Update = {
    meterId,
    key: toBase64(next.spki),
    algorithm: next.algorithm.id,
    proof: next.prove(fields),
    ...(previous === undefined ? {} : { previousProof: previous.prove(fields) }),
    ...change,
  };
  return { challengeId: challenge.challengeId, updates: [update] };
}

/** Gives a meter another key. */
export async function update(
  scene: Scene,
  placed: Pick<Placed, 'meterId'>,
  next: TestMeter,
  options: UpdateOptions = {},
): Promise<ResultOf<'registry', 'UpdateKeys'>> {
  const { by = scene.who.ptbAnna } = options;
  return scene.ledger.submit(by, ['registry', 'UpdateKeys'], await updateOf(scene, placed, next, options));
}

/** Another endorser's word for one of the keys of a meter. */
export async function attestKey(scene: Scene, by: Person, meterId: string, meter: TestMeter): Promise<void> {
  const { keys } = meterRecord(scene, { meterId });
  const sequence = keys.findIndex(({ fingerprint }) => fingerprint === meter.fingerprint);
  const challenge = await challengeBy(scene, by);
  const before = keys[sequence - 1]?.fingerprint;
  const fields = statement(meter, scene.ledger, challenge, meterId, {
    purpose: 'attest',
    sequence,
    ...(before === undefined ? {} : { previous: before }),
  });
  await scene.ledger.submit(by, ['registry', 'AttestMeters'], {
    challengeId: challenge.challengeId,
    attestations: [{ meterId, key: meter.fingerprint, proof: meter.prove(fields) }],
  });
}
