// SPDX-License-Identifier: Apache-2.0
export * from './curve/elliptic-backend';
export * from './curve/elliptic-curves';
export * from './errors';
export * from './key/public-forms';
export * from './meter/meter';
export * from './meter/nameplate';
export type { JwsOptions } from './receipt/jws';
export * from './receipt/ocmf-options';
export * from './signature/encode';
export * from './signature/recovered-keys';
export * from './tampering/modes';
