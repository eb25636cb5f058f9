// SPDX-License-Identifier: Apache-2.0
import type { Algorithm } from '../../algorithm/algorithms';
import { toBase64Url, toUtf8 } from '../../encoding/bytes';
import { refusal } from '../../errors';
import type { AliasKind } from '../../records/alias';

/** One reading of a JWS receipt, as `docs/receipts.md` describes it. */
export interface JwsReading {
  /** Decimal text; every digit goes into the receipt as it stands. */
  readonly value: string;
  readonly unit: string;
  /** OBIS code (IEC 62056-6-1). */
  readonly obis?: string;
  /** RFC 3339. */
  readonly time?: string;
  /** As OCMF's `TX`. */
  readonly transaction?: string;
}

/** The claims of a JWS receipt, as `docs/receipts.md` describes them. */
export interface JwsContent {
  /** `<prefix>:<id>`. */
  readonly meter?: string;
  readonly aliases?: Readonly<Partial<Record<AliasKind, string>>>;
  /** RFC 3339. */
  readonly time: string;
  /** State of the clock, as in OCMF. */
  readonly clock: 'U' | 'I' | 'S' | 'R';
  readonly pagination?: string;
  readonly readings: readonly JwsReading[];
}

/** A receipt that lacks its signature. */
export interface UnsignedReceipt {
  /** What the meter must sign. */
  readonly signedBytes: Uint8Array;
  /** The receipt, from the signature as r and s side by side. */
  readonly complete: (signature: Uint8Array) => string;
}

const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?$/;

const part = (value: object): string => toBase64Url(toUtf8(JSON.stringify(value)));

/**
 * Writes a receipt as a compact JSON web signature (RFC 7515 section 7.1) with ES256, ES384 or ES256K; the private key
 * stays with the caller.
 * @throws Refusal INVALID_ARGUMENT for an algorithm without a name in JWS, for a value that is no decimal text, and
 *   for a signature of another length than the algorithm's
 */
export function writeJws({ jws, id, curve }: Algorithm, content: JwsContent): UnsignedReceipt {
  if (jws === undefined) throw refusal('INVALID_ARGUMENT', 'algorithm', `${id} has no name in JWS`);
  const wrong = content.readings.findIndex(({ value }) => !DECIMAL.test(value));
  if (wrong >= 0)
    throw refusal('INVALID_ARGUMENT', `readings[${wrong}].value`, 'must be decimal text such as 12.340');
  const input = `${part({ alg: jws })}.${part(content)}`;
  return {
    signedBytes: toUtf8(input),
    complete: (signature) => {
      if (signature.length !== 2 * curve.length)
        throw refusal('INVALID_ARGUMENT', 'signature', `must have ${2 * curve.length} bytes, r and s`);
      return `${input}.${toBase64Url(signature)}`;
    },
  };
}
