// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from 'node:timers/promises';
import type { Lab } from '../lab';
import type { ProposalWish } from '../messages/proposal';
import type { Observation } from '../observation/observation';
import { endorsementSeen, evaluationSeen } from '../observation/results';
import type { ConformanceCase } from './conformance-case';

/** Calls that a chaincode answers in a way of its own. */
const CALLS: Readonly<Record<string, ProposalWish>> = {
  'a value': { args: ['put', 'a', 'value'] },
  nothing: { args: ['remove', 'a'] },
  'no arguments at all': { args: [] },
  'the contract named': { args: ['conformance:get', 'a'] },
  'an unknown function': { args: ['unknown', 'a'] },
  'an unknown contract': { args: ['elsewhere:get', 'a'] },
  'too few arguments': { args: ['get'] },
  'too many arguments': { args: ['get', 'a', 'b'] },
  'an error': { args: ['fail', 'CODE: text of the contract'] },
  'an error without text': { args: ['fail', ''] },
  'status 100': { args: ['status', '100', 'text'] },
  'status 199': { args: ['status', '199', 'text'] },
  'status 201': { args: ['status', '201', 'text'] },
  'status 399': { args: ['status', '399', 'text'] },
  'status 400': { args: ['status', '400', 'text'] },
  'status 404': { args: ['status', '404', 'text'] },
  'status 499': { args: ['status', '499', 'text'] },
  'status 500': { args: ['status', '500', 'text'] },
  'status 503': { args: ['status', '503', 'text'] },
  'an event': { args: ['event', 'name', 'payload'] },
  'an event without name': { args: ['event', '', 'payload'] },
  'transient data': { args: ['transient', 'note'], transient: { note: 'a note' } },
  'a key without characters': { args: ['put', '', 'value'] },
  'a query of a key without characters': { args: ['get', ''] },
  'a page and then a write': { args: ['pageThenPut'] },
  'a write and then a page': { args: ['putThenPage'] },
  'a rich query': { args: ['query'] },
};

const BOTH = ['PTBMSP', 'InmetroMSP'];

const callCases: readonly ConformanceCase[] = Object.entries(CALLS).flatMap(([what, wish]) => [
  {
    name: `evaluate: ${what}`,
    run: async (lab) => evaluationSeen(await lab.evaluate(lab.proposal(wish).signed)),
  },
  {
    name: `endorse: ${what}`,
    run: async (lab) => endorsementSeen(await lab.endorse(lab.proposal(wish).signed)),
  },
  {
    name: `endorse by both institutes: ${what}`,
    run: async (lab) => endorsementSeen(await lab.endorse(lab.proposal(wish).signed, BOTH)),
  },
]);

const differing: ProposalWish = { args: ['differ'] };
const reading: ProposalWish = { args: ['get', 'a'] };
const withTransient: ProposalWish = { args: ['transient', 'note'], transient: { note: 'a note' } };

/** Which organisations are asked. */
const ORGANISATIONS: Readonly<Record<string, readonly string[]>> = {
  'the own institute': ['PTBMSP'],
  'the other institute': ['InmetroMSP'],
  'both institutes': BOTH,
  'an unknown organisation': ['NobodyMSP'],
  'an institute and an unknown organisation': ['PTBMSP', 'NobodyMSP'],
  'two unknown organisations': ['NobodyMSP', 'NothingMSP'],
};

const organisationCases: readonly ConformanceCase[] = Object.entries(ORGANISATIONS).flatMap(
  ([whom, mspIds]) => [
    {
      name: `evaluate at ${whom}`,
      run: async (lab) => evaluationSeen(await lab.evaluate(lab.proposal(reading).signed, mspIds)),
    },
    {
      name: `evaluate transient data at ${whom}`,
      run: async (lab) => evaluationSeen(await lab.evaluate(lab.proposal(withTransient).signed, mspIds)),
    },
    {
      name: `endorse at ${whom}`,
      run: async (lab) => endorsementSeen(await lab.endorse(lab.proposal(reading).signed, mspIds)),
    },
  ],
);

async function answersDiffer(lab: Lab, mspIds: readonly string[]): Promise<Observation> {
  const seen = endorsementSeen(await lab.endorse(lab.proposal(differing).signed, mspIds));
  return onlyTexts(seen);
}

/** Of two peers that differ either may be the first: addresses and MSP IDs are left out. */
function onlyTexts(seen: Observation): Observation {
  return JSON.parse(
    JSON.stringify(seen, (name, value: unknown) => (['mspId', 'address'].includes(name) ? undefined : value)),
  ) as Observation;
}

const BRIEF_MILLISECONDS = 500;

/** Calls that end before the chaincode does. */
const slowCases: readonly ConformanceCase[] = [
  {
    name: 'evaluate: longer than the deadline',
    run: async (lab) => {
      const { signed } = lab.proposal({ args: ['slow', '3000'] });
      return evaluationSeen(await lab.evaluate(signed, ['PTBMSP'], BRIEF_MILLISECONDS));
    },
  },
  {
    name: 'endorse: longer than the deadline',
    run: async (lab) => {
      const { signed } = lab.proposal({ args: ['slow', '3000'] });
      return endorsementSeen(await lab.endorse(signed, ['PTBMSP'], BRIEF_MILLISECONDS));
    },
  },
  {
    name: 'evaluate: the same transaction twice at once',
    run: async (lab) => {
      const { signed } = lab.proposal({ args: ['slow', '1000'] });
      const both = await Promise.all([lab.evaluate(signed, ['PTBMSP']), lab.evaluate(signed, ['PTBMSP'])]);
      return both
        .map(evaluationSeen)
        .sort((left, right) => JSON.stringify(left).localeCompare(JSON.stringify(right)));
    },
  },
];

/** What chaincodes answer, and who is asked. */
export const chaincodeCases: readonly ConformanceCase[] = [
  ...callCases,
  ...organisationCases,
  { name: 'endorse: answers differ', run: async (lab) => await answersDiffer(lab, []) },
  { name: 'endorse by both institutes: answers differ', run: async (lab) => await answersDiffer(lab, BOTH) },
  ...slowCases,
];

/** Ends the chaincode of PTB. Comes last, since it takes a while until it answers again. */
export const crashCases: readonly ConformanceCase[] = [
  {
    name: 'evaluate: the chaincode ends',
    run: async (lab) => {
      const seen = evaluationSeen(await lab.evaluate(lab.proposal({ args: ['crash'] }).signed, ['PTBMSP']));
      await untilItAnswers(lab);
      return seen;
    },
  },
  {
    name: 'endorse: the chaincode ends',
    run: async (lab) => {
      const seen = endorsementSeen(await lab.endorse(lab.proposal({ args: ['crash'] }).signed, ['PTBMSP']));
      await untilItAnswers(lab);
      return seen;
    },
  },
];

const RESTART_MILLISECONDS = 60_000;

async function untilItAnswers(lab: Lab): Promise<void> {
  const end = Date.now() + RESTART_MILLISECONDS;
  while (Date.now() < end) {
    const answered = await lab.evaluate(lab.proposal(reading).signed, ['PTBMSP']);
    if ('answer' in answered) return;
    await delay(200);
  }
  throw new Error('the chaincode of PTB does not answer again');
}
