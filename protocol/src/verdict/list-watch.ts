// SPDX-License-Identifier: Apache-2.0
import { sha256Hex } from '../encoding/hash';
import type { Receipt } from '../receipt/receipt';
import type { Finding } from './findings';

/** A receipt after it was judged. */
export interface Judged {
  readonly receipt: Pick<Receipt, 'signedBytes' | 'pagination'>;
  readonly receiptId: string;
  /** Fingerprint of the key that verified it; a receipt that nobody is known to have signed accuses no meter. */
  readonly key?: string | undefined;
}

/** Notices within one list what no receipt shows by itself: the same one again, or two under one pagination. */
export class ListWatch {
  readonly #seen = new Set<string>();
  /** Digest of what a key signed under a pagination. */
  readonly #contents = new Map<string, string>();

  /** Findings for the next receipt of the list, in view of those before it. */
  note({ receipt, receiptId, key }: Judged): Finding[] {
    if (this.#seen.has(receiptId)) return ['replay'];
    this.#seen.add(receiptId);
    if (key === undefined || receipt.pagination === undefined) return [];
    const place = `${key} ${receipt.pagination}`;
    const content = sha256Hex(receipt.signedBytes);
    const before = this.#contents.get(place) ?? content;
    this.#contents.set(place, before);
    return before === content ? [] : ['equivocation'];
  }
}
