// SPDX-License-Identifier: Apache-2.0
import { openPassingLedger } from '../ledger/embedded-ledger';
import { isKeptLedgerRunning, joinKeptLedger, startKeptLedger } from '../ledger/kept-ledger';
import { joinNetwork } from '../ledger/network-ledger';
import type { OpenedLedger } from '../ledger/opened-ledger';
import type { DemoArguments } from './arguments';

/** The ledger that the demo plays on. A running network is touched only when asked for. */
export async function chooseLedger({ ledger, keep }: DemoArguments): Promise<OpenedLedger> {
  if (ledger === 'network') return joinNetwork();
  if (isKeptLedgerRunning()) return joinKeptLedger('it runs since an earlier --keep');
  if (!keep) return openPassingLedger('the demo starts one of its own unless --ledger network is given');
  startKeptLedger();
  return joinKeptLedger('started with --keep, it goes on running');
}
