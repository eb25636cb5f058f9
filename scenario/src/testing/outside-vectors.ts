// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { inRepository } from '../repository';

/** Receipts of real meters, beside the checkout; a clone elsewhere has none. */
export const outsideReceipts = inRepository('..', 'shared', 'vectors', 'ocmf.jsonl');

/** True where the receipts of real meters are at hand; says loudly where not. */
export function hasOutsideReceipts(): boolean {
  const there = existsSync(outsideReceipts);
  if (!there)
    process.stderr.write('!! ../shared/vectors is absent: tests with receipts of real meters are skipped\n');
  return there;
}
