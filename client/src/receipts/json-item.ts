// SPDX-License-Identifier: Apache-2.0
import { isMeterId, type ReceiptInput } from '@meterpki/protocol';

/** A line of JSON as a receipt, or in words what is wrong with the line. */
export type JsonItem =
  | {
      readonly kind: 'receipt';
      readonly input: ReceiptInput;
      readonly members: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'fault'; readonly text: string };

type Members = Readonly<Record<string, unknown>>;

const MAX_FORMAT = 32;

/** Ways to hold a receipt in JSON, by the member that tells them. */
const carriers: Readonly<
  Record<string, (members: Members) => Pick<ReceiptInput, 'text' | 'format'> | undefined>
> = {
  ocmf: ({ ocmf }) => (typeof ocmf === 'string' ? { text: ocmf, format: 'ocmf' } : undefined),
  text: ({ text, format }) => {
    if (typeof text !== 'string') return undefined;
    return typeof format === 'string' ? { text, format } : { text };
  },
  information: ({ information, signature }) => ({
    text: JSON.stringify({ information, signature }),
    format: 'raw',
  }),
};

const carried = new Set(['ocmf', 'text', 'format', 'information', 'signature', 'meterId']);

const isFormat = (format: unknown): boolean =>
  format === undefined || (typeof format === 'string' && format.length <= MAX_FORMAT);

function faultOf({ format, meterId }: Members): string | undefined {
  if (!isFormat(format)) return `has a member format that is no text of at most ${MAX_FORMAT} characters`;
  const isGood = meterId === undefined || (typeof meterId === 'string' && isMeterId(meterId));
  return isGood
    ? undefined
    : 'has a member meterId that is no meter ID (prefix, colon, 1 to 64 of A-Z a-z 0-9 . _ -)';
}

/**
 * Reads a JSON object that holds a receipt: member `ocmf`, or `text` with `format`, or `information` with
 * `signature`; beside each `meterId`. Other members are kept.
 * @returns undefined for an object with none of these members: it may be a receipt itself
 */
export function readJsonItem(object: Members): JsonItem | undefined {
  const found = Object.keys(carriers).filter((name) => Object.hasOwn(object, name));
  const [name] = found;
  if (name === undefined) return undefined;
  if (found.length > 1) return { kind: 'fault', text: `holds several receipts: members ${found.join(', ')}` };
  const receipt = carriers[name]?.(object);
  if (receipt === undefined) return { kind: 'fault', text: `has a member ${name} that is no text` };
  const fault = faultOf(object);
  if (fault !== undefined) return { kind: 'fault', text: fault };
  const { meterId } = object;
  const members = Object.fromEntries(Object.entries(object).filter(([member]) => !carried.has(member)));
  return {
    kind: 'receipt',
    input: { ...receipt, ...(typeof meterId === 'string' ? { meterId } : {}) },
    members,
  };
}
