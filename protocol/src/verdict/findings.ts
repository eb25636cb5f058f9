// SPDX-License-Identifier: Apache-2.0

/** What may stand beside a verdict, in words; a finding never changes it. */
export const findings = {
  'newer-version': 'the record says a newer version of its format than this reader knows',
  'missing-mandatory-field': 'a field that the format asks for is missing',
  'clock-not-synchronised': "the meter's clock was not synchronised when it signed",
  'time-flagged': 'the meter itself says that its time is unusable',
  'energy-flagged': 'the meter itself says that its energy reading is unusable',
  'begin-end-incomplete': 'what is at hand holds the begin or the end of the transaction, not both',
  'energy-difference': 'a register that only counts up reads less at the end than at the begin',
  'pagination-gap': 'a record between those of this transaction is missing: the pagination has a gap',
  replay: 'the same receipt stands earlier in the list',
  equivocation: 'the meter signed other content under the same pagination earlier in the list',
  'nonstandard-encoding': 'the signature is encoded as some meters do, not as the format says',
  'embedded-key-differs': 'the receipt carries another key than the one registered for the meter',
  'possession-unproven': 'the key was imported: nobody showed this register that the meter holds it',
  'alias-ambiguous': 'several meters are registered under what the receipt says of itself',
  'before-registration': 'the receipt claims a time before the meter was registered',
} as const;

/** A code of {@link findings}. */
export type Finding = keyof typeof findings;
