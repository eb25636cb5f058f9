// SPDX-License-Identifier: Apache-2.0

/** The three answers, after ETSI EN 319 102-1. */
export type Verdict = 'valid' | 'invalid' | 'indeterminate';

/** Each reason, the verdict it gives, and what it says in words. */
export const reasons = {
  malformed: { verdict: 'indeterminate', text: 'the receipt cannot be read' },
  unsupported: { verdict: 'indeterminate', text: 'the format or the algorithm is not known or not allowed' },
  'unknown-meter': { verdict: 'indeterminate', text: 'no registered meter answers to this receipt' },
  'signature-mismatch': {
    verdict: 'invalid',
    text: 'the signature does not belong to these bytes and the key of this meter',
  },
  'algorithm-mismatch': {
    verdict: 'invalid',
    text: "the meter's key is of another algorithm than the receipt",
  },
  'not-active': { verdict: 'indeterminate', text: 'the registration of meter or key is not complete' },
  'time-unknown': {
    verdict: 'indeterminate',
    text: 'the receipt claims no usable time, and the key is not good today',
  },
  'key-revoked': {
    verdict: 'invalid',
    text: 'the receipt claims a time at or after the revocation of its key',
  },
  'key-superseded': {
    verdict: 'invalid',
    text: 'the receipt claims a time at or after its key was replaced',
  },
  'meter-decommissioned': {
    verdict: 'invalid',
    text: 'the receipt claims a time at or after the meter was retired',
  },
  'on-hold': {
    verdict: 'indeterminate',
    text: 'the key is on hold since before the time that the receipt claims',
  },
  'not-seen-before-revocation': {
    verdict: 'indeterminate',
    text: 'the key is compromised, and nothing shows that the receipt existed before',
  },
} as const satisfies Record<string, { verdict: Verdict; text: string }>;

/** Why a verdict is not `valid`. */
export type Reason = keyof typeof reasons;

/** A verdict with its one reason; `valid` has none. */
export type Judgement =
  { readonly verdict: 'valid' } | { readonly verdict: 'invalid' | 'indeterminate'; readonly reason: Reason };

/** The judgement that a reason stands for. */
export const because = (reason: Reason): Judgement => ({ verdict: reasons[reason].verdict, reason });
