// SPDX-License-Identifier: Apache-2.0
import pc from 'picocolors';
import { messageOf, NetworkError } from '../errors.js';

/** The text of a failure for people: what, every fault, which log, what to do. */
export function failureText(error: unknown): string {
  if (!(error instanceof NetworkError)) {
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    return `${pc.red('UNEXPECTED')}: ${messageOf(error)}\n${stack}\n`;
  }
  const { code, message, faults, log, next } = error;
  return [
    `${pc.red(code)}: ${message}`,
    ...faults.map((fault) => `  - ${fault}`),
    ...(log === undefined ? [] : [`  log:  ${log}`]),
    `  next: ${next}`,
    '',
  ].join('\n');
}

/** Prints a failure on standard error. */
export function printFailure(error: unknown): void {
  process.stderr.write(failureText(error));
}
