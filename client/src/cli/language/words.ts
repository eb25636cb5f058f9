// SPDX-License-Identifier: Apache-2.0
import type { Finding, Reason, SignatureEncoding, Verdict } from '@meterpki/protocol';
import type { Moment } from '@meterpki/protocol/containers';
import type { Assurance } from '../../faces/outcome';
import type { Quantity } from '../output/obis-text';
import type { Language } from './language';

/** What stands in front of a line about a receipt. */
export type Label =
  | 'meter'
  | 'instrument'
  | 'measured'
  | 'claims'
  | 'when'
  | 'session'
  | 'embeddedKey'
  | 'key'
  | 'attested'
  | 'candidate'
  | 'receipt'
  | 'finding'
  | 'assurance'
  | 'record'
  | 'transaction'
  | 'format'
  | 'namesItself'
  | 'register'
  | 'signingTime'
  | 'pagination'
  | 'user'
  | 'tariff'
  | 'signature';

/** How many receipts there are, and how many of each verdict. */
export type Counts = Readonly<Record<Verdict | 'total', number>>;

/** What a signature's line says. */
export interface SignatureWords {
  readonly encodings: Readonly<Record<SignatureEncoding, string>>;
  readonly undecodable: string;
  readonly notNamed: string;
  readonly largerS: string;
  readonly bytes: (count: number) => string;
}

/** What a reader of verdicts is told besides them. */
export interface HintWords {
  /** What `valid` means, and what it does not mean. */
  readonly meaning: (signedWith: 'registered-key' | 'given-key') => string;
  readonly askRegister: string;
  readonly nameMeter: string;
  readonly listChecks: (meterId: string) => string;
  readonly recordCheck: (meterId: string) => string;
  readonly nothingVerified: (count: number, unreadable: number) => string;
  readonly verifyNext: string;
}

/** What a verdict bundle's lines say; `labels` are those that receipts do not have. */
export interface BundleWords {
  readonly labels: Readonly<
    Record<'basis' | 'signedBy' | 'time' | 'recorded' | 'nonce' | 'ledger' | 'note', string>
  >;
  readonly basis: (key: string, block: number, transaction: number) => string;
  readonly nothingThere: (key: string) => string;
  readonly asItSays: (assurance: string) => string;
  readonly callersClock: (time: string, caller: string) => string;
}

/** Everything that is said to citizens, in one language. Codes, which programs read, are the same in all of them. */
export interface Words {
  readonly language: Language;
  readonly bundle: BundleWords;
  readonly labels: Readonly<Record<Label, string>>;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly reasons: Readonly<Record<Reason, string>>;
  readonly findings: Readonly<Record<Finding, string>>;
  readonly assurances: Readonly<Record<Assurance, string>>;
  /** Technical detail about what cannot be read, with what stands before it: it comes in English. */
  readonly detail: (text: string) => string;
  readonly summary: (counts: Counts) => string;
  readonly hints: HintWords;
  /** From the first to the last. */
  readonly range: (first: string, last: string) => string;
  readonly moreRegisters: (count: number) => string;
  readonly noText: (bytes: number) => string;
  readonly metersClock: (time: string) => string;
  readonly neverTrusted: (key: string) => string;
  readonly imported: string;
  readonly moments: Readonly<Record<Moment, string>>;
  /** OCMF's clock status; `none` where nothing is said. */
  readonly clocks: Readonly<Record<'U' | 'I' | 'S' | 'R' | 'none', string>>;
  readonly noPointInTime: string;
  readonly quantities: Readonly<Record<Quantity, string>>;
  readonly tariffNumber: (quantity: string, tariff: string) => string;
  readonly hiddenUser: (kind: string | undefined) => string;
  readonly formatIn: (format: string, container: string) => string;
  readonly signature: SignatureWords;
}
