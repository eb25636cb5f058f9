// SPDX-License-Identifier: Apache-2.0
import type { Lab } from '../lab';
import type { Observation } from '../observation/observation';
import { evaluationSeen } from '../observation/results';
import type { ConformanceCase } from './conformance-case';

async function answer(lab: Lab, ...args: readonly string[]): Promise<Observation> {
  return evaluationSeen(await lab.evaluate(lab.proposal({ args }).signed));
}

/** What chaincodes read of the state. */
export const stateCases: readonly ConformanceCase[] = [
  {
    name: 'state: a key that is there, and one that is not',
    run: async (lab) => {
      await lab.done('put', lab.own('state/a'), 'value');
      return [await answer(lab, 'get', lab.own('state/a')), await answer(lab, 'get', lab.own('state/none'))];
    },
  },
  {
    name: 'state: history of a key',
    run: async (lab) => {
      await lab.done('put', lab.own('state/history'), '1');
      await lab.done('put', lab.own('state/history'), '2');
      await lab.done('remove', lab.own('state/history'));
      await lab.done('put', lab.own('state/history'), '3');
      return [
        await answer(lab, 'history', lab.own('state/history')),
        await answer(lab, 'history', lab.own('state/none')),
      ];
    },
  },
  {
    name: 'state: ranges and pages',
    run: async (lab) => {
      for (const suffix of ['1', '2', '3', '4']) await lab.done('put', `state/range/${suffix}`, suffix);
      return [
        await answer(lab, 'range', 'state/range/', 'state/range/~'),
        await answer(lab, 'range', 'state/range/2', 'state/range/3'),
        await answer(lab, 'range', 'state/range/3', 'state/range/2'),
        await answer(lab, 'page', 'state/range/', 'state/range/~', '3', ''),
        await answer(lab, 'page', 'state/range/', 'state/range/~', '3', 'state/range/4'),
        await answer(lab, 'page', 'state/range/', 'state/range/~', '-1', ''),
      ];
    },
  },
];
