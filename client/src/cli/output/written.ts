// SPDX-License-Identifier: Apache-2.0
import type { Committed } from '../../calls/ledger-calls';
import type { Streams } from '../streams';
import { headline, labelled } from './style';

/** What a transaction did to one thing. */
export interface Written {
  /** Its members in JSON. */
  readonly json: Readonly<Record<string, unknown>>;
  /** The name of the thing, and what became of it, in words. */
  readonly name: string;
  readonly text: string;
}

/** Tells what a transaction wrote: a line each and the transaction, or a line of JSON each. */
export function tellWritten(
  written: readonly Written[],
  { transactionId, blockNumber }: Pick<Committed<unknown>, 'transactionId' | 'blockNumber'>,
  streams: Streams,
  json: true | undefined,
): void {
  if (json === true) {
    const place = { transactionId, blockNumber: Number(blockNumber) };
    streams.result(...written.map((entry) => JSON.stringify({ ...entry.json, ...place })));
    return;
  }
  streams.result(...written.map(({ name, text }) => `${headline(name)}  ${text}`));
  streams.result(labelled('transaction', `${transactionId} in block ${blockNumber}`));
}
