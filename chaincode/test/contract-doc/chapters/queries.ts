// SPDX-License-Identifier: Apache-2.0
import { genesisText } from '../../support/genesis';
import { activate, type Scene } from '../../support/scene';
import type { Chapter, Chapters, Ground, GroundOf } from '../chapter';
import {
  activateMany,
  after,
  attestByThousands,
  FIVE_HUNDRED,
  manyAliases,
  namesOf,
  serialOf,
  TOO_COSTLY,
} from '../grounds';
import { identityOf } from './endorsers';

const ALL = 'everybody on the channel';

/** Asks about meters of which some are registered. */
const asking =
  (prepare: (scene: Scene) => Promise<unknown>, meterIds: string[]): Ground<{ meterIds: string[] }> =>
  async (scene) => {
    await prepare(scene);
    return { by: scene.who.society, argument: { meterIds } };
  };

const example = asking((scene) => activate(scene, 'm1', [serialOf('m1')]), ['ptb:m1', 'ptb:m2']);
const largest = [
  `${FIVE_HUNDRED} meters`,
  asking(
    (scene) => activateMany(scene),
    namesOf(FIVE_HUNDRED).map((name) => `ptb:${name}`),
  ),
] as const;

const getMeters: Chapter<'registry', 'GetMeters'> = {
  who: ALL,
  what: 'Meters by ID, by the fingerprint of a key, or by alias; each once, and the queries that found none.',
  example: async (scene) => {
    const { meter } = await activate(scene, 'm1', [serialOf('m1')]);
    return {
      by: scene.who.society,
      argument: { aliases: [serialOf('m1')], keys: [meter.fingerprint], meterIds: ['ptb:m2'] },
    };
  },
  refusals: {
    LIST_TOO_COSTLY: [
      `${TOO_COSTLY}: an alias is looked up under every member`,
      (scene) => {
        const members = namesOf(200).map((prefix) => ({ mspId: prefix, prefix }));
        scene.ledger.upgrade(genesisText({ members }));
        const aliases = namesOf(20).flatMap((name) => manyAliases(name, 1));
        const ids = namesOf(FIVE_HUNDRED).map((name) => `ptb:${name}`);
        const keys = namesOf(FIVE_HUNDRED).map((name) => identityOf(name).slice(0, 64));
        return Promise.resolve({ by: scene.who.society, argument: { aliases, meterIds: ids, keys } });
      },
    ],
  },
  largest: [
    `${FIVE_HUNDRED} meters by key`,
    async (scene) => {
      const meters = await activateMany(scene);
      return { by: scene.who.society, argument: { keys: meters.map(({ fingerprint }) => fingerprint) } };
    },
  ],
};

const findMeters: Chapter<'registry', 'FindMeters'> = {
  who: ALL,
  what: 'Meters of one institute by ID, in pages; a page goes on at `next` of the one before. A filter that fits little gives short pages, even empty ones. For evaluation only.',
  example: async (scene) => {
    await activate(scene, 'm1', [serialOf('m1')]);
    return { by: scene.who.society, argument: { mspId: 'PTBMSP', status: 'ACTIVE', limit: 10 } };
  },
  refusals: {},
  largest: [
    `a page of ${FIVE_HUNDRED} meters`,
    async (scene) => {
      await activateMany(scene);
      return { by: scene.who.society, argument: { mspId: 'PTBMSP', limit: FIVE_HUNDRED } };
    },
  ],
};

/** A meter whose record had so many states. */
const remembering =
  (states: number): GroundOf<'registry', 'GetHistory'> =>
  async (scene) => {
    await activate(scene, 'm1', [serialOf('m1')]);
    const { state } = scene.ledger;
    const key = 'meter/ptb/m1';
    for (let count = 2; count < states; count++) state.apply(new Map([[key, state.get(key)]]));
    return { by: scene.who.society, argument: { meterId: 'ptb:m1', limit: 500 } };
  };

const getHistory: Chapter<'registry', 'GetHistory'> = {
  who: ALL,
  what: "Every state that a meter's record had, oldest first, with transaction and time, in pages. From the ledger's history, which is in no read set: for evaluation only.",
  example: remembering(2),
  refusals: {
    METER_UNKNOWN: [
      'no meter has the ID',
      ({ who }) => Promise.resolve({ by: who.society, argument: { meterId: 'ptb:m2' } }),
    ],
    LIST_TOO_COSTLY: ['the record had more states than the 5,000 that one call may read', remembering(5001)],
  },
  largest: ['a page of 500 states of 4,900', remembering(4900)],
};

/** What everybody may ask the register. */
export const queryChapters: Pick<
  Chapters<'registry'>,
  'FindMeters' | 'GetHistory' | 'GetMeters' | 'IsRegistered' | 'MayBePlacedOnMarket'
> = {
  FindMeters: findMeters,
  GetHistory: getHistory,
  GetMeters: getMeters,
  IsRegistered: {
    who: ALL,
    what: 'Whether there is any record of a meter.',
    example,
    refusals: {},
    largest,
  },
  MayBePlacedOnMarket: {
    who: ALL,
    what: 'Whether a meter may be sold as far as the register knows: it is ACTIVE and has a good key. Other conditions of the law are not looked at.',
    example,
    refusals: {
      LIST_TOO_COSTLY: [
        `${TOO_COSTLY}: reviews of endorsers are looked up one by one where there are many`,
        after(example, (scene) => {
          attestByThousands(scene);
          const review = Buffer.from('{"schema":1}');
          const reviews = namesOf(65).map((name) => [`review/PTBMSP/${name}`, review] as const);
          scene.ledger.state.apply(new Map(reviews));
        }),
      ],
    },
    largest,
  },
};
