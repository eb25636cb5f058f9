// SPDX-License-Identifier: Apache-2.0
import { checkShape, receiptList, receiptsArguments, Refusal } from '@meterpki/protocol';
import { faulty, type InputFault } from '../errors';
import { receiptIn, type CheckInput } from '../faces/receipt-lists';

/** Faults that the ledger would find in the only receipt of a list; none for what it takes. */
function faultsOf(check: () => unknown): InputFault[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.faults.map(({ path, text }) => ({ path: path.replace('receipts[0]', 'receipt'), text }));
  }
}

/**
 * A copy of a receipt that may travel with those of strangers: it has the shape that the ledger takes, so that no list fails
 * because of it, and what its caller changes later is not sent.
 * @throws {@link ClientError} `INPUT_INVALID` with every fault
 */
export function usableReceipt(receipt: CheckInput): CheckInput {
  // Callers in plain JavaScript hand in anything.
  if (typeof receipt !== 'object' || (receipt as CheckInput | null) === null)
    throw faulty('INPUT_INVALID', [{ path: 'receipt', text: 'must be an object' }]);
  const travelling = receiptIn(receipt);
  const proofs = receipt.evidence === undefined ? {} : { evidence: receipt.evidence };
  const faults = [
    ...faultsOf(() => checkShape(receiptList, [travelling], 'receipts', 'INVALID_TRANSIENT')),
    ...faultsOf(() => checkShape(receiptsArguments.RecordChecks, proofs, 'receipts[0]', 'INVALID_ARGUMENT')),
  ];
  if (faults.length > 0) throw faulty('INPUT_INVALID', faults);
  return structuredClone({ ...travelling, ...proofs });
}
