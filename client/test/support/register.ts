// SPDX-License-Identifier: Apache-2.0
import type { TransactionCall } from '@meterpki/client';
import {
  isMatch,
  leafBytes,
  matchReceipt,
  merkleRoot,
  readReceipt,
  toBase64,
  toHex,
  writeLeaves,
  type CheckOutcome,
  type MeterRecord,
  type ReceiptInput,
} from '@meterpki/protocol';
import type { Meter } from '@meterpki/simulator';
import { receiptsIn } from './scripted-transport';

export const METER_ID = 'ptb:T-1';

/** The record of a meter that holds this key. */
export const recordOf = (meter: Meter): MeterRecord => ({
  schema: 1,
  meterId: METER_ID,
  mspId: 'PTBMSP',
  manufacturer: 'Maker',
  model: 'Model',
  status: 'ACTIVE',
  aliases: [],
  registered: '2026-01-01T00:00:00.000Z',
  keys: [
    {
      sequence: 0,
      algorithm: meter.algorithm.id,
      fingerprint: meter.fingerprint,
      spki: toBase64(meter.spki),
      state: 'ACTIVE',
      possession: 'statement',
      attestations: [],
    },
  ],
});

function outcomeOf({ text, format }: ReceiptInput, meter: Meter): CheckOutcome {
  const algorithms = [meter.algorithm.id];
  const match = matchReceipt({ read: readReceipt(text, format), meters: [recordOf(meter)], algorithms });
  const { receiptId, findings } = match;
  const id = receiptId === undefined ? {} : { receiptId };
  if (!isMatch(match)) return { ...match.judgement, ...id, findings };
  return { verdict: 'valid', ...id, meterId: METER_ID, key: match.candidate.key.fingerprint, findings };
}

/** Answers the calls of the receipts contract as a ledger would that knows this one meter. */
export function registerOf(meter: Meter): (call: TransactionCall) => unknown {
  const outcomes = (call: TransactionCall): CheckOutcome[] =>
    receiptsIn(call).map((receipt) => outcomeOf(receipt, meter));
  const answers: Readonly<Record<string, (call: TransactionCall) => unknown>> = {
    'receipts:CheckReceipts': (call) => ({
      outcomes: outcomes(call),
      ...(JSON.parse(call.argument) as { nonce?: string }),
    }),
    'receipts:RecordChecks': (call) => ({
      record: 'record/x',
      time: '2026-03-01T12:00:00.000Z',
      root: toHex(merkleRoot(outcomes(call).map(leafBytes))),
      leaves: writeLeaves(outcomes(call)),
      remarks: outcomes(call).flatMap(({ reason, findings }, index) =>
        reason === undefined ? [] : [{ index, reason, findings }],
      ),
    }),
    'registry:GetMeters': () => ({ meters: [recordOf(meter)], unknown: [] }),
  };
  return (call) => answers[call.name]?.(call);
}
