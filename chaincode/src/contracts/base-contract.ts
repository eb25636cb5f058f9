// SPDX-License-Identifier: Apache-2.0
import { refusal } from '@meterpki/protocol';
import { Contract } from 'fabric-contract-api';

/** What the contracts share: a call of an unknown transaction is refused without a word of it in the log. */
export abstract class BaseContract extends Contract {
  override unknownTransaction(): Promise<void> {
    return Promise.reject(
      refusal('TRANSACTION_UNKNOWN', 'function', `${this.getName()} has no such transaction`),
    );
  }
}
