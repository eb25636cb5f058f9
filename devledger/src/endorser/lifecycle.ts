// SPDX-License-Identifier: Apache-2.0

/** Where Fabric keeps chaincode definitions (core/chaincode/lifecycle). */
export const LIFECYCLE_NAMESPACE = '_lifecycle';

/**
 * The key of a definition's sequence number. Every endorsement reads it, so that a transaction endorsed under one
 * definition does not commit under the next.
 */
export function sequenceKey(chaincode: string): string {
  return `namespaces/fields/${chaincode}/Sequence`;
}
