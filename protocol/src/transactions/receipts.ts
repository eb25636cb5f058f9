// SPDX-License-Identifier: Apache-2.0
import * as v from 'valibot';
import type { Instant } from '../encoding/instant';
import { MAX_RECEIPT_BYTES } from '../receipt/receipt';
import type { CheckOutcome, CheckRecord, ListRecord } from '../records/check';
import type { Finding } from '../verdict/findings';
import type { Reason } from '../verdict/verdicts';
import { digest, instant, list, meterId, object, pageLimit, pageStart } from './shapes';

/** The most receipts of one list. */
export const MAX_RECEIPTS = 2000;

/** The name under which receipts travel in the transient data. */
export const TRANSIENT_RECEIPTS = 'receipts';

const receipt = object({
  /** The receipt as the meter gave it. */
  text: v.pipe(v.string(), v.maxLength(MAX_RECEIPT_BYTES)),
  /** Forces a format; otherwise the content decides. */
  format: v.exactOptional(v.pipe(v.string(), v.maxLength(32))),
  /** The meter that it is said to come from; otherwise its aliases decide. */
  meterId: v.exactOptional(meterId),
});

/** The list of receipts in the transient data. */
export const receiptList = list(receipt, MAX_RECEIPTS);

/** One receipt as it is handed to the ledger, in transient data only. */
export type ReceiptInput = v.InferOutput<typeof receipt>;

const recordKey = v.pipe(
  v.string(),
  v.regex(/^record\/[0-9T:.Z-]{24}\/[0-9a-f]{64}$/, 'must be the key of an audit record'),
);

/** The most inclusion proofs of one call. */
export const MAX_EVIDENCE = 500;

/** An earlier check in a list: shows that the ledger saw a receipt at the time of that list. */
const evidence = object({
  /** Key of the audit record of the list. */
  record: recordKey,
  leaf: object({
    receiptId: digest,
    meterId: v.exactOptional(meterId),
    verdict: v.picklist(['valid', 'invalid', 'indeterminate']),
  }),
  index: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_RECEIPTS - 1)),
  /** Hashes from the leaf to the root (RFC 9162 section 2.1.3). */
  path: list(digest, 16, 0),
});

/** One of the inclusion proofs that a call may carry. */
export type Evidence = v.InferOutput<typeof evidence>;

const evidences = { evidence: v.exactOptional(list(evidence, MAX_EVIDENCE)) };

const page = {
  from: v.exactOptional(instant),
  to: v.exactOptional(instant),
  limit: pageLimit,
  start: pageStart,
};

const checkKey = v.pipe(
  v.string(),
  v.regex(
    /^(check\/[a-z0-9]+:[A-Za-z0-9._-]+|record)\/[0-9T:.Z-]{24}\/[0-9a-f]{64}$/,
    'must be the key of a check',
  ),
);

/** Arguments of the receipts contract. */
export const receiptsArguments = {
  CheckReceipts: object({ nonce: v.exactOptional(digest), ...evidences }),
  RecordChecks: object(evidences),
  GetCheck: object({ key: checkKey }),
  ListChecks: v.union([
    object({ by: v.literal('meter'), meterId, ...page }),
    object({ by: v.literal('receipt'), receiptId: digest, ...page }),
    object({ by: v.literal('time'), ...page }),
  ]),
};

/** Results of the receipts contract. */
export interface ReceiptsResults {
  /** Outcomes in the order of the receipts, and the relying party's nonce again. */
  CheckReceipts: { outcomes: CheckOutcome[]; nonce?: string };
  RecordChecks: {
    /** Key of the audit record. */
    record: string;
    /** Key of the single check; absent for lists and where no meter is known. */
    check?: string;
    time: Instant;
    root: string;
    /** Receipt ID, meter and verdict of each, see `writeLeaves`. */
    leaves: string;
    /** What else there is to say, for those of which there is. */
    remarks: { index: number; reason?: Reason; findings: Finding[] }[];
  };
  GetCheck: CheckRecord | ListRecord;
  ListChecks: { checks: { key: string; check: CheckRecord | ListRecord }[]; next?: string };
}
