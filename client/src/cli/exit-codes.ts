// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from '@meterpki/protocol';
import type { ClientErrorCode } from '../error-codes';

/** Every exit code of the program. */
export const exitCodes = {
  allValid: 0,
  someInvalid: 1,
  someIndeterminate: 2,
  noLedger: 3,
  refused: 4,
  commitUnknown: 5,
  /** A bundle that proves nothing: it says nothing about the receipt. */
  bundleRefused: 6,
  usage: 64,
  /** EX_SOFTWARE of sysexits: a fault of this program. */
  internal: 70,
  /** 128 and SIGINT's number, as shells have it: Ctrl-C. */
  interrupted: 130,
} as const;

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const { allValid, someInvalid, someIndeterminate, noLedger, refused } = exitCodes;
const { commitUnknown, bundleRefused, usage, internal, interrupted } = exitCodes;

/** What a verdict makes of the exit code. */
export const verdictExits: Readonly<Record<Verdict, ExitCode>> = {
  valid: allValid,
  invalid: someInvalid,
  indeterminate: someIndeterminate,
};

/** What an error makes of it. */
export const errorExits: Readonly<Record<ClientErrorCode, ExitCode>> = {
  NO_LEDGER: noLedger,
  PROFILE_INVALID: noLedger,
  LEDGER_FILE_INVALID: noLedger,
  IDENTITY_UNREADABLE: noLedger,
  IDENTITY_UNSUPPORTED: noLedger,
  KEY_MISMATCH: noLedger,
  TOKEN_UNAVAILABLE: noLedger,
  SIGNING_FAILED: noLedger,
  LEDGER_UNREACHABLE: noLedger,
  LEDGER_BUSY: noLedger,
  DEADLINE_EXCEEDED: noLedger,
  SESSION_CLOSED: noLedger,
  EVALUATION_FAILED: noLedger,
  ANSWER_UNREADABLE: noLedger,
  ANSWER_MISMATCH: noLedger,
  IDENTITY_REFUSED: refused,
  ENDORSEMENTS_DIFFER: refused,
  ENDORSERS_MISSING: refused,
  ENDORSEMENT_FAILED: refused,
  LEDGER_REFUSED: refused,
  SUBMIT_FAILED: refused,
  COMMIT_FAILED: refused,
  COMMIT_UNKNOWN: commitUnknown,
  INPUT_INVALID: usage,
  CERTIFICATE_INVALID: usage,
  PUBLIC_KEY_UNREADABLE: usage,
  PRIVATE_KEY_GIVEN: usage,
  TRUST_INVALID: usage,
  BUNDLE_MALFORMED: bundleRefused,
  BUNDLE_INCOHERENT: bundleRefused,
  BUNDLE_SIGNATURE: bundleRefused,
  BUNDLE_PEER_UNTRUSTED: bundleRefused,
  BUNDLE_PEER_EXPIRED: bundleRefused,
  BUNDLE_PEER_REVOKED: bundleRefused,
  BUNDLE_PEER_ROLE: bundleRefused,
  BUNDLE_TOO_FEW_NMIS: bundleRefused,
  BUNDLE_CHANNEL: bundleRefused,
  BUNDLE_CHAINCODE: bundleRefused,
  BUNDLE_FUNCTION: bundleRefused,
  BUNDLE_WRITES: bundleRefused,
  BUNDLE_NONCE: bundleRefused,
  BUNDLE_RECEIPT: bundleRefused,
  BUNDLE_PROOF: bundleRefused,
  INTERNAL: internal,
  ABORTED: interrupted,
};

/** The code of a whole run: the highest above 2 wins, then 1, then 2. */
export function worstExit(codes: Iterable<ExitCode>): ExitCode {
  const rank = (code: ExitCode): number => (code === someInvalid ? 2 : code === someIndeterminate ? 1 : code);
  let worst: ExitCode = allValid;
  for (const code of codes) if (rank(code) > rank(worst)) worst = code;
  return worst;
}
