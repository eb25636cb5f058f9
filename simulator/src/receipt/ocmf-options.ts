// SPDX-License-Identifier: Apache-2.0
import type { Instant, SignatureEncoding } from '@meterpki/protocol';

/** One meter reading. */
export interface OcmfReading {
  readonly time: Instant;
  /** Decimal text; every digit goes into the receipt as it stands. */
  readonly value: string;
}

/** Begin and end of a transaction, and everything that a meter's record may say about it. */
export interface OcmfOptions {
  /** What the record calls its format's version, `FV`; default 1.0. */
  readonly version?: '1.0' | '1.3';
  readonly begin: OcmfReading;
  /** Left out for a record of the begin alone. */
  readonly end?: OcmfReading;
  /** Offset of the local time from UTC that the record is written in, minutes; default 0. */
  readonly offsetMinutes?: number;
  /** Status of the meter's clock: unknown, informative, synchronised (default), relative. */
  readonly clock?: 'U' | 'I' | 'S' | 'R';
  /** Identification of the user, as text; none by default. */
  readonly userId?: string;
  /** OCMF `IT`; default ISO14443 with a user, NONE without. */
  readonly userIdType?: string;
  readonly tariff?: string;
  /** Charge point: type (such as EVSEID or CBIDC) and ID. */
  readonly chargePoint?: { readonly type: string; readonly id: string };
  /** OBIS code of the register; default `1-b:1.8.0`. */
  readonly obis?: string;
  /** Default kWh. */
  readonly unit?: string;
  /** Meter state `ST`; default G, good. */
  readonly state?: string;
  /** Error flags `EF`; default none. */
  readonly errorFlags?: string;
  /** Pagination; default one more than the record before. */
  readonly pagination?: number;
  /** Default hex. */
  readonly signatureText?: 'hex' | 'base64';
  /** Default der. */
  readonly signatureEncoding?: SignatureEncoding;
  /** Whether the record names its algorithm in `SA`; default true. */
  readonly algorithmNamed?: boolean;
}
