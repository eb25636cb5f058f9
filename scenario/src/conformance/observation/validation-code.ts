// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';

const nameIn = (names: object, value: number): string =>
  Object.entries(names).find(([, known]) => known === value)?.[0] ?? String(value);

/** Name of a validation code. */
export const codeName = (code: number): string => nameIn(peer.TxValidationCode, code);

/** Name of a header type. */
export const typeName = (type: number): string => nameIn(common.HeaderType, type);

/** Name of a status of the delivery services. */
export const statusName = (status: number): string => nameIn(common.Status, status);
