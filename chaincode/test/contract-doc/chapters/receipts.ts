// SPDX-License-Identifier: Apache-2.0
import type { ReceiptInput } from '@meterpki/protocol';
import { transientOf } from '../../support/checks';
import { activate, type Scene } from '../../support/scene';
import type { Chapter, Chapters, GroundOf } from '../chapter';
import { FIVE_HUNDRED, receiptOf, activateMany, serialOf } from '../grounds';

const ALL = 'everybody on the channel';
const NO_RECEIPTS =
  'the transient data holds no list of receipts under this name, or one of more than 3 MiB or 2,000 receipts';
const LIST = 2000;

type Checking = GroundOf<'receipts', 'CheckReceipts'>;

const checking =
  (...receipts: ReceiptInput[]): Checking =>
  async (scene) => {
    await activate(scene, 'm1', [serialOf('m1')]);
    return { by: scene.who.society, argument: {}, receipts };
  };

const one = checking(receiptOf('m1'));

/** As many receipts as a list takes, four of each of 500 meters. */
const many: Checking = async (scene) => {
  await activateMany(scene);
  const texts = Array.from({ length: LIST }, (_, index) =>
    receiptOf(`m${String(index % FIVE_HUNDRED).padStart(4, '0')}`),
  );
  return { by: scene.who.society, argument: {}, receipts: texts };
};

const withoutReceipts: Checking = async (scene) => {
  const { by, argument } = await one(scene);
  return { by, argument };
};

const checkReceipts: Chapter<'receipts', 'CheckReceipts'> = {
  who: ALL,
  what: 'Judges receipts and writes nothing. A nonce of the caller is repeated in the result, so that endorsements of it are fresh.',
  example: async (scene) => ({ ...(await one(scene)), argument: { nonce: '5'.repeat(64) } }),
  refusals: { INVALID_TRANSIENT: [NO_RECEIPTS, withoutReceipts] },
  largest: [`${LIST} receipts of ${FIVE_HUNDRED} meters`, many],
};

const recordChecks: Chapter<'receipts', 'RecordChecks'> = {
  who: ALL,
  what: 'Judges receipts and records it: one audit record for the list; a single receipt is also recorded under its meter and under its ID. The result lists receipt ID, meter and verdict of each in binary, from which any auditor rebuilds the root.',
  example: one,
  refusals: { INVALID_TRANSIENT: [NO_RECEIPTS, withoutReceipts] },
  largest: [`${LIST} receipts of ${FIVE_HUNDRED} meters`, many],
};

/** Records a check of a receipt and gives the key of it. */
async function recorded(scene: Scene): Promise<string> {
  const { by, argument, receipts = [] } = await one(scene);
  const options = transientOf(receipts);
  const { check = '' } = await scene.ledger.submit(by, ['receipts', 'RecordChecks'], argument, options);
  return check;
}

const getCheck: Chapter<'receipts', 'GetCheck'> = {
  who: ALL,
  what: 'One recorded check or audit record by its key: a plain read, so that peers can endorse it.',
  example: async (scene) => ({ by: scene.who.society, argument: { key: await recorded(scene) } }),
  refusals: {
    CHECK_UNKNOWN: [
      'nothing stands under the key',
      ({ who }) =>
        Promise.resolve({
          by: who.society,
          argument: { key: `record/2026-06-01T00:00:00.000Z/${'0'.repeat(64)}` },
        }),
    ],
  },
};

const listChecks: Chapter<'receipts', 'ListChecks'> = {
  who: ALL,
  what: 'Single checks of a meter or of a receipt, or audit records, by time, in pages; a page goes on at `next` of the one before. For evaluation only. What is inside lists is found in the results of RecordChecks.',
  example: async (scene) => {
    await recorded(scene);
    return { by: scene.who.society, argument: { by: 'meter', meterId: 'ptb:m1', limit: 10 } };
  },
  refusals: {},
};

/** Checks of receipts. */
export const receiptsChapters: Chapters<'receipts'> = {
  CheckReceipts: checkReceipts,
  RecordChecks: recordChecks,
  GetCheck: getCheck,
  ListChecks: listChecks,
};
