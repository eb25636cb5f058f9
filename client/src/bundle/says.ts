// SPDX-License-Identifier: Apache-2.0
import {
  findings,
  isProved,
  reasons,
  type CheckOutcome,
  type Evidence,
  type Finding,
  type ListRecord,
  type Reason,
} from '@meterpki/protocol';
import * as v from 'valibot';
import { ClientError, clientError } from '../errors';
import type { BundleParts } from './bundle';
import type { ReadKey, ResponseFacts } from './response-facts';

/** What a bundle says about one receipt, all of it under the peers' signatures unless noted. */
export interface BundleStatement {
  /** `endorsed`: judged by peers and not recorded. `committed`: a check that stands on the ledger. */
  readonly assurance: 'endorsed' | 'committed';
  readonly verdict: CheckOutcome['verdict'];
  readonly reason?: Reason;
  /** Absent for a receipt of a list: its leaf does not tell them. */
  readonly findings?: readonly Finding[];
  readonly receiptId?: string;
  readonly meterId?: string;
  /** Fingerprint of the key that verified the receipt. */
  readonly key?: string;
  /** Where what was judged by came from: the meter's record as the peers read it, or the recorded check. */
  readonly basis?: ReadKey;
  /** The time of the call by the caller's clock, which peers hold to within 15 minutes. */
  readonly time: string;
  /** For `committed`: the time of the recorded check, by the clock of who recorded it. */
  readonly recorded?: string;
  /** What the relying party sent along. */
  readonly nonce?: string;
  readonly channel: string;
  readonly chaincode: string;
  /** Version of the chaincode's definition: it names the hash of the code and of the first policy. */
  readonly version: string;
  readonly transactionId: string;
  /** MSP ID of the caller. */
  readonly caller: string;
}

const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const judged = {
  verdict: v.picklist(['valid', 'invalid', 'indeterminate']),
  reason: v.exactOptional(v.picklist(Object.keys(reasons) as Reason[])),
  receiptId: v.exactOptional(digest),
  meterId: v.exactOptional(v.string()),
  key: v.exactOptional(digest),
  findings: v.array(v.picklist(Object.keys(findings) as Finding[])),
};
const checked = v.object({ outcomes: v.tuple([v.object(judged)]), nonce: v.exactOptional(digest) });
const single = v.object({ ...judged, time: v.string(), record: v.string() });
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const list = v.object({
  time: v.string(),
  root: digest,
  counts: v.object({ valid: count, invalid: count, indeterminate: count }),
  failures: v.array(v.object({ index: count, reason: v.picklist(Object.keys(reasons) as Reason[]) })),
});

const malformed = (detail: string): ClientError => clientError('BUNDLE_MALFORMED', detail);

function answerOf<Schema extends v.GenericSchema>(
  schema: Schema,
  { payload }: ResponseFacts,
): v.InferOutput<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(payload ?? '');
  } catch {
    value = undefined;
  }
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  throw malformed('the answer of the peers is none about one receipt');
}

/** Key of a meter's record in state. */
const stateKey = (meterId: string): string => `meter/${meterId.replace(':', '/')}`;

function basisOf({ reads }: ResponseFacts, key: string | undefined): { basis?: ReadKey } {
  const basis = reads.find((read) => read.key === key);
  return basis === undefined ? {} : { basis };
}

type Judged = Pick<BundleStatement, 'verdict' | 'reason' | 'findings' | 'receiptId' | 'meterId' | 'key'>;

const judgedIn = ({
  verdict,
  reason,
  receiptId,
  meterId,
  key,
  findings: found,
}: v.InferOutput<typeof checked>['outcomes'][0]): Judged => ({
  verdict,
  ...(reason === undefined ? {} : { reason }),
  findings: found,
  ...(receiptId === undefined ? {} : { receiptId }),
  ...(meterId === undefined ? {} : { meterId }),
  ...(key === undefined ? {} : { key }),
});

function endorsed(facts: ResponseFacts): Partial<BundleStatement> & Judged {
  const { outcomes, nonce } = answerOf(checked, facts);
  const said = judgedIn(outcomes[0]);
  const basis = said.meterId === undefined ? {} : basisOf(facts, stateKey(said.meterId));
  return { assurance: 'endorsed', ...said, ...basis, ...(nonce === undefined ? {} : { nonce }) };
}

/** A leaf that the proof leads to the root of the record. */
function provedLeaf(
  evidence: Evidence,
  key: string,
  list: Pick<ListRecord, 'root' | 'counts'> & { failures: readonly { index: number; reason: Reason }[] },
): Judged {
  const { leaf, index, record } = evidence;
  if (!isProved(evidence, list) || record !== key)
    throw clientError('BUNDLE_PROOF', 'the receipt does not stand in the recorded list where it is said to');
  const reason = list.failures.find((failure) => failure.index === index)?.reason;
  const { receiptId, meterId, verdict } = leaf;
  return {
    verdict,
    ...(reason === undefined ? {} : { reason }),
    receiptId,
    ...(meterId === undefined ? {} : { meterId }),
  };
}

function committed(
  facts: ResponseFacts,
  key: string,
  evidence: Evidence | undefined,
): Partial<BundleStatement> & Judged {
  const basis = basisOf(facts, key);
  if (basis.basis?.version === undefined)
    throw clientError('BUNDLE_PROOF', 'the peers read no recorded check');
  if (evidence === undefined) {
    const record = answerOf(single, facts);
    return { assurance: 'committed', ...judgedIn(record), ...basis, recorded: record.time };
  }
  const record = answerOf(list, facts);
  return { assurance: 'committed', ...provedLeaf(evidence, key, record), ...basis, recorded: record.time };
}

/** The key that an argument of GetCheck asks for. */
function wantedKey([argument]: ResponseFacts['args']): string {
  try {
    const { key } = JSON.parse(argument ?? '') as { key?: unknown };
    return typeof key === 'string' ? key : '';
  } catch {
    return '';
  }
}

/**
 * What a bundle says, read from its parts; whether the parts may be believed is another question. A place in a list goes with
 * the record of a list alone: beside anything else it would make another text of the same words.
 * @throws {@link ClientError} `BUNDLE_MALFORMED`, `BUNDLE_FUNCTION`, `BUNDLE_PROOF`
 */
export function statementOf(
  { evidence }: Pick<BundleParts, 'evidence'>,
  facts: ResponseFacts,
): BundleStatement {
  const { called, time, channel, chaincode, version, transactionId, caller, status, args } = facts;
  if (status !== 200 || args.length !== 1) throw malformed('the peers gave no result');
  if (called !== 'receipts:CheckReceipts' && called !== 'receipts:GetCheck')
    throw clientError('BUNDLE_FUNCTION', `it is an answer of ${called}`);
  if (called !== 'receipts:GetCheck' && evidence !== undefined)
    throw malformed('it carries a place in a list, and is about none');
  const said = called === 'receipts:GetCheck' ? committed(facts, wantedKey(args), evidence) : endorsed(facts);
  return { ...said, time, channel, chaincode, version, transactionId, caller } as BundleStatement;
}
