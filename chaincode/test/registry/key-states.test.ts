// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@meterpki/protocol';
import fc from 'fast-check';
import { verdict } from '../support/checks';
import { faultsOf } from '../support/invariants';
import { KeyModel } from '../support/key-model';
import type { Person } from '../support/people';
import { grant, meterRecord, opened, register, type Placed, type Scene } from '../support/scene';
import { TestMeter } from '../support/test-meter';
import { attestKey, update } from '../support/updates';

type Name = 'ptbAnna' | 'ptbBert' | 'inmetroCarla';

const endorsers: readonly Name[] = ['ptbAnna', 'ptbBert', 'inmetroCarla'];
const owners: readonly Name[] = ['ptbAnna', 'ptbBert'];

/** One thing that somebody tries; places count the meter's keys, whether there are as many or not. */
const steps = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('attest' as const),
      by: fc.constantFrom(...endorsers),
      at: fc.nat(1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('update' as const),
      by: fc.constantFrom(...owners),
      vouched: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('hold', 'reinstate', 'revoke'), at: fc.nat(2) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('dismiss' as const),
      who: fc.constantFrom(...endorsers),
      back: fc.option(fc.nat(12), { nil: undefined }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('grant' as const), who: fc.constantFrom(...endorsers) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('retire' as const), chance: fc.nat(9) }) },
);

type Step = typeof steps extends fc.Arbitrary<infer S> ? S : never;

/** A meter on the ledger and in the model, with the keys that it ever had. */
class World {
  readonly model = new KeyModel();
  readonly meters: TestMeter[];
  readonly scene: Scene;
  readonly placed: Placed;

  constructor(scene: Scene, placed: Placed) {
    this.scene = scene;
    this.placed = placed;
    this.meters = [placed.meter];
    for (const who of endorsers) this.model.granted(who, 0);
    this.model.added(placed.meter.fingerprint, { who: 'ptbAnna', at: this.now });
  }

  get now(): number {
    return this.scene.ledger.milliseconds;
  }

  /** Tries a step; the model learns of it where the ledger let it pass. */
  async take(step: Step): Promise<void> {
    try {
      await this.#try(step);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  async #try(step: Step): Promise<void> {
    if (step.kind === 'attest') return this.#attest(step);
    if (step.kind === 'update') return this.#update(step);
    if (step.kind === 'grant') return this.#grant(step.who);
    if (step.kind === 'dismiss') return this.#dismiss(step);
    if (step.kind === 'retire') return this.#retire(step.chance);
    return this.#change(step);
  }

  async #attest({ by, at }: Readonly<{ by: Name; at: number }>): Promise<void> {
    const meter = this.meters[at];
    if (meter === undefined) return;
    await attestKey(this.scene, this.#person(by), this.placed.meterId, meter);
    this.model.said(meter.fingerprint, { who: by, at: this.now });
  }

  async #update({ by, vouched }: Readonly<{ by: Name; vouched: boolean }>): Promise<void> {
    if (this.meters.length > 3) return;
    const next = new TestMeter(`key ${this.meters.length}`);
    const { keys } = meterRecord(this.scene, this.placed);
    const used = keys
      .filter(({ activated, superseded }) => activated !== undefined && superseded === undefined)
      .at(-1);
    const previous = vouched
      ? this.meters.find(({ fingerprint }) => fingerprint === used?.fingerprint)
      : undefined;
    await update(this.scene, this.placed, next, { by: this.#person(by), previous });
    this.meters.push(next);
    this.model.added(next.fingerprint, { who: by, at: this.now }, previous?.fingerprint);
  }

  async #grant(who: Name): Promise<void> {
    await grant(this.scene, this.#administrator(who), this.#person(who));
    this.model.granted(who, this.now);
  }

  async #dismiss({ who, back }: Readonly<{ who: Name; back?: number | undefined }>): Promise<void> {
    const { ledger } = this.scene;
    const from = back === undefined ? undefined : this.now - back * 1000;
    const review = from === undefined ? {} : { underReviewSince: new Date(from).toISOString() };
    const { identity } = this.#person(who);
    await ledger.submit(this.#administrator(who), ['governance', 'RevokePermittedEndorsers'], {
      revocations: [{ identity, reason: 'r', ...review }],
    });
    this.model.revoked(who, from);
  }

  async #retire(chance: number): Promise<void> {
    if (chance > 0) return;
    const { ledger, who } = this.scene;
    await ledger.submit(who.ptbAdmin, ['registry', 'DecommissionMeters'], {
      meterIds: [this.placed.meterId],
    });
    this.model.retired = true;
  }

  async #change({ kind, at }: Readonly<{ kind: string; at: number }>): Promise<void> {
    const key = this.meters[at]?.fingerprint;
    if (key === undefined) return;
    const { ledger, who } = this.scene;
    const item = { meterId: this.placed.meterId, key };
    const reason = kind === 'hold' ? ('certificateHold' as const) : ('keyCompromise' as const);
    await (kind === 'reinstate'
      ? ledger.submit(who.ptbAdmin, ['registry', 'ReinstateKeys'], { keys: [item] })
      : ledger.submit(who.ptbAdmin, ['registry', 'RevokeKeys'], { revocations: [{ ...item, reason }] }));
    const modelled = this.model.keys.get(key);
    if (modelled !== undefined)
      modelled.state = kind === 'reinstate' ? 'good' : kind === 'hold' ? 'hold' : 'revoked';
  }

  /** What the ledger and the model say of a receipt of each key. */
  async verdicts(): Promise<[said: string[], expected: string[]]> {
    const said: string[] = [];
    for (const meter of this.meters)
      said.push(await verdict(this.scene, { text: meter.signRaw('1'), meterId: this.placed.meterId }));
    return [said, this.meters.map(({ fingerprint }) => this.model.verdict(fingerprint))];
  }

  #person(name: Name): Person {
    return this.scene.who[name];
  }

  #administrator(name: Name): Person {
    const { ptbAdmin, inmetroAdmin } = this.scene.who;
    return name === 'inmetroCarla' ? inmetroAdmin : ptbAdmin;
  }
}

describe('whatever happens to a meter', () => {
  it('its receipts are worth what words, grants, reviews and revocations make of its keys', async () => {
    const met = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 24, size: 'max' }), async (taken) => {
        const scene = await opened();
        const world = new World(scene, await register(scene, 'm'));
        for (const step of taken) {
          await world.take(step);
          const [said, expected] = await world.verdicts();
          expect(said).toEqual(expected);
          for (const one of said) met.add(one);
        }
        expect(faultsOf(scene.ledger.state)).toEqual([]);
      }),
      { numRuns: Number(process.env.METERPKI_MODEL_CASES ?? 200) },
    );
    expect([...met].sort()).toEqual(['indeterminate not-active', 'indeterminate time-unknown', 'valid']);
  }, 120_000);
});
