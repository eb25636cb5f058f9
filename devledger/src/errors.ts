// SPDX-License-Identifier: Apache-2.0

/**
 * Why the embedded ledger refused to start, stop or go on. Faults of a transaction are not among them: those
 * reach the caller as gRPC statuses with Fabric's own texts.
 *
 * - `BAD_OPTION`: an option is missing or has a value that cannot be used
 * - `BAD_DEPLOYMENT`: the deployment file cannot be read or names something that is not there
 * - `BAD_DIRECTORY`: the data directory holds files that do not belong together
 * - `DIRECTORY_IN_USE`: another process owns the data directory
 * - `PORT_TAKEN`: a gateway port is used by somebody else
 * - `BLOCKS_CORRUPT`: the block file is damaged in a way that a crash does not explain
 * - `CHAINCODE_FAILED`: a chaincode process ended or answered wrongly while the ledger started
 * - `STORAGE_FAILED`: the data directory cannot be read or written
 * - `NOT_RUNNING`: no ledger runs on the data directory
 * - `STOP_TIMEOUT`: the ledger was asked to stop and did not within the time allowed
 * - `START_FAILED`: a background start ended without saying why
 */
export type DevledgerErrorCode =
  | 'BAD_OPTION'
  | 'BAD_DEPLOYMENT'
  | 'BAD_DIRECTORY'
  | 'DIRECTORY_IN_USE'
  | 'PORT_TAKEN'
  | 'BLOCKS_CORRUPT'
  | 'CHAINCODE_FAILED'
  | 'STORAGE_FAILED'
  | 'NOT_RUNNING'
  | 'STOP_TIMEOUT'
  | 'START_FAILED';

/** The one error class of this package: a code for programs, a text that says what to do for people. */
export class DevledgerError extends Error {
  /** What went wrong, from a closed list. */
  readonly code: DevledgerErrorCode;

  constructor(code: DevledgerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DevledgerError';
    this.code = code;
  }
}

/**
 * The text of anything that was thrown.
 *
 * @param thrown - whatever a `catch` caught
 * @returns its message, or its text where it is no `Error`
 */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
