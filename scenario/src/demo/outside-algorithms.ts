// SPDX-License-Identifier: Apache-2.0
import type { SourceItem } from '@meterpki/client';
import { algorithmsOn, readReceipt, type Algorithm, type PublicKey } from '@meterpki/protocol';

/** The algorithm that a line's receipt names itself, or undefined. */
export function namedAlgorithm({ content }: SourceItem): Algorithm | undefined {
  if (content.kind !== 'receipt') return undefined;
  const read = readReceipt(content.input.text, content.input.format);
  return read.kind === 'receipt' && read.receipt.algorithmNamed ? read.receipt.algorithm : undefined;
}

/**
 * Identifier of the algorithm to register a key with: the one that its receipts name, else the usual one of its
 * curve.
 */
export function signingAlgorithm({ curve }: PublicKey, items: readonly SourceItem[]): string {
  const rows = algorithmsOn(curve);
  const named = items.map(namedAlgorithm).find((row) => row?.curve === curve);
  return (named ?? rows[0])?.id ?? '';
}
