// SPDX-License-Identifier: Apache-2.0

/** CRLReason of RFC 5280 section 5.3.1, without removeFromCRL: a hold is lifted by a transaction of its own. */
export const revocationReasons = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
  'aACompromise',
] as const;

/** One of {@link revocationReasons}. */
export type RevocationReason = (typeof revocationReasons)[number];

const compromises: ReadonlySet<RevocationReason> = new Set(['keyCompromise', 'cACompromise', 'aACompromise']);

/** True where somebody else may hold the key, so that even an earlier claimed time proves nothing by itself. */
export const isCompromise = (reason: RevocationReason): boolean => compromises.has(reason);

/** Further back than this an invalidity date counts only once another member's administrator repeated it. */
export const UNCONFIRMED_BACKDATING_MS = 30 * 24 * 60 * 60 * 1000;
