// SPDX-License-Identifier: Apache-2.0
export { NetworkError, type NetworkErrorCode, type NetworkErrorDetails } from './errors.js';
export type { CommandContext } from './commands/command-context.js';
export { down, type Agree, type Deletion } from './commands/down.js';
export {
  networkLayout,
  wantedNetwork,
  type NetworkOptions,
  type WantedNetwork,
} from './commands/network-options.js';
export { policyCheck, type PolicyCheck, type PolicyFault } from './commands/policy-check.js';
export { restart } from './commands/restart.js';
export { start } from './commands/start.js';
export { status, type ChaincodeStatus, type NetworkStatus, type NodeStatus } from './commands/status.js';
export { stop } from './commands/stop.js';
export { up } from './commands/up.js';
export type { MembersStatus } from './members/members-status.js';
export { engineFindings } from './docker/engine/preflight.js';
export { findPrograms, type Finding, type Programs } from './programs/find-programs.js';
export { FABRIC_VERSION } from './programs/release.js';
