// SPDX-License-Identifier: Apache-2.0
import { because, type Algorithm, type Finding, type Judgement } from '@meterpki/protocol';
import { SimulatorError } from '../errors';
import * as content from './content';
import { partsOf, type Parts } from './parts';
import * as section from './section';
import * as signature from './signature';

/** One way to tamper with a receipt. */
export interface TamperingMode {
  readonly name: string;
  /** What it does, in words. */
  readonly text: string;
  /** Receipt formats that it works on. */
  readonly formats: readonly ('ocmf' | 'raw')[];
  /**
   * The judgement to expect where the untouched receipt is valid: its key registered and in good standing, the
   * policy allowing its algorithm.
   */
  readonly expected: Judgement;
  /** A finding to expect beside the verdict. */
  readonly finding?: Finding;
  /** @throws {@link SimulatorError} MODE_NOT_APPLICABLE, SECOND_RECEIPT_NEEDED */
  readonly apply: (parts: Parts, second?: string) => string;
}

const valid: Judgement = { verdict: 'valid' };
const mismatch = because('signature-mismatch');
const malformed = because('malformed');
const OCMF = ['ocmf'] as const;
const BOTH = ['ocmf', 'raw'] as const;

type Row = Omit<TamperingMode, 'name' | 'text'>;
const row = (
  formats: Row['formats'],
  expected: Judgement,
  apply: Row['apply'],
  more: Pick<Row, 'finding'> = {},
): Row => ({ formats, expected, apply, ...more });

const rows: Readonly<Record<string, readonly [text: string, row: Row]>> = {
  'changed-amount': ['the last reading is changed', row(OCMF, mismatch, content.changedAmount)],
  'changed-time': ['the last time is an hour off', row(OCMF, mismatch, content.changedTime)],
  'changed-user': ["another user's ID stands in it", row(OCMF, mismatch, content.changedUser)],
  'changed-information': ['the information is changed', row(['raw'], mismatch, content.changedInformation)],
  'pretty-printed': ['the payload is printed anew after signing', row(OCMF, mismatch, content.prettyPrinted)],
  'duplicate-member': ['a member stands in the payload twice', row(OCMF, malformed, content.duplicateMember)],
  'swapped-signature': [
    'the signature is that of another receipt',
    row(BOTH, mismatch, signature.swappedSignature),
  ],
  'foreign-key': ["a stranger's key signed it", row(BOTH, mismatch, signature.foreignKey)],
  'flipped-bit': ['one bit of the signature is flipped', row(BOTH, mismatch, signature.flippedBit)],
  'zero-signature': ['r and s are zero', row(BOTH, mismatch, signature.zeroSignature)],
  'cut-signature': ['most of the signature is cut off', row(BOTH, malformed, signature.cutSignature)],
  'long-form-der': ['the signature is BER, not DER', row(BOTH, malformed, signature.longFormDer)],
  'high-s-twin': [
    's is replaced by n - s: still valid, the same receipt',
    row(BOTH, valid, signature.highTwinOf),
  ],
  'unknown-algorithm': [
    'an algorithm is named that is not built in',
    row(OCMF, because('unsupported'), section.unknownAlgorithm),
  ],
  'missing-signature': ['the signature data is left out', row(OCMF, malformed, section.missingSignature)],
  'embedded-key': [
    "a stranger's key is attached: still valid, with a finding",
    row(OCMF, valid, section.embeddedKey, { finding: 'embedded-key-differs' }),
  ],
  'trailing-text': ['words stand behind the record', row(OCMF, malformed, section.trailingText)],
};

/** Every tampering mode. */
export const tamperingModes: readonly TamperingMode[] = Object.entries(rows).map(
  ([name, [text, fields]]) => ({
    name,
    text,
    ...fields,
  }),
);

/**
 * Tampers with a receipt.
 * @param name - one of {@link tamperingModes}
 * @param receipt - the receipt as the meter gave it
 * @param second - another receipt, for the mode that takes its signature
 * @param algorithm - the meter's, where the receipt names none and it is not the format's default
 * @throws {@link SimulatorError} MODE_UNKNOWN, MODE_NOT_APPLICABLE, RECEIPT_UNREADABLE, SECOND_RECEIPT_NEEDED
 */
export function tamper(name: string, receipt: string, second?: string, algorithm?: Algorithm): string {
  const mode = tamperingModes.find((known) => known.name === name);
  if (mode === undefined) {
    throw new SimulatorError(
      'MODE_UNKNOWN',
      `choose one of ${tamperingModes.map((known) => known.name).join(', ')}`,
    );
  }
  const parts = partsOf(receipt, algorithm);
  if (!mode.formats.some((format) => format === parts.receipt.format))
    throw new SimulatorError('MODE_NOT_APPLICABLE', `it works on ${mode.formats.join(' and ')} only`);
  return mode.apply(parts, second);
}
