// SPDX-License-Identifier: Apache-2.0
import type { MeterAlias } from '@meterpki/protocol';
import { activate, type Scene } from '../../support/scene';
import type { Chapter, Chapters, Ground, GroundOf } from '../chapter';
import {
  after,
  calledBy,
  changed,
  FIVE_HUNDRED,
  forEndorsers,
  forMembers,
  manyAliases,
  namesOf,
  activateMany,
  serialOf,
  TOO_COSTLY,
} from '../grounds';
import { identityOf } from './endorsers';
import { crowd } from './registration';

type Naming = GroundOf<'registry', 'SetAliases'>;
type Meters = Ground<{ meterIds: string[] }>;

const WORDS = {
  unknown: 'no meter has the ID',
  foreign: 'the meter belongs to another institute',
  retired: 'the meter is retired already',
} as const;

const named: MeterAlias[] = [serialOf('m1'), { kind: 'EVSE-ID', text: 'DE*ABC*E1234*1' }];

const naming: Naming = async (scene) => {
  const { meterId } = await activate(scene, 'm1', [serialOf('m1')]);
  return { by: scene.who.ptbAnna, argument: { meters: [{ meterId, aliases: named }] } };
};

const namingWith = (meterId: string, aliases = named): Naming =>
  changed(naming, () => ({ meters: [{ meterId, aliases }] }));

const retire = ({ ledger, who }: Scene): Promise<unknown> =>
  ledger.submit(who.ptbAnna, ['registry', 'DecommissionMeters'], { meterIds: ['ptb:m1'] });

/** Gives a meter sixteen other aliases again and again; what is left out ends, but is kept. */
async function renameOften({ ledger, who }: Scene): Promise<void> {
  for (const turn of ['a', 'b', 'c', 'd']) {
    const aliases = namesOf(turn === 'd' ? 15 : 16).map((name) => serialOf(turn + name));
    await ledger.submit(who.ptbAnna, ['registry', 'SetAliases'], {
      meters: [{ meterId: 'ptb:m1', aliases }],
    });
  }
}

const renaming: Naming = async (scene) => {
  const meters = await activateMany(scene);
  const items = meters.map(({ name }) => ({ meterId: `ptb:${name}`, aliases: [serialOf(`new ${name}`)] }));
  return { by: scene.who.ptbAnna, argument: { meters: items } };
};

const setAliases: Chapter<'registry', 'SetAliases'> = {
  who: "a permitted endorser of the meter's institute",
  what: 'Says by which names meters are found from now on. An alias that is left out ends now and is kept for receipts from before; one that is new begins now unless it says otherwise.',
  example: naming,
  refusals: {
    NOT_A_MEMBER: forMembers(naming),
    ENDORSER_NOT_GRANTED: forEndorsers(naming),
    METER_UNKNOWN: [WORDS.unknown, namingWith('ptb:m2')],
    FOREIGN_METER: [WORDS.foreign, calledBy(naming, 'inmetroCarla')],
    METER_DECOMMISSIONED: [WORDS.retired, after(naming, retire)],
    ALIAS_CROWDED: [
      'sixteen other meters of the institute carry an alias at the same time, or 63 have carried it',
      after(namingWith('ptb:m1', [serialOf('crowd')]), (scene) => crowd(scene, 'crowd')),
    ],
    TOO_MANY_ALIASES: [
      'the meter would have more than 64, ended ones among them',
      after(naming, renameOften),
    ],
    LIST_TOO_COSTLY: [
      TOO_COSTLY,
      async (scene) => {
        const { by, argument } = await renaming(scene);
        const meters = argument.meters.map(({ meterId }) => ({ meterId, aliases: manyAliases(meterId) }));
        return { by, argument: { meters } };
      },
    ],
  },
  largest: [`${FIVE_HUNDRED} meters with an alias each`, renaming],
};

const retiring: Meters = async (scene) => {
  const { meterId } = await activate(scene, 'm1', [serialOf('m1')]);
  return { by: scene.who.ptbAnna, argument: { meterIds: [meterId] } };
};

const everyMeter =
  (by: 'ptbAnna' | 'ptbAdmin'): Meters =>
  async (scene) => {
    const meters = await activateMany(scene);
    return { by: scene.who[by], argument: { meterIds: meters.map(({ name }) => `ptb:${name}`) } };
  };

const other: Meters = changed(retiring, () => ({ meterIds: ['ptb:m2'] }));

const decommissionMeters: Chapter<'registry', 'DecommissionMeters'> = {
  who: "a permitted endorser of the meter's institute",
  what: 'Retires meters for ever. Receipts that claim an earlier time stay as good as they were.',
  example: retiring,
  refusals: {
    NOT_A_MEMBER: forMembers(retiring),
    ENDORSER_NOT_GRANTED: forEndorsers(retiring),
    METER_UNKNOWN: [WORDS.unknown, other],
    FOREIGN_METER: [WORDS.foreign, calledBy(retiring, 'inmetroCarla')],
    METER_DECOMMISSIONED: [WORDS.retired, after(retiring, retire)],
  },
  largest: [`${FIVE_HUNDRED} meters`, everyMeter('ptbAnna')],
};

const restamping: GroundOf<'registry', 'RestampMeters'> = async (scene) => {
  const { argument } = await retiring(scene);
  const { ptbAdmin, ptbAnna } = scene.who;
  return { by: ptbAdmin, argument: { ...argument, identities: [ptbAnna.identity] } };
};

const restampMeters: Chapter<'registry', 'RestampMeters'> = {
  who: "an administrator of the meters' institute",
  what: 'Renews who must endorse changes of meters with their keys, and of grants with their reviews, after the members changed. It must itself satisfy the old policies: so change the policy, restamp, and only then remove an institute.',
  example: restamping,
  refusals: {
    NOT_A_MEMBER: forMembers(restamping),
    METER_UNKNOWN: [WORDS.unknown, changed(restamping, () => ({ meterIds: ['ptb:m2'] }))],
    FOREIGN_METER: [WORDS.foreign, calledBy(restamping, 'inmetroAdmin')],
    ENDORSER_UNKNOWN: [
      'the institute never granted an identity anything',
      changed(restamping, () => ({ identities: [identityOf('nobody')] })),
    ],
  },
  largest: [`${FIVE_HUNDRED} meters`, everyMeter('ptbAdmin')],
};

/** What happens to meters later. */
export const meterChapters: Pick<
  Chapters<'registry'>,
  'SetAliases' | 'DecommissionMeters' | 'RestampMeters'
> = { SetAliases: setAliases, DecommissionMeters: decommissionMeters, RestampMeters: restampMeters };
