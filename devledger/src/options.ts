// SPDX-License-Identifier: Apache-2.0
import type { Logger } from 'pino';

import type { OrganisationSpec } from './directory/organisations.js';
import type { BatchSettings } from './ordering/orderer.js';

/** How to start an embedded ledger. What a directory was made with stays as it is when it is started again. */
export interface LedgerOptions {
  /** Data directory; made when it is not there. */
  readonly directory: string;
  /** Deployment file of the chaincode. */
  readonly deployment: string;
  /** Name of the ledger; default: the last part of the directory. Fixed at creation. */
  readonly name?: string;
  /** Marks a ledger that may be thrown away. Default false. Fixed at creation. */
  readonly demo?: boolean;
  /** Name of the channel; default `nmichannel`. Fixed at creation. */
  readonly channel?: string;
  /** Member organisations; default PTB and Inmetro. Fixed at creation. */
  readonly organisations?: readonly OrganisationSpec[];
  /** Gateway ports by organisation name; free ones where not given. Fixed at creation. */
  readonly ports?: Readonly<Record<string, number>>;
  /** When blocks are cut. */
  readonly batch?: Partial<BatchSettings>;
  /** Milliseconds that a transaction may take on a chaincode; default 30,000. */
  readonly executeTimeout?: number;
  /** Where the ledger logs to; default nowhere. */
  readonly logger?: Logger;
}

/** A ledger that answers. */
export interface RunningLedger {
  /** Path of `ledger.json`. */
  readonly descriptor: string;
  /** Names of the profiles with the paths of their files. */
  readonly profiles: Readonly<Record<string, string>>;
  /** Stops the ledger: waits for the transactions it took, ends the chaincode processes, gives the directory up. */
  close(): Promise<void>;
}
