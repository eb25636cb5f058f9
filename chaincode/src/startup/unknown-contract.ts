// SPDX-License-Identifier: Apache-2.0
import { refusal } from '@meterpki/protocol';
import shim, { type ChaincodeStub } from 'fabric-shim';
import Dispatcher from 'fabric-shim/lib/contract-spi/chaincodefromcontract';

/** The name of the function, as it crossed the wire. */
function functionOf(stub: ChaincodeStub): string {
  const [name = []] = (stub as ChaincodeStub & { getBufferArgs(): readonly Uint8Array[] }).getBufferArgs();
  return Buffer.from(name).toString('utf8');
}

/**
 * Refuses calls of contracts that do not exist (TRANSACTION_UNKNOWN) before the shim looks for them: it repeats the name in its
 * log and its answer, whatever was written there, and takes what every object has for a contract.
 */
export function refuseUnknownContracts(): void {
  const { prototype } = Dispatcher;
  const invoke = Reflect.get(prototype, 'invokeFunctionality');
  prototype.invokeFunctionality = async function answer(this: Dispatcher, stub) {
    const { contractName } = this._splitFunctionName(functionOf(stub));
    if (Object.hasOwn(this.contractImplementations, contractName)) return invoke.call(this, stub);
    const text = `is of no contract here; there are ${Object.keys(this.contractImplementations).join(', ')}`;
    return shim.error(refusal('TRANSACTION_UNKNOWN', 'function', text).message);
  };
}
