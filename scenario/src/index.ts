// SPDX-License-Identifier: Apache-2.0
export * from './ledger/embedded-ledger';
export * from './ledger/network-ledger';
export * from './ledger/opened-ledger';
export * from './ledger/story-ledger';
export * from './repository';
export * from './story/cast';
export * from './story/grants';
export * from './story/instrument';
export * from './story/receipts';
export * from './story/verification';
export * from './testing/outside-vectors';
export * from './testing/processes';
export * from './testing/refusal-code';
export * from './testing/shared-ledger';
export { compare } from './conformance/comparison/differences';
export { masked } from './conformance/observation/mask';
export { conformanceProgram } from './conformance/program';
export * from './testing/signed-forms';
