// SPDX-License-Identifier: Apache-2.0
import { toHex } from './bytes';

/** One element of a DER text (X.690). */
export interface DerElement {
  readonly tag: number;
  /** Content octets. */
  readonly content: Uint8Array;
  /** Header and content. */
  readonly whole: Uint8Array;
}

/** Length octets (X.690 section 8.1.3), definite form of at most four octets. */
function readLength(der: Uint8Array, at: number): { length: number; next: number } | undefined {
  const first = der[at];
  if (first === undefined) return undefined;
  if (first < 0x80) return { length: first, next: at + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 4 || at + 1 + count > der.length) return undefined;
  return { length: parseInt(toHex(der.subarray(at + 1, at + 1 + count)), 16), next: at + 1 + count };
}

/** The elements that stand one after the other in `der`, or undefined where they do not fill it exactly. */
export function derElements(der: Uint8Array): DerElement[] | undefined {
  const found: DerElement[] = [];
  for (let at = 0; at < der.length;) {
    const size = readLength(der, at + 1);
    const end = size === undefined ? Infinity : size.next + size.length;
    if (size === undefined || end > der.length) return undefined;
    found.push({ tag: der[at] ?? 0, content: der.subarray(size.next, end), whole: der.subarray(at, end) });
    at = end;
  }
  return found;
}

const SEQUENCE = 0x30;

/** What stands inside the one SEQUENCE that fills `der`, or an empty list where there is no such thing. */
export function derSequence(der: Uint8Array): readonly DerElement[] {
  const found = derElements(der);
  const [only] = found?.length === 1 ? found : [];
  return only?.tag === SEQUENCE ? (derElements(only.content) ?? []) : [];
}
