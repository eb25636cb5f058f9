// SPDX-License-Identifier: Apache-2.0
export { contracts } from './contracts';
export { useGenesis } from './startup/genesis';
export { labelFault, packageId, shortHash } from './startup/label';
