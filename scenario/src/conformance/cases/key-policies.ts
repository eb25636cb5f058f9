// SPDX-License-Identifier: Apache-2.0
import type { Endorsed, Lab } from '../lab';
import { fatesSeen } from '../observation/blocks';
import type { Observation } from '../observation/observation';
import { endorsementSeen, evaluationSeen } from '../observation/results';
import type { ConformanceCase } from './conformance-case';
import { inOneBlock } from './conflicts';

const PTB = ['PTBMSP'];
const INMETRO = ['InmetroMSP'];
const BOTH = ['PTBMSP', 'InmetroMSP'];

/** Commits a call that named institutes endorse. */
async function commits(
  lab: Lab,
  organisations: readonly string[],
  ...args: readonly string[]
): Promise<Observation> {
  return fatesSeen(await lab.committed(await lab.endorsed({ args, organisations })));
}

/** What a call answers. */
async function answer(lab: Lab, ...args: readonly string[]): Promise<Observation> {
  return evaluationSeen(await lab.evaluate(lab.proposal({ args }).signed));
}

/** A key of which PTB alone decides. */
async function keyOfPtb(lab: Lab, key: string): Promise<void> {
  await lab.done('putWithPolicy', key, 'value', 'PTBMSP');
}

/** A case that sends two calls in one block: the first endorsed by both institutes, the second by one. */
function pair(
  name: string,
  first: (key: string) => readonly string[],
  second: (key: string) => readonly string[],
  endorsers: readonly string[],
): ConformanceCase {
  return {
    name: `key policy: ${name}`,
    run: async (lab) => {
      let turn = 0;
      return await inOneBlock(lab, async (): Promise<readonly Endorsed[]> => {
        const key = lab.own(`policy/${name}${(turn += 1)}`);
        await lab.done('put', key, 'value');
        return [
          await lab.endorsed({ args: first(key), organisations: BOTH }),
          await lab.endorsed({ args: second(key), organisations: endorsers }),
        ];
      });
    },
  };
}

/** Policies that belong to a key. */
export const keyPolicyCases: readonly ConformanceCase[] = [
  {
    name: 'key policy: none, set, read',
    run: async (lab) => {
      await lab.done('put', lab.own('policy/read'), 'value');
      const before = await answer(lab, 'keyPolicy', lab.own('policy/read'));
      await lab.done('setKeyPolicy', lab.own('policy/read'), 'PTBMSP,InmetroMSP');
      return [
        before,
        await answer(lab, 'keyPolicy', lab.own('policy/read')),
        await answer(lab, 'keyPolicy', lab.own('policy/none')),
      ];
    },
  },
  {
    name: 'key policy: one institute is enough for its key',
    run: async (lab) => {
      await keyOfPtb(lab, lab.own('policy/own'));
      return [
        await commits(lab, PTB, 'put', lab.own('policy/own'), 'by PTB'),
        await answer(lab, 'keyPolicy', lab.own('policy/own')),
        await answer(lab, 'get', lab.own('policy/own')),
      ];
    },
  },
  {
    name: 'key policy: the other institute is not enough',
    run: async (lab) => {
      await keyOfPtb(lab, lab.own('policy/foreign'));
      return [
        await commits(lab, INMETRO, 'put', lab.own('policy/foreign'), 'by Inmetro'),
        await commits(lab, INMETRO, 'setKeyPolicy', lab.own('policy/foreign'), 'InmetroMSP'),
        await commits(lab, INMETRO, 'remove', lab.own('policy/foreign')),
        await commits(lab, BOTH, 'put', lab.own('policy/foreign'), 'by both'),
      ];
    },
  },
  {
    name: 'key policy: another key in the transaction',
    run: async (lab) => {
      await keyOfPtb(lab, lab.own('policy/first'));
      return [
        await commits(lab, PTB, 'putTwo', lab.own('policy/first'), lab.own('policy/second'), 'value'),
        await commits(lab, BOTH, 'putTwo', lab.own('policy/first'), lab.own('policy/second'), 'value'),
      ];
    },
  },
  {
    name: 'key policy: setting one needs the policy before',
    run: async (lab) => {
      await lab.done('put', lab.own('policy/set'), 'value');
      return [
        await commits(lab, PTB, 'setKeyPolicy', lab.own('policy/set'), 'PTBMSP'),
        await commits(lab, BOTH, 'setKeyPolicy', lab.own('policy/set'), 'PTBMSP'),
        await commits(lab, PTB, 'setKeyPolicy', lab.own('policy/set'), 'InmetroMSP'),
        await commits(lab, PTB, 'put', lab.own('policy/set'), 'value'),
        await commits(lab, INMETRO, 'put', lab.own('policy/set'), 'value'),
      ];
    },
  },
  {
    name: 'key policy: removed with its key',
    run: async (lab) => {
      await keyOfPtb(lab, lab.own('policy/removed'));
      return [
        await commits(lab, PTB, 'remove', lab.own('policy/removed')),
        await answer(lab, 'keyPolicy', lab.own('policy/removed')),
        await commits(lab, PTB, 'put', lab.own('policy/removed'), 'value'),
      ];
    },
  },
  {
    name: 'key policy: for a key that is not there',
    run: async (lab) => [
      await commits(lab, BOTH, 'setKeyPolicy', lab.own('policy/absent'), 'PTBMSP'),
      await answer(lab, 'keyPolicy', lab.own('policy/absent')),
      await commits(lab, PTB, 'put', lab.own('policy/absent'), 'value'),
    ],
  },
  {
    name: 'key policy: empty',
    run: async (lab) => {
      await lab.done('put', lab.own('policy/empty'), 'value');
      return [
        await commits(lab, BOTH, 'setKeyPolicyBytes', lab.own('policy/empty'), ''),
        endorsementSeen(
          await lab.endorse(lab.proposal({ args: ['put', lab.own('policy/empty'), 'x'] }).signed),
        ),
        await answer(lab, 'keyPolicy', lab.own('policy/empty')),
        await commits(lab, PTB, 'put', lab.own('policy/empty'), 'value'),
      ];
    },
  },
  {
    name: 'key policy: of an unknown organisation',
    run: async (lab) => {
      await lab.done('put', lab.own('policy/nobody'), 'value');
      await lab.done('setKeyPolicy', lab.own('policy/nobody'), 'NobodyMSP');
      return [
        endorsementSeen(
          await lab.endorse(lab.proposal({ args: ['put', lab.own('policy/nobody'), 'x'] }).signed),
        ),
        await commits(lab, BOTH, 'put', lab.own('policy/nobody'), 'value'),
      ];
    },
  },
  {
    name: 'key policy: the gateway asks whom the key needs',
    run: async (lab) => {
      await keyOfPtb(lab, lab.own('policy/gateway'));
      await lab.done('putWithPolicy', lab.own('policy/gateway other'), 'value', 'InmetroMSP');
      const asked = async (...args: readonly string[]): Promise<Observation> =>
        endorsementSeen(await lab.endorse(lab.proposal({ args }).signed));
      return [
        await asked('put', lab.own('policy/gateway'), 'value'),
        await asked('put', lab.own('policy/gateway other'), 'value'),
        await asked('putTwo', lab.own('policy/gateway'), lab.own('policy/gateway other'), 'value'),
        await asked('putTwo', lab.own('policy/gateway'), lab.own('policy/without'), 'value'),
        await asked('get', lab.own('policy/gateway')),
        await asked('setKeyPolicy', lab.own('policy/gateway'), 'InmetroMSP'),
      ];
    },
  },
  pair(
    'set and then written in one block',
    (key) => ['setKeyPolicy', key, 'PTBMSP'],
    (key) => ['put', key, 'x'],
    BOTH,
  ),
  pair(
    'set and then set again in one block',
    (key) => ['setKeyPolicy', key, 'PTBMSP'],
    (key) => ['setKeyPolicy', key, 'InmetroMSP'],
    BOTH,
  ),
  pair(
    'set and then read in one block',
    (key) => ['setKeyPolicy', key, 'PTBMSP'],
    (key) => ['increment', key],
    BOTH,
  ),
  pair(
    'written and then set in one block',
    (key) => ['put', key, 'x'],
    (key) => ['setKeyPolicy', key, 'PTBMSP'],
    BOTH,
  ),
  pair(
    'set and then another key written in one block',
    (key) => ['setKeyPolicy', key, 'PTBMSP'],
    (key) => ['put', `${key}x`, 'x'],
    BOTH,
  ),
  {
    name: 'key policy: set in vain and then written in one block',
    run: async (lab) => {
      let turn = 0;
      return await inOneBlock(lab, async () => {
        const key = lab.own(`policy/vain${(turn += 1)}`);
        await lab.done('put', key, 'value');
        return [
          await lab.endorsed({ args: ['setKeyPolicy', key, 'PTBMSP'], organisations: PTB }),
          await lab.endorsed({ args: ['put', key, 'x'], organisations: BOTH }),
        ];
      });
    },
  },
  {
    name: 'key policy: bytes that are none',
    run: async (lab) => {
      await lab.done('put', lab.own('policy/broken'), 'value');
      // Not committed after that: a v3.1.5 peer stops validating the channel when such a key is written.
      return [
        await commits(lab, BOTH, 'setKeyPolicyBytes', lab.own('policy/broken'), 'ffffffff'),
        endorsementSeen(
          await lab.endorse(lab.proposal({ args: ['put', lab.own('policy/broken'), 'x'] }).signed),
        ),
        endorsementSeen(await lab.endorse(lab.proposal({ args: ['get', lab.own('policy/broken')] }).signed)),
      ];
    },
  },
  {
    name: 'key policy: history of a key whose policy changed',
    run: async (lab) => {
      await lab.done('put', lab.own('policy/history'), 'value');
      await lab.done('setKeyPolicy', lab.own('policy/history'), 'PTBMSP');
      return await answer(lab, 'history', lab.own('policy/history'));
    },
  },
];
