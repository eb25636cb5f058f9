// SPDX-License-Identifier: Apache-2.0
import type { Algorithm } from '../algorithm/algorithms';
import type { SignatureBackend } from '../algorithm/backend';
import { nodeBackend } from '../algorithm/node-backend';
import { fromBase64 } from '../encoding/bytes';
import { importSpki } from '../key/spki';
import { decodeSignature } from '../signature/encodings';
import { verifySignature } from '../signature/verify';
import { possessionStatement, type PossessionFields } from './statement';

/** The key that signed a statement, where it is not the one that the statement is about. */
export interface StatementSigner {
  readonly spki: Uint8Array;
  readonly algorithm: Algorithm;
}

/**
 * True when `proof` (base64, strict DER or r‖s of fixed length) is the meter's signature over the statement
 * with exactly these fields.
 * @param signer - the key that is said to have signed; by default the one that the statement is about
 */
export function provesPossession(
  fields: PossessionFields,
  proof: string,
  signer: StatementSigner = fields,
  backend: SignatureBackend = nodeBackend,
): boolean {
  const key = importSpki(signer.spki, backend);
  const bytes = fromBase64(proof);
  if (key?.curve !== signer.algorithm.curve || bytes === undefined) return false;
  const decoded = decodeSignature(bytes, ['der', 'p1363'], key.curve);
  if (decoded === undefined) return false;
  return verifySignature(signer.algorithm, key, possessionStatement(fields), decoded.fixed, backend);
}
