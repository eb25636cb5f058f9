// SPDX-License-Identifier: Apache-2.0

/*
 * Loaded into every chaincode process before the chaincode itself. Standard input is a pipe that the ledger holds
 * open and never writes to; it closes when the ledger ends, however it ends, and then this process must not outlive
 * it.
 */
process.stdin.on('error', leave).on('end', leave).on('close', leave).resume();

function leave(): void {
  process.exit(0);
}
