// SPDX-License-Identifier: Apache-2.0
import './quiet';
import { createRequire } from 'node:module';
import { contracts } from '@meterpki/chaincode';
import { JSONSerializer } from 'fabric-contract-api';
import type { Simulation } from './simulation';

/** What the shim answers to the peer. */
export interface WireResponse {
  readonly status: number;
  readonly message: string;
  readonly payload?: Uint8Array;
}

interface Dispatcher {
  Invoke(stub: Simulation): Promise<WireResponse>;
}

type DispatcherClass = new (
  classes: readonly unknown[],
  serializers: Readonly<Record<string, unknown>>,
) => Dispatcher;

/** The class that the shim's own command makes; the package does not type it. */
const ShimDispatcher = createRequire(__filename)(
  'fabric-shim/lib/contract-spi/chaincodefromcontract',
) as DispatcherClass;

let dispatcher: Dispatcher | undefined;

/** Runs a proposal as a chaincode process does: through the shim's own reading of names and arguments. */
export function invoke(simulation: Simulation): Promise<WireResponse> {
  dispatcher ??= new ShimDispatcher([...contracts], {
    transaction: 'json',
    serializers: { json: JSONSerializer },
  });
  return dispatcher.Invoke(simulation);
}
