// SPDX-License-Identifier: Apache-2.0

/** What a case saw of a ledger: JSON without anything that differs from run to run. */
export type Observation =
  string | number | boolean | null | readonly Observation[] | { readonly [member: string]: Observation };

/** Observations of all cases, by the name of the case. */
export type Observations = Readonly<Record<string, Observation>>;
