// SPDX-License-Identifier: Apache-2.0
import { algorithmById } from '../../algorithm/algorithms';
import { malformed, type ReadReceipt, type ReceiptFormat } from '../receipt';
import { readBlock } from './block';
import { serverIdAliases } from './server-id';
import { looksLikeEdl40, readEdl40 } from './text';

function read(text: string): ReadReceipt {
  const parts = readEdl40(text);
  const algorithm = parts === undefined ? undefined : algorithmById(parts.method.algorithm);
  if (parts === undefined || algorithm === undefined) {
    return malformed('an EDL40 signature is a block of 320 bytes and r and s of 48 or 64, both in base64');
  }
  const { serverId, pagination, time, reading } = readBlock(parts.block);
  return {
    kind: 'receipt',
    receipt: {
      format: 'edl40-sig',
      signedBytes: parts.block,
      signature: parts.signature,
      encodings: ['p1363'],
      algorithm,
      algorithmNamed: true,
      claimed: time,
      aliases: serverIdAliases(serverId),
      readings: [reading],
      pagination,
      findings: ['clock-not-synchronised'],
    },
  };
}

/**
 * EDL40, signature only (`EDL_40_SIG` of the S.A.F.E. containers): the block of 320 bytes that the meter signed, and r and s
 * on secp192r1 (of the SHA-256 its leftmost 24 bytes) or, in newer meters, on secp256r1.
 */
export const edl40: ReceiptFormat = { name: 'edl40-sig', detect: looksLikeEdl40, read };
