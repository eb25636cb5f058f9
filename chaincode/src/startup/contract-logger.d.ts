// SPDX-License-Identifier: Apache-2.0

/** The loggers of the contract API, which its types leave out (fabric-contract-api 2.5). */
declare module 'fabric-contract-api/lib/logger' {
  import type { newLogger } from 'fabric-shim';

  /** The one logger of this name. */
  export function getLogger(name: string): ReturnType<typeof newLogger>;
}
