// SPDX-License-Identifier: Apache-2.0
import { activate, type Scene } from '../../support/scene';
import type { Chapter, Chapters, Ground } from '../chapter';
import { FIVE_HUNDRED, namesOf, registerMany, serialOf } from '../grounds';

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
    (scene) => registerMany(scene),
    namesOf(FIVE_HUNDRED).map((name) => `ptb:${name}`),
  ),
] as const;

const getMeters: Chapter<'registry', 'GetMeters'> = {
  who: ALL,
  what: 'Meters by ID, by the fingerprint of a key, or by alias; each once, and the queries that found none.',
  example: async (scene) => {
    await activate(scene, 'm1', [serialOf('m1')]);
    return {
      by: scene.who.society,
      argument: { aliases: [serialOf('m1')], meterIds: ['ptb:m2'] },
    };
  },
  refusals: {},
  largest: [
    `${FIVE_HUNDRED} meters by key`,
    async (scene) => {
      const meters = await registerMany(scene);
      return { by: scene.who.society, argument: { keys: meters.map(({ fingerprint }) => fingerprint) } };
    },
  ],
};

/** What everybody may ask the register. */
export const queryChapters: Pick<
  Chapters<'registry'>,
  'GetMeters' | 'IsRegistered' | 'MayBePlacedOnMarket'
> = {
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
    refusals: {},
    largest,
  },
};
