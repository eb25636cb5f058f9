// SPDX-License-Identifier: Apache-2.0
import {
  decodeSignature,
  readReceipt,
  toBase64,
  toHex,
  writeRaw,
  type Algorithm,
  type DecodedSignature,
  type Receipt,
} from '@meterpki/protocol';
import { SimulatorError } from '../errors';

/** A receipt taken apart, and the way back. */
export interface Parts {
  readonly receipt: Receipt;
  /** What was signed, as text; OCMF: the payload section. */
  readonly signed: string;
  /** The receipt again with other signed text or another signature, every other character kept. */
  readonly rebuild: (change: Readonly<{ signed?: string; signature?: Uint8Array }>) => string;
  /** OCMF: the signature section; otherwise empty. */
  readonly section: string;
}

const HEADER = 'OCMF|';

const isBase64 = (section: string): boolean => /"SE"\s*:\s*"base64"/.test(section);

function withSignature(section: string, signature: Uint8Array): string {
  const data = isBase64(section) ? toBase64(signature) : toHex(signature);
  return section.replace(/("SD"\s*:\s*)"[^"]*"/, (_whole, name: string) => `${name}"${data}"`);
}

function ocmfParts(text: string, receipt: Receipt): Parts {
  const signed = Buffer.from(receipt.signedBytes).toString('utf8');
  const section = text.slice(HEADER.length + signed.length + 1);
  return {
    receipt,
    signed,
    section,
    rebuild: ({ signed: other = signed, signature }) =>
      `${HEADER}${other}|${signature === undefined ? section : withSignature(section, signature)}`,
  };
}

function rawParts(receipt: Receipt): Parts {
  const signed = Buffer.from(receipt.signedBytes).toString('utf8');
  return {
    receipt,
    signed,
    section: '',
    rebuild: (change) =>
      writeRaw(
        change.signed === undefined ? receipt.signedBytes : Buffer.from(change.signed, 'utf8'),
        change.signature ?? receipt.signature,
      ),
  };
}

/**
 * Takes a receipt apart.
 * @param algorithm - that of its meter, for a receipt that names none
 * @throws {@link SimulatorError} RECEIPT_UNREADABLE
 */
export function partsOf(text: string, algorithm?: Algorithm): Parts {
  const read = readReceipt(text);
  if (read.kind !== 'receipt') throw new SimulatorError('RECEIPT_UNREADABLE', read.text);
  const isTold = algorithm !== undefined && !read.receipt.algorithmNamed;
  const receipt = isTold ? { ...read.receipt, algorithm } : read.receipt;
  return receipt.format === 'ocmf' ? ocmfParts(text.trim(), receipt) : rawParts(receipt);
}

/**
 * r and s of a receipt's signature, and how they are spelled.
 * @throws {@link SimulatorError} RECEIPT_UNREADABLE
 */
export function signatureOf({ receipt }: Parts): DecodedSignature {
  const decoded = decodeSignature(receipt.signature, receipt.encodings, receipt.algorithm.curve);
  if (decoded === undefined)
    throw new SimulatorError('RECEIPT_UNREADABLE', 'its signature cannot be decoded');
  return decoded;
}
