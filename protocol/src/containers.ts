// SPDX-License-Identifier: Apache-2.0
// Apart from the main entry: the contract judges single receipts and must not carry an XML parser.
export * from './container/container';
export * from './container/containers';
export * from './container/transaction';
export * from './container/safe-xml/write';
