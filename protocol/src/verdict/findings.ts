// SPDX-License-Identifier: Apache-2.0

/** What may stand beside a verdict, in words; a finding never changes it. */
export const findings = {
  'newer-version': 'the record says a newer version of its format than this reader knows',
  'missing-mandatory-field': 'a field that the format asks for is missing',
  'clock-not-synchronised': "the meter's clock was not synchronised when it signed",
  'time-flagged': 'the meter itself says that its time is unusable',
  'energy-flagged': 'the meter itself says that its energy reading is unusable',
  'begin-end-incomplete': 'the record holds the begin or the end of the transaction, not both',
  'nonstandard-encoding': 'the signature is encoded as some meters do, not as the format says',
  'embedded-key-differs': 'the receipt carries another key than the one registered for the meter',
  'possession-unproven': 'the key was imported: nobody showed this register that the meter holds it',
  'alias-ambiguous': 'several meters are registered under what the receipt says of itself',
  'before-registration': 'the receipt claims a time before the meter was registered',
} as const;

/** A code of {@link findings}. */
export type Finding = keyof typeof findings;
