// SPDX-License-Identifier: Apache-2.0
import {
  MerkleTree,
  leafBytes,
  readLeaves,
  toHex,
  type CheckOutcome,
  type Evidence,
  type Instant,
  type ReceiptInput,
  type ResultOf,
  type RevocationReason,
} from '@meterpki/protocol';
import type { Person } from './people';
import type { Placed, Scene } from './scene';

/** Receipts as they travel: in the transient data. */
export const transientOf = (receipts: readonly ReceiptInput[]): { transient: { receipts: string } } => ({
  transient: { receipts: JSON.stringify(receipts) },
});

/** Judges receipts for society. */
export async function check(
  { ledger, who }: Scene,
  ...receipts: readonly ReceiptInput[]
): Promise<readonly CheckOutcome[]> {
  const { outcomes } = await ledger.submit(
    who.society,
    ['receipts', 'CheckReceipts'],
    {},
    transientOf(receipts),
  );
  return outcomes;
}

/** Verdict and reason of one receipt, as one text. */
export async function verdict(scene: Scene, receipt: ReceiptInput): Promise<string> {
  const [outcome] = await check(scene, receipt);
  return outcome?.reason === undefined ? (outcome?.verdict ?? '') : `${outcome.verdict} ${outcome.reason}`;
}

/** Judges receipts and records it. */
export const record = (
  { ledger, who }: Scene,
  receipts: readonly ReceiptInput[],
  by: Person = who.society,
): Promise<ResultOf<'receipts', 'RecordChecks'>> =>
  ledger.submit(by, ['receipts', 'RecordChecks'], {}, transientOf(receipts));

/** Revokes the key of a meter of the PTB. */
export async function revoke(
  { ledger, who }: Scene,
  { meter, meterId }: Placed,
  reason: RevocationReason,
  invalidityDate?: Instant,
): Promise<void> {
  const date = invalidityDate === undefined ? {} : { invalidityDate };
  await ledger.submit(who.ptbAnna, ['registry', 'RevokeKeys'], {
    revocations: [{ meterId, key: meter.fingerprint, reason, ...date }],
  });
}

/** The proof for one place of a recorded list, from the answer alone. */
export function proofOf(
  { record: key, leaves: packed }: ResultOf<'receipts', 'RecordChecks'>,
  index: number,
): Evidence {
  const leaves = readLeaves(packed) ?? [];
  const tree = new MerkleTree(leaves.map(leafBytes));
  const { receiptId = '', ...leaf } = leaves[index] ?? { verdict: 'valid' };
  return { record: key, leaf: { receiptId, ...leaf }, index, path: tree.path(index).map(toHex) };
}
