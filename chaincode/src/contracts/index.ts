// SPDX-License-Identifier: Apache-2.0
import { GovernanceContract } from './governance-contract';
import { ReceiptsContract } from './receipts-contract';
import { RegistryContract } from './registry-contract';

/** The three contracts of the chaincode. */
export const contracts = [GovernanceContract, RegistryContract, ReceiptsContract];
