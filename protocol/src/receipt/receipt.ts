// SPDX-License-Identifier: Apache-2.0
import type { Algorithm } from '../algorithm/algorithms';
import type { Alias } from '../records/alias';
import type { SignatureEncoding } from '../signature/encodings';
import type { Finding } from '../verdict/findings';

/** The most bytes (UTF-8) that one receipt may have. */
export const MAX_RECEIPT_BYTES = 65_536;

/** A time as the meter claims it. */
export interface ClaimedTime {
  /** As written in the receipt. */
  readonly text: string;
  /** Milliseconds since 1970-01-01T00:00:00Z; absent where the text names no point in time. */
  readonly milliseconds?: number;
  /** OCMF's clock status: U unknown, I informative, S synchronised, R relative. */
  readonly clock?: string;
}

/** One reading of a receipt, every figure in the meter's own digits. */
export interface Reading {
  readonly time?: ClaimedTime;
  /** OCMF `TX`: B begin, C charging, E end and others. */
  readonly transaction?: string;
  /** Decimal text. */
  readonly value?: string;
  readonly unit?: string;
  /** OBIS code (IEC 62056-6-1) as written. */
  readonly obis?: string;
  readonly errorFlags?: string;
  readonly status?: string;
}

/** What any format makes of a receipt: the signed bytes, the signature, and what the meter says in them. */
export interface Receipt {
  readonly format: string;
  /** Exactly the bytes under the signature, never written anew. */
  readonly signedBytes: Uint8Array;
  readonly signature: Uint8Array;
  /** How the signature may be spelled, in the order of the attempts. */
  readonly encodings: readonly SignatureEncoding[];
  /** The algorithm that the receipt names, or its format's default. */
  readonly algorithm: Algorithm;
  /** True where the receipt names its algorithm itself. */
  readonly algorithmNamed: boolean;
  /** The latest reading's time; absent where the format carries none. */
  readonly claimed?: ClaimedTime;
  /** The meter ID that the receipt itself claims, where its format has a place for one. */
  readonly meterId?: string;
  readonly aliases: readonly Alias[];
  readonly readings: readonly Reading[];
  readonly pagination?: string;
  /** Fingerprint of a key inside the receipt: shown, never trusted. */
  readonly embeddedKey?: string;
  readonly findings: readonly Finding[];
}

/** A receipt, or why there is none: `unsupported` names a format or algorithm that is not built in. */
export type ReadReceipt =
  | { readonly kind: 'receipt'; readonly receipt: Receipt }
  | {
      readonly kind: 'malformed' | 'unsupported';
      /** What is wrong, in words of this project. */ readonly text: string;
    };

/** A receipt format: one row of the table in `formats.ts`. */
export interface ReceiptFormat {
  readonly name: string;
  /** A quick look: might this text be of the format? */
  readonly detect: (text: string) => boolean;
  readonly read: (text: string) => ReadReceipt;
}

/** A receipt that cannot be read. */
export const malformed = (text: string): ReadReceipt => ({ kind: 'malformed', text });
/** A receipt of a format or algorithm that is not built in. */
export const unsupported = (text: string): ReadReceipt => ({ kind: 'unsupported', text });

/**
 * What counts as the signing time: the latest of the readings' times. Where the last reading's names no point in time, that
 * one: an earlier reading's would say when the receipt began, not when it was signed.
 */
export function latestTime(readings: readonly Reading[]): ClaimedTime | undefined {
  const times = readings.flatMap(({ time }) => time ?? []);
  const last = times.at(-1);
  if (last?.milliseconds === undefined) return last;
  const usable = times.filter(({ milliseconds }) => milliseconds !== undefined);
  return usable.reduce((latest, time) =>
    (time.milliseconds ?? 0) >= (latest.milliseconds ?? 0) ? time : latest,
  );
}
