// SPDX-License-Identifier: Apache-2.0
import { algorithmByOcmfName, type Algorithm } from '../../algorithm/algorithms';
import { fromBase64, fromHex } from '../../encoding/bytes';
import type { JsonObject } from '../../json/read';

/** `SA` where a record leaves it out (OCMF 1.x, signature section). */
const DEFAULT_ALGORITHM = 'ECDSA-secp256r1-SHA256';

/** The signature section, read. */
export interface OcmfSignature {
  readonly algorithm: Algorithm;
  readonly algorithmNamed: boolean;
  readonly bytes: Uint8Array;
}

function decodeData(data: string, encoding: string): Uint8Array | undefined | 'unsupported' {
  if (encoding === 'hex') return fromHex(data);
  return encoding === 'base64' ? fromBase64(data) : 'unsupported';
}

/**
 * Reads `SA`, `SE` and `SD`.
 * @returns `unsupported` for an algorithm or encoding that is not built in, `malformed` for data that does not decode
 */
export function readOcmfSignature(section: JsonObject): OcmfSignature | 'malformed' | 'unsupported' {
  const { SA: name = DEFAULT_ALGORITHM, SE: encoding = 'hex', SD: data } = section;
  if (typeof name !== 'string' || typeof encoding !== 'string' || typeof data !== 'string')
    return 'malformed';
  const algorithm = algorithmByOcmfName(name);
  const bytes = decodeData(data, encoding);
  if (algorithm === undefined || bytes === 'unsupported') return 'unsupported';
  if (bytes === undefined || bytes.length === 0) return 'malformed';
  return { algorithm, algorithmNamed: section.SA !== undefined, bytes };
}
