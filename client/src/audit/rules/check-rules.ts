// SPDX-License-Identifier: Apache-2.0
import {
  leafBytes,
  merkleRoot,
  readLeaves,
  toHex,
  type Failure,
  type Leaf,
  type ListRecord,
  type Reason,
} from '@meterpki/protocol';
import { found, type AuditFinding } from '../finding';
import { isObject, rewritten, type Change } from './change';

/** One receipt of a recorded list, as block and record tell of it. */
export interface RecordedLeaf extends Leaf {
  /** Key of the audit record. */
  readonly record: string;
  readonly time: string;
  readonly index: number;
  readonly reason?: Reason;
}

function leavesIn({ transaction }: Change): Leaf[] | undefined {
  try {
    const result: unknown = JSON.parse(transaction.result);
    return isObject(result) && typeof result.leaves === 'string' ? readLeaves(result.leaves) : undefined;
  } catch {
    return undefined;
  }
}

const isFailure = (leaf: Leaf | undefined, failure: Failure): boolean =>
  leaf?.verdict === failure.verdict &&
  leaf.receiptId === failure.receiptId &&
  leaf.meterId === failure.meterId;

/** What the record of a list says that its leaves do not. */
function listFault({ transaction }: Change, record: ListRecord, leaves: readonly Leaf[]): string | undefined {
  const { root, counts, failures, mspId, tx, time } = record;
  const count = (wanted: string): number => leaves.filter(({ verdict }) => verdict === wanted).length;
  if (toHex(merkleRoot(leaves.map(leafBytes))) !== root) return 'its root is another one';
  if ((['valid', 'invalid', 'indeterminate'] as const).some((name) => counts[name] !== count(name)))
    return 'its counts are others';
  const bad = leaves.filter(({ verdict }) => verdict !== 'valid').length;
  if (failures.length !== bad || !failures.every((failure) => isFailure(leaves[failure.index], failure)))
    return 'its failures are others';
  const own = mspId === transaction.caller.mspId && tx === transaction.id && time === transaction.time;
  return own ? undefined : 'it names another caller, time or transaction';
}

/** What is recorded stands under the time and the ID of its own transaction: nobody dates a check back. */
function placeFindings({ transaction, state }: Change): AuditFinding[] {
  const place = `/${transaction.time}/${transaction.id}`;
  return state.effectsOf(transaction).writes.flatMap(({ key, value }) => {
    const isKept = value !== undefined && /^(?:check|seen|record)\//.test(key);
    return isKept && !key.endsWith(place)
      ? [found('LIST_INCONSISTENT', 'it stands under another time or transaction', { key })]
      : [];
  });
}

/** `seen/` is evidence that a key verified the one receipt of the list. */
function seenFindings({ transaction, state }: Change, leaves: readonly Leaf[]): AuditFinding[] {
  const [leaf] = leaves;
  const own = leaves.length === 1 ? `seen/${leaf?.receiptId ?? ''}/` : undefined;
  return state.effectsOf(transaction).writes.flatMap(({ key }) => {
    const isForeign = key.startsWith('seen/') && (own === undefined || !key.startsWith(own));
    return isForeign ? [found('LIST_INCONSISTENT', 'it is evidence of another receipt', { key })] : [];
  });
}

function singleFindings(change: Change, leaves: readonly Leaf[]): AuditFinding[] {
  return rewritten(change, 'check').flatMap(({ key, before, after }) => {
    const [leaf] = leaves;
    const same = leaves.length === 1 && leaf?.verdict === after.verdict && leaf.receiptId === after.receiptId;
    if (before !== undefined) return [found('RECORD_REWRITTEN', 'a recorded check', { key })];
    return same ? [] : [found('LIST_INCONSISTENT', 'the single check is another one', { key })];
  });
}

/**
 * Every list of checks that a transaction records, and whether record, root and what was judged belong together.
 * @returns the receipts of the list as well, for whoever has them at hand
 */
export function checkFindings(change: Change): { findings: AuditFinding[]; leaves: RecordedLeaf[] } {
  const leaves = leavesIn(change);
  const findings = [
    ...placeFindings(change),
    ...singleFindings(change, leaves ?? []),
    ...seenFindings(change, leaves ?? []),
  ];
  const recorded: RecordedLeaf[] = [];
  for (const { key, before, after } of rewritten(change, 'record')) {
    const fault = leaves === undefined ? 'the block holds no leaves' : listFault(change, after, leaves);
    if (before !== undefined) findings.push(found('RECORD_REWRITTEN', 'a recorded list', { key }));
    if (fault !== undefined) findings.push(found('LIST_INCONSISTENT', fault, { key }));
    const reasons = new Map(after.failures.map(({ index, reason }) => [index, reason]));
    for (const [index, leaf] of (leaves ?? []).entries()) {
      const reason = reasons.get(index);
      const named = reason === undefined ? {} : { reason };
      recorded.push({ record: key, time: after.time, index, ...leaf, ...named });
    }
  }
  return { findings, leaves: recorded };
}
