// SPDX-License-Identifier: Apache-2.0

/**
 * Why the operator tool refused or gave up.
 *
 * - `BAD_OPTION`: an option is missing or cannot be used
 * - `BAD_TOPOLOGY`: the topology file has faults; all are listed
 * - `BAD_DEPLOYMENT`: the deployment file of the chaincode cannot be used
 * - `PROGRAM_MISSING`: a program of Fabric is not there or is of another version; all are listed
 * - `PREFLIGHT_FAILED`: the machine cannot run the network as it is: taken ports, too little room, a wrong clock, hosts
 *   elsewhere; all are listed
 * - `NETWORK_BUSY`: another command works on the same network
 * - `NETWORK_UNKNOWN`: there is no network in the directory
 * - `NETWORK_INCOMPLETE`: an `up` did not come to its end
 * - `NETWORK_DIFFERS`: the directory holds a network that was made from something else, or containers under its name belong
 *   to another one
 * - `NETWORK_STOPPED`: the command needs a running network
 * - `MATERIAL_STALE`: keys or certificates are missing or no longer valid
 * - `NODE_UNKNOWN`, `IDENTITY_UNKNOWN`: the network has none of this name
 * - `NODE_FAILED`: a node ended or did not become healthy
 * - `COMMAND_FAILED`: a program of Fabric, or `docker`, ended with an error
 * - `NOT_READY`: the institutes did not endorse in time
 * - `RENDERED_DIFFERS`: committed files are not what the topology gives
 * - `STORAGE_FAILED`: files of the network cannot be read or written
 * - `REFUSED`: the user did not agree
 * - `INTERRUPTED`: the user or the system asked to end
 */
export type NetworkErrorCode =
  | 'BAD_OPTION'
  | 'BAD_TOPOLOGY'
  | 'BAD_DEPLOYMENT'
  | 'PROGRAM_MISSING'
  | 'PREFLIGHT_FAILED'
  | 'NETWORK_BUSY'
  | 'NETWORK_UNKNOWN'
  | 'NETWORK_INCOMPLETE'
  | 'NETWORK_DIFFERS'
  | 'NETWORK_STOPPED'
  | 'MATERIAL_STALE'
  | 'NODE_UNKNOWN'
  | 'IDENTITY_UNKNOWN'
  | 'NODE_FAILED'
  | 'COMMAND_FAILED'
  | 'NOT_READY'
  | 'RENDERED_DIFFERS'
  | 'STORAGE_FAILED'
  | 'REFUSED'
  | 'INTERRUPTED';

/** What is known of a failure besides its code and text. */
export interface NetworkErrorDetails {
  /** One line for each fault found. */
  readonly faults?: readonly string[];
  /** The log in which the reason stands. */
  readonly log?: string;
  /** What to do about it; a command where there is one. */
  readonly next: string;
  readonly cause?: unknown;
}

/** The one error of this package: a code for programs; text, log and next step for people. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly code: NetworkErrorCode;
  readonly faults: readonly string[];
  readonly log: string | undefined;
  readonly next: string;

  /** @param text - what happened, without a full stop */
  constructor(code: NetworkErrorCode, text: string, { faults = [], log, next, cause }: NetworkErrorDetails) {
    super(text, { cause });
    this.code = code;
    this.faults = faults;
    this.log = log;
    this.next = next;
  }
}

/** The text of anything that was thrown. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** The code of an error of the operating system, such as `ENOENT`; '' for anything else. */
export const systemCode = (thrown: unknown): string =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : '';
