// SPDX-License-Identifier: Apache-2.0
export { readProposedPolicy, type Policy, type ProposedPolicy } from '@meterpki/protocol';
export {
  bundleText,
  MAX_BUNDLE,
  parseBundle,
  type Bundle,
  type BundleEndorsement,
  type BundleParts,
} from './bundle/bundle';
export * from './bundle/check-bundle';
export type { ReadKey } from './bundle/response-facts';
export type { BundleStatement } from './bundle/says';
export {
  askingFor,
  readTrust,
  trustOf,
  type Trust,
  type TrustedMsp,
  type TrustFile,
  type TrustFileMsp,
} from './bundle/trust';
export * from './accumulator/accumulator';
export { Auditor, type AuditFigures, type AuditOptions } from './audit/auditor';
export * from './audit/finding';
export type { RecordedLeaf } from './audit/rules/check-rules';
export { readGenesis } from './audit/read-genesis';
export type { AuditedState, StateKind, StateKinds } from './audit/rebuilt-state';
export { runAudit, type RunOptions } from './audit/run-audit';
export { Journal, type OpenTransaction } from './bulk/journal';
export * from './bulk/run-bulk';
export { settleOpen, type FindTransaction } from './bulk/settle-open';
export type { CallControl } from './calls/abort';
export * from './calls/ledger-calls';
export * from './calls/retry';
export * from './calls/transport';
export * from './connect';
export * from './error-codes';
export {
  AnswerError,
  BundleError,
  ClientError,
  CommitError,
  ConnectError,
  EndorseError,
  EvaluateError,
  InputError,
  ProfileError,
  SubmitError,
  type ClientErrorDetails,
  type InputFault,
  type NodeReport,
} from './errors';
export type { FollowOptions, LedgerChange } from './events/ledger-events';
export * from './faces/administrator';
export type { ListOptions } from './faces/list-run';
export * from './faces/outcome';
export * from './faces/permitted-endorser';
export { MAX_LIST_BYTES, receiptDigest, type CheckInput } from './faces/receipt-lists';
export * from './faces/society';
export { connectGateway } from './gateway/connect';
export * from './gateway/gateway-errors';
export * from './gateway/options';
export * from './identity/certificate-identity';
export {
  readIdentity,
  type ClientIdentity,
  type IdentityOptions,
  type Warning,
  type WarningListener,
} from './identity/identity';
export { newSigner, type DigestSigner, type MessageSigner } from './identity/signer';
export * from './offline/check-with-key';
export * from './offline/public-key';
export * from './profile/ledger';
export * from './profile/profile';
export { MAX_ITEMS, parseReceipts } from './receipts/parse-receipts';
export * from './receipts/receipt-source';
export * from './receipts/source-item';
export * from './session';
