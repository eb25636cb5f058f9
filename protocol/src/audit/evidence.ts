// SPDX-License-Identifier: Apache-2.0
import { fromHex } from '../encoding/bytes';
import type { ListRecord } from '../records/check';
import type { Evidence } from '../transactions/receipts';
import { isIncluded } from './inclusion';
import { leafBytes } from './leaf';

/**
 * True where evidence leads to the root of a recorded list: its leaf stands there under its index. That `record` names that
 * list is the caller's to see to.
 */
export function isProved(
  { leaf, index, path }: Omit<Evidence, 'record'>,
  { root, counts }: Pick<ListRecord, 'root' | 'counts'>,
): boolean {
  const [expected, ...steps] = [root, ...path].map(fromHex);
  const known = steps.flatMap((step) => step ?? []);
  if (expected === undefined || known.length < steps.length) return false;
  const size = counts.valid + counts.invalid + counts.indeterminate;
  return isIncluded({ entry: leafBytes(leaf), index, size, path: known }, expected);
}
