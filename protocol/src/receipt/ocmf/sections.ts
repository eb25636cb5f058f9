// SPDX-License-Identifier: Apache-2.0
import { endOfJson } from '../../json/limits';

/** The parts of an OCMF record as they stand between its section marks. */
export interface OcmfSections {
  /** The signed text: everything between the first and the second mark, not a character changed. */
  readonly payload: string;
  readonly signature: string;
  /** An optional fourth section of old records: a public key. */
  readonly key?: string;
}

/** The first thing of an OCMF record. */
export const OCMF_HEADER = 'OCMF|';

/** Offset of the mark behind the JSON object at `start`; only white space may stand between. */
function markAfterJson(text: string, start: number): number | undefined {
  const open = start + text.slice(start).search(/\S/);
  if (text[open] !== '{') return undefined;
  const end = endOfJson(text, open);
  if (end === undefined) return undefined;
  const gap = /^\s*/.exec(text.slice(end))?.[0].length ?? 0;
  return end + gap;
}

/**
 * Finds the sections of an OCMF record by scanning its JSON: a tariff text may hold a section mark although
 * the specification forbids it. White space is dropped outside the record only.
 * @returns undefined where the text is no such record
 */
export function splitOcmf(untrimmed: string): OcmfSections | undefined {
  const text = untrimmed.trim();
  if (!text.startsWith(OCMF_HEADER)) return undefined;
  const payloadEnd = markAfterJson(text, OCMF_HEADER.length);
  if (payloadEnd === undefined || text[payloadEnd] !== '|') return undefined;
  const payload = text.slice(OCMF_HEADER.length, payloadEnd);
  const signatureEnd = markAfterJson(text, payloadEnd + 1);
  if (signatureEnd === undefined) return undefined;
  const signature = text.slice(payloadEnd + 1, signatureEnd);
  if (signatureEnd === text.length) return { payload, signature };
  return text[signatureEnd] === '|' ? { payload, signature, key: text.slice(signatureEnd + 1) } : undefined;
}
