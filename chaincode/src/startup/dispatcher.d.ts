// SPDX-License-Identifier: Apache-2.0

/** The shim's own reading of a call, which its types leave out (fabric-shim 2.5). */
declare module 'fabric-shim/lib/contract-spi/chaincodefromcontract' {
  import type { ChaincodeResponse, ChaincodeStub } from 'fabric-shim';

  class ChaincodeFromContract {
    readonly contractImplementations: Readonly<Record<string, unknown>>;
    _splitFunctionName(name: string): { readonly contractName: string };
    invokeFunctionality(stub: ChaincodeStub): Promise<ChaincodeResponse>;
  }
  export = ChaincodeFromContract;
}
