// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '../encoding/instant';

/** The most bytes (UTF-8) of an alias. */
export const MAX_ALIAS_BYTES = 250;

/** What an alias is: an OCMF field (`GS+MS` and `CT+CI` join two with `|`), or an EVSE ID (ISO 15118). */
export const aliasKinds = ['GS+MS', 'MS', 'GS', 'CT+CI', 'EVSE-ID'] as const;

/** One of {@link aliasKinds}. */
export type AliasKind = (typeof aliasKinds)[number];

/** A search term for a meter, not a name: it need not be unique. */
export interface Alias {
  readonly kind: AliasKind;
  /** As the receipt writes it; compared exactly. */
  readonly text: string;
}

/** An alias of a meter, and the claimed times at which it counts; without them, always. */
export interface MeterAlias extends Alias {
  readonly validFrom?: Instant;
  /** From this moment on it counts no more. */
  readonly validTo?: Instant;
}
