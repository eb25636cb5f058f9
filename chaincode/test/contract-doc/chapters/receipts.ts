// SPDX-License-Identifier: Apache-2.0
import type { Evidence, ReceiptInput } from '@meterpki/protocol';
import { proofOf, record, revoke, transientOf } from '../../support/checks';
import { activate, type Scene } from '../../support/scene';
import { SteadyMeter } from '../../support/steady-meter';
import type { Chapter, Chapters, GroundOf } from '../chapter';
import { activateMany, changed, FIVE_HUNDRED, receiptOf, serialOf } from '../grounds';
import { crowd } from './registration';

const ALL = 'everybody on the channel';
const NO_RECEIPTS =
  'the transient data holds no list of receipts under this name, or one of more than 3 MiB or 2,000 receipts';
const LIST = 2000;

const NO_RECORD = `record/2026-06-01T00:00:00.000Z/${'0'.repeat(64)}`;

type Checking = GroundOf<'receipts', 'CheckReceipts'>;
type Recording = GroundOf<'receipts', 'RecordChecks'>;

const checking =
  (...receipts: ReceiptInput[]): Checking =>
  async (scene) => {
    await activate(scene, 'm1', [serialOf('m1')]);
    return { by: scene.who.society, argument: {}, receipts };
  };

const one = checking(receiptOf('m1'));

/** As many receipts as a list takes, four of each of 500 meters. */
const many: Checking = async (scene) => {
  const meters = await activateMany(scene);
  const end = '2026-06-01T08:00:00.000Z';
  const receipts = Array.from({ length: LIST / FIVE_HUNDRED }).flatMap(() =>
    meters.map((meter) => ({ text: meter.signOcmf({ end }) })),
  );
  return { by: scene.who.society, argument: {}, receipts };
};

const withoutReceipts: Checking = async (scene) => {
  const { by, argument } = await one(scene);
  return { by, argument };
};

/** A receipt that was recorded in a list before its key was compromised, and the proof of that. */
const proving: Checking = async (scene) => {
  const placed = await activate(scene, 'm1', [serialOf('m1')]);
  const meter = new SteadyMeter('m1');
  const receipts = [1, 2].map(() => ({ text: meter.signOcmf({ end: '2026-06-02T00:00:00.000Z' }) }));
  scene.ledger.pass({ days: 2 });
  const recorded = await record(scene, receipts);
  scene.ledger.pass({ days: 10 });
  await revoke(scene, placed, 'keyCompromise', '2026-06-10T00:00:00.000Z');
  const argument = { nonce: '5'.repeat(64), evidence: [proofOf(recorded, 0)] };
  return { by: scene.who.society, argument, receipts: receipts.slice(0, 1) };
};

/** The same with something of the proof told otherwise. */
const provingWith = (change: Partial<Evidence>): Checking =>
  changed(proving, ({ nonce = '', evidence = [] }) => ({
    nonce,
    evidence: evidence.map((item) => ({ ...item, ...change })),
  }));

const withoutNonce =
  (ground: Checking): Recording =>
  async (scene) => {
    const { argument, ...call } = await ground(scene);
    const { evidence } = argument;
    return { ...call, argument: evidence === undefined ? {} : { evidence } };
  };

const refusals = {
  INVALID_TRANSIENT: [NO_RECEIPTS, withoutReceipts],
  LIST_TOO_COSTLY: [
    'the list may take more than 2,000 signature checks, or more than 5,000 reads of the state',
    async (scene: Scene) => {
      await crowd(scene, 'crowd');
      const receipts = Array.from({ length: 126 }, () => receiptOf('crowd'));
      return { by: scene.who.society, argument: {}, receipts };
    },
  ],
  CHECK_UNKNOWN: ['a proof names no audit record', provingWith({ record: NO_RECORD })],
  EVIDENCE_INVALID: [
    'a proof does not lead to the root of the record that it names',
    provingWith({ path: [] }),
  ],
} as const;

const checkReceipts: Chapter<'receipts', 'CheckReceipts'> = {
  who: ALL,
  what: 'Judges receipts and writes nothing. A nonce of the caller is repeated in the result, so that endorsements of it are fresh. Evidence is an inclusion proof that a receipt was recorded in a list before; it counts where the key was compromised later.',
  example: proving,
  refusals,
  largest: [`${LIST} receipts of ${FIVE_HUNDRED} meters`, many],
};

const recordChecks: Chapter<'receipts', 'RecordChecks'> = {
  who: ALL,
  what: 'Judges receipts and records it: one audit record for the list; a single receipt is also recorded under its meter and under its ID. The result lists receipt ID, meter and verdict of each in binary, from which any auditor rebuilds the root.',
  example: one,
  refusals: {
    INVALID_TRANSIENT: refusals.INVALID_TRANSIENT,
    LIST_TOO_COSTLY: refusals.LIST_TOO_COSTLY,
    CHECK_UNKNOWN: [refusals.CHECK_UNKNOWN[0], withoutNonce(refusals.CHECK_UNKNOWN[1])],
    EVIDENCE_INVALID: [refusals.EVIDENCE_INVALID[0], withoutNonce(refusals.EVIDENCE_INVALID[1])],
    TOO_MANY_FAILURES: [
      'more than 100 receipts are not valid; send halves of the list',
      async (scene) => ({
        ...(await one(scene)),
        receipts: Array.from({ length: 101 }, () => receiptOf('m2')),
      }),
    ],
  },
  largest: [`${LIST} receipts of ${FIVE_HUNDRED} meters`, withoutNonce(many)],
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
          argument: { key: NO_RECORD },
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
