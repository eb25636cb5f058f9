// SPDX-License-Identifier: Apache-2.0
import type { ReceiptOutcome } from '@meterpki/client';
import type { Cast } from '../story/cast';
import { newInstrument, type Instrument } from '../story/instrument';
import { chargingReceipt, withChangedAmount } from '../story/receipts';
import type { Report } from './report';
import { verdictText } from './verdict-text';

const MINUTE_MS = 60_000;

interface Case {
  readonly text: string;
  readonly receipt: string;
  readonly expected: string;
  readonly meterId?: string;
}

async function check(cast: Cast, { text, receipt, expected, meterId }: Case, report: Report): Promise<void> {
  const { society } = await cast.session('ptb', 'society');
  const input = meterId === undefined ? { text: receipt } : { text: receipt, meterId };
  const [outcome] = await society.recordChecks([input]);
  report.outcome(
    { text, tx: txOf(outcome) },
    outcome === undefined ? 'no answer' : verdictText(outcome),
    expected,
  );
}

const txOf = (outcome: ReceiptOutcome | undefined): string | undefined => outcome?.recorded?.transactionId;

async function revoke(cast: Cast, { meterId, meter }: Instrument, report: Report): Promise<void> {
  const { administrator } = await cast.session('ptb', 'admin');
  const revocation = { meterId, key: meter.fingerprint, reason: 'keyCompromise' as const };
  const { transactionId } = await administrator.revokeKeys([revocation]);
  report.step({ text: `ptb: the key of ${meterId} is revoked (keyCompromise)`, tx: transactionId });
}

async function listChecks(cast: Cast, { meterId }: Instrument, report: Report): Promise<void> {
  const { society } = await cast.session('ptb', 'society');
  const { checks } = await society.listChecks({ by: 'meter', meterId });
  report.outcome({ text: `recorded checks of ${meterId}` }, String(checks.length), '3');
  for (const { check: record } of checks) {
    if ('verdict' in record) report.line(`      ${record.time}  ${verdictText(record)}  tx ${record.tx}`);
  }
}

/** Phase 4: the meter signs receipts, and society checks them by what they say of themselves. */
export async function use(cast: Cast, instrument: Instrument, report: Report): Promise<void> {
  report.phase('4. Use: society checks receipts, every check is recorded');
  const { meterId } = instrument;
  const genuine = chargingReceipt(instrument, Date.now() - MINUTE_MS);
  const changed = withChangedAmount(genuine);
  const stranger = chargingReceipt(newInstrument('ptb'), Date.now() - MINUTE_MS);
  await check(cast, { text: 'a genuine receipt', receipt: genuine, expected: 'valid' }, report);
  const tampered = { text: 'the same with a changed amount', receipt: changed, meterId };
  await check(cast, { ...tampered, expected: 'invalid (signature-mismatch)' }, report);
  const foreign = { text: "a stranger's receipt", receipt: stranger };
  await check(cast, { ...foreign, expected: 'indeterminate (unknown-meter)' }, report);
  await revoke(cast, instrument, report);
  const late = chargingReceipt(instrument, Date.now() + MINUTE_MS);
  const after = { text: 'a receipt signed after that', receipt: late };
  await check(cast, { ...after, expected: 'invalid (key-revoked)' }, report);
  await listChecks(cast, instrument, report);
}
