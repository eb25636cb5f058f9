// SPDX-License-Identifier: Apache-2.0
export { type LedgerDescriptor } from './directory/descriptor.js';
export { type OrganisationSpec } from './directory/organisations.js';
export { DevledgerError, type DevledgerErrorCode } from './errors.js';
export { startLedger } from './ledger.js';
export { type LedgerOptions, type RunningLedger } from './options.js';
export { type BatchSettings } from './ordering/orderer.js';
