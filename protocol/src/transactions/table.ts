// SPDX-License-Identifier: Apache-2.0
import type { GenericSchema, InferOutput } from 'valibot';
import { governanceArguments, type GovernanceResults } from './governance';
import { receiptsArguments, type ReceiptsResults } from './receipts';
import { registryArguments, type RegistryResults } from './registry';

/** Every transaction with the shape of its one argument, by contract. */
export const transactionArguments = {
  governance: governanceArguments,
  registry: registryArguments,
  receipts: receiptsArguments,
} as const;

/** Results by contract; the chaincode must give them and the client is typed from them. */
export interface TransactionResults {
  governance: GovernanceResults;
  registry: RegistryResults;
  receipts: ReceiptsResults;
}

/** The contracts of the chaincode. */
export type ContractName = keyof TransactionResults;

/** The transactions of a contract. */
export type TransactionOf<C extends ContractName> = string &
  keyof (typeof transactionArguments)[C] &
  keyof TransactionResults[C];

/** The argument of a transaction. */
export type ArgumentOf<
  C extends ContractName,
  T extends TransactionOf<C>,
> = (typeof transactionArguments)[C][T] extends infer S extends GenericSchema ? InferOutput<S> : never;

/** The result of a transaction. */
export type ResultOf<C extends ContractName, T extends TransactionOf<C>> = TransactionResults[C][T];

/** What a contract class must look like, seen without Fabric: a method per transaction, JSON text in and out. */
export type ContractMethods<C extends ContractName, Context> = Readonly<
  Record<TransactionOf<C>, (context: Context, argument: string) => Promise<string>>
>;
