// SPDX-License-Identifier: Apache-2.0
import type { Algorithm } from '../algorithm/algorithms';
import type { SignatureBackend } from '../algorithm/backend';
import { nodeBackend } from '../algorithm/node-backend';
import { isObject, readJson } from '../json/read';
import { importSpki } from '../key/spki';
import { readReceipt } from '../receipt/formats';
import { decodeSignature } from '../signature/encodings';
import { verifySignature } from '../signature/verify';

/** What a record must show. */
export interface RecordFields {
  readonly spki: Uint8Array;
  readonly algorithm: Algorithm;
  /** The challenge's 32 bytes, 64 lower-case hex digits. */
  readonly nonce: string;
}

/** True where a field of the user that the meter signs along carries the challenge: identification data or tariff text. */
function carriesNonce(signedBytes: Uint8Array, nonce: string): boolean {
  const payload = readJson(Buffer.from(signedBytes).toString('utf8'));
  const fields = isObject(payload) ? [payload.ID, payload.TT] : [];
  const texts = fields.filter((field) => typeof field === 'string');
  const runs = texts.flatMap((text) => text.match(/[0-9a-f]{64,}/gi) ?? []);
  return runs.length === 1 && runs[0] === nonce;
}

/**
 * True when an OCMF record was signed with this key and carries the challenge in `ID` or `TT` (OCMF 1.4, general fields):
 * for meters that sign nothing else. Unlike the statement it binds neither meter nor purpose.
 */
export function provesByRecord(
  { spki, algorithm, nonce }: RecordFields,
  text: string,
  backend: SignatureBackend = nodeBackend,
): boolean {
  const read = readReceipt(text, 'ocmf');
  const key = importSpki(spki, backend);
  if (read.kind !== 'receipt' || key?.curve !== algorithm.curve) return false;
  const { receipt } = read;
  if (receipt.algorithmNamed && receipt.algorithm !== algorithm) return false;
  const decoded = decodeSignature(receipt.signature, receipt.encodings, key.curve);
  if (decoded === undefined || !carriesNonce(receipt.signedBytes, nonce)) return false;
  return verifySignature(algorithm, key, receipt.signedBytes, decoded.fixed, backend);
}
