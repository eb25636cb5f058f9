// SPDX-License-Identifier: Apache-2.0
import * as v from 'valibot';
import type { Instant } from '../encoding/instant';
import { MAX_RECEIPT_BYTES } from '../receipt/receipt';
import type { CheckOutcome, CheckRecord, ListRecord } from '../records/check';
import type { Finding } from '../verdict/findings';
import type { Reason } from '../verdict/verdicts';
import { digest, instant, list, meterId, nothing, object } from './shapes';

/** The most receipts of one list. */
export const MAX_RECEIPTS = 100;

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

const page = {
  from: v.exactOptional(instant),
  to: v.exactOptional(instant),
  limit: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500))),
  /** `next` of the page before. */
  start: v.exactOptional(v.pipe(v.string(), v.maxLength(300))),
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
  CheckReceipts: object({ nonce: v.exactOptional(digest) }),
  RecordChecks: nothing,
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
