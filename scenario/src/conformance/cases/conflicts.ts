// SPDX-License-Identifier: Apache-2.0
import { setEndorsements, signedTransaction } from '../messages/envelope';
import type { MadeProposal } from '../messages/proposal';
import { fatesSeen } from '../observation/blocks';
import type { Observation } from '../observation/observation';
import { refusalSeen } from '../observation/refusal';
import { evaluationSeen } from '../observation/results';
import { type Endorsed, type Lab, refused } from '../lab';
import type { ConformanceCase } from './conformance-case';

/** How often two transactions are tried to be sent so that they come into one block. */
const ATTEMPTS = 20;

/** Endorses two transactions on the same state, commits the first, then the second. */
async function oneAfterTheOther(
  lab: Lab,
  first: readonly string[],
  second: readonly string[],
): Promise<Observation> {
  const both = [await lab.endorsed({ args: first }), await lab.endorsed({ args: second })];
  const seen: Observation[] = [];
  for (const endorsed of both) seen.push(fatesSeen(await lab.committed(endorsed)));
  return seen;
}

/**
 * Sends transactions at once until they come into one block, in their order; what the last block holds.
 *
 * @param prepare - endorses them anew for each attempt
 */
export async function inOneBlock(
  lab: Lab,
  prepare: () => Promise<readonly Endorsed[]>,
): Promise<Observation> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const endorsed = await prepare();
    const next = await lab.height();
    for (const { prepared } of endorsed) {
      const sent = await lab.submit(signedTransaction(prepared, lab.cast.client));
      if ('refusal' in sent) throw refused('not ordered', sent.refusal);
    }
    const block = await lab.blockAt(next);
    const count = block.getData()?.getDataList().length ?? 0;
    if (count === endorsed.length) return fatesSeen(block);
    await lab.blocksUntil(next, endorsed.length);
  }
  throw new Error(`the transactions did not come into one block in ${ATTEMPTS} attempts`);
}

async function endorsedBoth(
  lab: Lab,
  first: readonly string[],
  second: readonly string[],
): Promise<readonly Endorsed[]> {
  return [await lab.endorsed({ args: first }), await lab.endorsed({ args: second })];
}

async function prepareRange(lab: Lab, prefix: string): Promise<void> {
  for (const suffix of ['1', '2', '3']) await lab.done('put', `${prefix}${suffix}`, 'value');
}

/** A proposal whose transaction is in a block. */
async function committedProposal(lab: Lab): Promise<MadeProposal> {
  const proposal = lab.proposal({ args: ['put', 'duplicate', 'value'] });
  const answered = await lab.endorse(proposal.signed);
  const prepared = 'refusal' in answered ? undefined : answered.answer.getPreparedTransaction();
  if (prepared === undefined) throw new Error('not endorsed');
  await lab.committed({ transactionId: proposal.transactionId, prepared });
  return proposal;
}

/** Reading what another transaction changes, and sending a transaction twice. */
export const conflictCases: readonly ConformanceCase[] = [
  {
    name: 'conflict: two changes of a key, one block after the other',
    run: async (lab) => await oneAfterTheOther(lab, ['increment', 'later'], ['increment', 'later']),
  },
  {
    name: 'conflict: two changes of a key in one block',
    run: async (lab) =>
      await inOneBlock(lab, () => endorsedBoth(lab, ['increment', 'at once'], ['increment', 'at once'])),
  },
  {
    name: 'conflict: two blind writes in one block',
    run: async (lab) =>
      await inOneBlock(lab, () => endorsedBoth(lab, ['put', 'blind', '1'], ['put', 'blind', '2'])),
  },
  {
    name: 'conflict: a new key in a range',
    run: async (lab) => {
      await prepareRange(lab, 'new/');
      return await oneAfterTheOther(
        lab,
        ['put', 'new/2x', 'value'],
        ['countRange', 'new/', 'new/~', 'count'],
      );
    },
  },
  {
    name: 'conflict: a new key in a range in one block',
    run: async (lab) => {
      await prepareRange(lab, 'block/');
      let turn = 0;
      return await inOneBlock(lab, () => {
        turn += 1;
        return endorsedBoth(
          lab,
          ['put', `block/2x${turn}`, 'v'],
          ['countRange', 'block/', 'block/~', 'count'],
        );
      });
    },
  },
  {
    name: 'conflict: a changed key in a range',
    run: async (lab) => {
      await prepareRange(lab, 'changed/');
      return await oneAfterTheOther(
        lab,
        ['put', 'changed/2', 'new'],
        ['countRange', 'changed/', 'changed/~', 'count'],
      );
    },
  },
  {
    name: 'conflict: a removed key in a range',
    run: async (lab) => {
      await prepareRange(lab, 'removed/');
      return await oneAfterTheOther(
        lab,
        ['remove', 'removed/2'],
        ['countRange', 'removed/', 'removed/~', 'count'],
      );
    },
  },
  {
    name: 'conflict: a new key behind a range',
    run: async (lab) => {
      await prepareRange(lab, 'behind/');
      return await oneAfterTheOther(
        lab,
        ['put', 'behind/9', 'value'],
        ['countRange', 'behind/', 'behind/4', 'count'],
      );
    },
  },
  {
    name: 'duplicate: a proposal evaluated after its transaction',
    run: async (lab) => {
      const { signed } = await committedProposal(lab);
      return evaluationSeen(await lab.evaluate(signed));
    },
  },
  {
    name: 'duplicate: a proposal endorsed after its transaction',
    run: async (lab) => {
      const { signed } = await committedProposal(lab);
      const answered = await lab.endorse(signed);
      return 'refusal' in answered ? refusalSeen(answered.refusal) : 'endorsed';
    },
  },
  {
    name: 'duplicate: a transaction sent again',
    run: async (lab) => {
      const endorsed = await lab.endorsed({ args: ['put', 'again', 'value'] });
      const first = fatesSeen(await lab.committed(endorsed));
      return [first, fatesSeen(await lab.committed(endorsed))];
    },
  },
  {
    name: 'duplicate: a transaction sent again without endorsements',
    run: async (lab) => {
      const endorsed = await lab.endorsed({ args: ['put', 'again', 'value'] });
      await lab.committed(endorsed);
      return fatesSeen(
        await lab.committed(endorsed, (parts) => {
          setEndorsements(parts, []);
        }),
      );
    },
  },
  {
    name: 'duplicate: an ID that an invalid transaction has used',
    run: async (lab) => {
      const endorsed = await lab.endorsed({ args: ['put', 'taken ID', 'value'] });
      const other = await lab.endorsed({ args: ['put', 'taken ID', 'other'] });
      const first = await lab.committed(other, ({ channelHeader }) => {
        channelHeader.setTxId(endorsed.transactionId);
      });
      return [fatesSeen(first), fatesSeen(await lab.committed(endorsed))];
    },
  },
  {
    name: 'duplicate: a transaction twice in one block',
    run: async (lab) =>
      await inOneBlock(lab, async () => {
        const endorsed = await lab.endorsed({ args: ['put', 'twice', 'value'] });
        return [endorsed, endorsed];
      }),
  },
];
