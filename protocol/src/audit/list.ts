// SPDX-License-Identifier: Apache-2.0
import { concat, fromBase64, toBase64, toHex, toUtf8 } from '../encoding/bytes';
import { unsigned } from '../encoding/integers';
import type { Verdict } from '../verdict/verdicts';
import { receiptIdBytes, verdictCodes, type Leaf } from './leaf';

const NO_METER = 0xffff;
const ENTRY = 2 + 1 + 32;

/**
 * A list of leaves in the compact form that the block keeps: u16 number of distinct meters, each as u8 length
 * and text; then per receipt u16 meter (0xffff: none), u8 verdict, receipt ID (32 bytes). Base64.
 */
export function writeLeaves(leaves: readonly Leaf[]): string {
  const meters = [...new Set(leaves.flatMap(({ meterId }) => meterId ?? []))];
  const places = new Map(meters.map((meterId, place) => [meterId, place]));
  const entries = Buffer.alloc(leaves.length * ENTRY);
  for (const [index, leaf] of leaves.entries()) {
    const at = entries.writeUInt16BE(places.get(leaf.meterId ?? '') ?? NO_METER, index * ENTRY);
    entries.set(receiptIdBytes(leaf), entries.writeUInt8(verdictCodes[leaf.verdict], at));
  }
  const names = meters.map((meterId) => concat(unsigned(toUtf8(meterId).length, 1), toUtf8(meterId)));
  return toBase64(concat(unsigned(meters.length, 2), ...names, entries));
}

function readNames(bytes: Buffer): { names: string[]; end: number } | undefined {
  if (bytes.length < 2) return undefined;
  const names: string[] = [];
  let at = 2;
  for (let left = bytes.readUInt16BE(0); left > 0; left--) {
    const length = bytes[at];
    if (length === undefined || at + 1 + length > bytes.length) return undefined;
    names.push(bytes.toString('utf8', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { names, end: at };
}

function readEntry(entry: Buffer, names: readonly string[]): Leaf | undefined {
  const place = entry.readUInt16BE(0);
  const verdict = (Object.keys(verdictCodes) as Verdict[]).find((name) => verdictCodes[name] === entry[2]);
  const meterId = names[place];
  if (verdict === undefined || (meterId === undefined && place !== NO_METER)) return undefined;
  const receiptId = toHex(entry.subarray(3));
  return {
    verdict,
    ...(meterId === undefined ? {} : { meterId }),
    ...(/^0+$/.test(receiptId) ? {} : { receiptId }),
  };
}

/** Reads what {@link writeLeaves} wrote, or gives undefined where the text is not that. */
export function readLeaves(text: string): Leaf[] | undefined {
  const decoded = fromBase64(text);
  const bytes = Buffer.from(decoded ?? []);
  const head = decoded === undefined ? undefined : readNames(bytes);
  if (head === undefined || (bytes.length - head.end) % ENTRY !== 0) return undefined;
  const leaves: Leaf[] = [];
  for (let at = head.end; at < bytes.length; at += ENTRY) {
    const leaf = readEntry(bytes.subarray(at, at + ENTRY), head.names);
    if (leaf === undefined) return undefined;
    leaves.push(leaf);
  }
  return leaves;
}
