// SPDX-License-Identifier: Apache-2.0
import type { SignatureBackend } from '../algorithm/backend';
import { nodeBackend } from '../algorithm/node-backend';
import { fromBase64 } from '../encoding/bytes';
import { importSpki } from '../key/spki';
import { decodeSignature } from '../signature/encodings';
import { verifySignature } from '../signature/verify';
import { possessionStatement, type PossessionFields } from './statement';

/**
 * True when `proof` (base64, strict DER or r‖s of fixed length) is the meter's signature over the statement
 * with exactly these fields.
 */
export function provesPossession(
  fields: PossessionFields,
  proof: string,
  backend: SignatureBackend = nodeBackend,
): boolean {
  const key = importSpki(fields.spki, backend);
  const bytes = fromBase64(proof);
  if (key === undefined || bytes === undefined) return false;
  const decoded = decodeSignature(bytes, ['der', 'p1363'], fields.algorithm.curve);
  if (decoded === undefined) return false;
  return verifySignature(fields.algorithm, key, possessionStatement(fields), decoded.fixed, backend);
}
