// SPDX-License-Identifier: Apache-2.0
import {
  MerkleTree,
  findings,
  leafBytes,
  readLeaves,
  reasons,
  toHex,
  type Evidence,
  type Finding,
  type Leaf,
  type Reason,
  type ResultOf,
} from '@meterpki/protocol';
import * as v from 'valibot';
import type { Committed } from '../calls/ledger-calls';
import { clientError } from '../errors';
import type { CheckPlace, ReceiptOutcome } from './outcome';

const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const finding = v.picklist(Object.keys(findings) as Finding[]);
const reason = v.picklist(Object.keys(reasons) as Reason[]);

/** The shapes are checked because programs branch on verdicts; unknown members are left out. */
const outcome = v.pipe(
  v.object({
    verdict: v.picklist(['valid', 'invalid', 'indeterminate']),
    reason: v.exactOptional(reason),
    receiptId: v.exactOptional(digest),
    meterId: v.exactOptional(v.string()),
    key: v.exactOptional(digest),
    findings: v.array(finding),
  }),
  v.check(({ verdict, reason: why }) => (why === undefined ? 'valid' : reasons[why].verdict) === verdict),
);

const outcomes = v.object({ outcomes: v.array(outcome), nonce: v.exactOptional(digest) });

const recording = v.object({
  record: v.string(),
  check: v.exactOptional(v.string()),
  time: v.string(),
  root: digest,
  leaves: v.string(),
  remarks: v.array(
    v.object({ index: v.number(), reason: v.exactOptional(reason), findings: v.array(finding) }),
  ),
});

function read<Schema extends v.GenericSchema>(
  schema: Schema,
  answer: unknown,
  name: string,
  transactionId?: string,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, answer);
  if (parsed.success) return parsed.output;
  throw clientError('ANSWER_UNREADABLE', name, transactionId === undefined ? {} : { transactionId });
}

/**
 * The outcomes in an answer of CheckReceipts.
 * @param count - how many receipts were sent
 * @param nonce - what was sent with them
 * @throws {@link ClientError} `ANSWER_UNREADABLE`, or `ANSWER_MISMATCH` for another count or nonce
 */
export function evaluatedOutcomes(
  answer: ResultOf<'receipts', 'CheckReceipts'>,
  count: number,
  nonce: string | undefined,
): ReceiptOutcome[] {
  const parsed = read(outcomes, answer, 'receipts:CheckReceipts');
  if (parsed.outcomes.length !== count || parsed.nonce !== nonce) {
    throw clientError('ANSWER_MISMATCH', 'receipts:CheckReceipts');
  }
  return parsed.outcomes.map((entry, index) => ({ ...entry, index, assurance: 'evaluated' }));
}

type Remark = v.InferOutput<typeof recording>['remarks'][number];

function recordedOutcome(
  leaf: Leaf,
  index: number,
  remark: Remark | undefined,
  recorded: CheckPlace,
): unknown {
  const why = remark?.reason === undefined ? {} : { reason: remark.reason };
  return { ...leaf, ...why, findings: remark?.findings ?? [], index, assurance: 'committed', recorded };
}

/** The proof for one leaf of a list. */
function evidenceAt(tree: MerkleTree, record: string, leaf: Leaf, index: number): Evidence | undefined {
  const { receiptId, meterId, verdict } = leaf;
  if (receiptId === undefined) return undefined;
  const named = meterId === undefined ? {} : { meterId };
  return { record, leaf: { receiptId, ...named, verdict }, index, path: tree.path(index).map(toHex) };
}

/**
 * The outcomes in an answer of RecordChecks: verdicts from the leaves, reasons and findings from the remarks.
 * @param count - how many receipts were sent
 * @throws {@link ClientError} `ANSWER_UNREADABLE`, or `ANSWER_MISMATCH` for another count, or a root that is not that of
 * the leaves; committed all the same
 */
export function recordedOutcomes(
  { result, transactionId, blockNumber }: Committed<ResultOf<'receipts', 'RecordChecks'>>,
  count: number,
): ReceiptOutcome[] {
  const name = 'receipts:RecordChecks';
  const answer = read(recording, result, name, transactionId);
  const { record, check, time, root, remarks } = answer;
  const leaves = readLeaves(answer.leaves);
  if (leaves === undefined) throw clientError('ANSWER_UNREADABLE', name, { transactionId });
  const tree = new MerkleTree(leaves.map(leafBytes));
  if (leaves.length !== count || toHex(tree.root) !== root)
    throw clientError('ANSWER_MISMATCH', name, { transactionId });
  const single = check === undefined ? {} : { check };
  const place = { record, ...single, time, transactionId, blockNumber, root, count };
  const byIndex = new Map(remarks.map((remark) => [remark.index, remark]));
  return leaves.map((leaf, index) => {
    const evidence = (): Evidence | undefined => evidenceAt(tree, record, leaf, index);
    const combined = recordedOutcome(leaf, index, byIndex.get(index), { ...place, evidence });
    read(outcome, combined, name, transactionId);
    return combined as ReceiptOutcome;
  });
}
