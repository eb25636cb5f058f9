// SPDX-License-Identifier: Apache-2.0
import { algorithms } from '../algorithm/algorithms';
import { fromBase64, toBase64 } from '../encoding/bytes';
import { isObject, readJson } from '../json/read';
import { malformed, type ReadReceipt, type ReceiptFormat } from './receipt';

const members = new Set(['information', 'signature']);

const ENCODINGS = ['der'] as const;

function read(text: string): ReadReceipt {
  const value = readJson(text);
  if (!isObject(value)) return malformed('a raw receipt is a JSON object');
  const { information, signature } = value;
  if (typeof information !== 'string' || typeof signature !== 'string') {
    return malformed('a raw receipt has the members information and signature, both base64');
  }
  if (Object.keys(value).some((member) => !members.has(member))) {
    return malformed('a raw receipt has no members but information and signature');
  }
  const signedBytes = fromBase64(information);
  const signatureBytes = fromBase64(signature);
  const [algorithm] = algorithms;
  if (signedBytes === undefined || signatureBytes === undefined || algorithm === undefined) {
    return malformed('information and signature are padded base64');
  }
  return {
    kind: 'receipt',
    receipt: {
      format: 'raw',
      signedBytes,
      signature: signatureBytes,
      encodings: ENCODINGS,
      algorithm,
      algorithmNamed: false,
      aliases: [],
      readings: [],
      findings: [],
    },
  };
}

/**
 * The paper's own receipt: information and a DER signature over it, as `{"information","signature"}` in
 * base64. It names neither meter nor time; the meter ID stands beside it.
 */
export const raw: ReceiptFormat = {
  name: 'raw',
  detect: (text) => /^\s*\{/.test(text) && text.includes('"information"') && text.includes('"signature"'),
  read,
};

/** The text of a raw receipt. */
export const writeRaw = (information: Uint8Array, signature: Uint8Array): string =>
  JSON.stringify({ information: toBase64(information), signature: toBase64(signature) });
