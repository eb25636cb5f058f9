// SPDX-License-Identifier: Apache-2.0
import type { Algorithm } from '../algorithm/algorithms';
import { concat, fromHex, toUtf8 } from '../encoding/bytes';
import { sha256 } from '../encoding/hash';
import { lengthPrefixed, unsigned } from '../encoding/integers';

/** What a proof is for; part of what the meter signs, so that none serves another purpose. */
export const possessionPurposes = { register: 1, update: 2, attest: 3 } as const;

/** One of {@link possessionPurposes}. */
export type PossessionPurpose = keyof typeof possessionPurposes;

/** Everything that the possession statement binds. */
export interface PossessionFields {
  readonly purpose: PossessionPurpose;
  readonly algorithm: Algorithm;
  readonly channel: string;
  readonly chaincode: string;
  /** MSP ID of the permitted endorser who will submit the proof. */
  readonly mspId: string;
  readonly meterId: string;
  /** How many keys the meter had before this one. */
  readonly sequence: number;
  readonly spki: Uint8Array;
  /** Fingerprint (hex) of the key before this one; absent for the first. */
  readonly previous?: string;
  /** The challenge's 32 bytes, hex. */
  readonly nonce: string;
  /** When the challenge expires, whole seconds since 1970-01-01T00:00:00Z, rounded down. */
  readonly expires: number;
}

/**
 * 0xFE begins no UTF-8, JSON, OCMF, DER SEQUENCE or CBOR text: no receipt passes as a proof, nor the reverse. Receipts whose
 * format may hold any bytes are refused where they hold these (`readReceipt`).
 */
const TAG = concat(Uint8Array.of(0xfe), toUtf8('METER-KEY-POP'));
const HEADER = concat(TAG, Uint8Array.of(1));

/** True for bytes that begin as possession statements of any version do. */
export const isPossessionStatement = (bytes: Uint8Array): boolean =>
  bytes.length >= TAG.length && TAG.every((byte, at) => bytes[at] === byte);

function thirtyTwo(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes?.length !== 32) throw new RangeError('a digest has 64 hex digits');
  return bytes;
}

/**
 * The bytes that a meter signs to show that it holds a private key: header, purpose, algorithm, the ledger's
 * context, key sequence, key and its predecessor, nonce and expiry; integers big-endian, texts with u16 length.
 * @throws RangeError for a digest that is not 32 bytes or a number that does not fit its field
 */
export function possessionStatement(fields: PossessionFields): Uint8Array {
  return concat(
    HEADER,
    unsigned(possessionPurposes[fields.purpose], 1),
    unsigned(fields.algorithm.code, 1),
    lengthPrefixed(fields.channel),
    lengthPrefixed(fields.chaincode),
    lengthPrefixed(fields.mspId),
    lengthPrefixed(fields.meterId),
    unsigned(fields.sequence, 4),
    lengthPrefixed(fields.spki),
    fields.previous === undefined ? new Uint8Array(32) : thirtyTwo(fields.previous),
    thirtyTwo(fields.nonce),
    unsigned(fields.expires, 8),
  );
}

const NONCE_TAG = concat(toUtf8('POP-NONCE'), Uint8Array.of(1));

/** The nonce of a challenge: SHA-256 over a tag, the channel and the ID of the transaction that opened it. */
export const challengeNonce = (channel: string, transactionId: string): Uint8Array =>
  sha256(NONCE_TAG, toUtf8(channel), toUtf8(transactionId));
