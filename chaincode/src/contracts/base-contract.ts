// SPDX-License-Identifier: Apache-2.0
import { refusal, transactionArguments, type ContractName } from '@meterpki/protocol';
import { Contract, type Context } from 'fabric-contract-api';
import { callContext } from './call-context';

/** What the contracts share: calls that reach no transaction are refused with a code, and without a word of them in the log. */
export abstract class BaseContract extends Contract {
  readonly #transactions: ReadonlySet<string>;

  constructor(name: ContractName) {
    super(name);
    this.#transactions = new Set(Object.keys(transactionArguments[name]));
  }

  override createContext(): Context {
    return callContext((name) => this.#transactions.has(name));
  }

  override unknownTransaction(): Promise<void> {
    return Promise.reject(
      refusal('TRANSACTION_UNKNOWN', 'function', `${this.getName()} has no such transaction`),
    );
  }
}
