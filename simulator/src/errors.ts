// SPDX-License-Identifier: Apache-2.0

/** What each failure of the simulator means, by its code. */
export const simulatorErrors = {
  CURVE_UNKNOWN: 'elliptic does not know this curve',
  PRIVATE_KEY_INVALID: 'the private key is no whole number between 1 and n - 1 of its curve',
  KEY_FILE_EXISTS: 'a key file is never written over',
  KEY_FILE_UNWRITABLE: 'the key file cannot be written',
  KEY_FILE_UNREADABLE: 'the key file cannot be read or holds something else',
  CHALLENGE_UNREADABLE: 'the challenge file cannot be read or holds something else',
  FIELD_INVALID: 'a field of the receipt or of the statement is not well-formed',
  RECEIPT_UNREADABLE: 'only a receipt that can be read can be tampered with',
  MODE_UNKNOWN: 'no tampering mode has this name',
  MODE_NOT_APPLICABLE: 'this receipt holds nothing that the mode could change',
  SECOND_RECEIPT_NEEDED: 'the mode takes the signature of a second receipt',
} as const;

/** A code of {@link simulatorErrors}. */
export type SimulatorErrorCode = keyof typeof simulatorErrors;

/** A failure of the simulator. `message` says what was wrong and what to do about it. */
export class SimulatorError extends Error {
  override readonly name = 'SimulatorError';
  readonly code: SimulatorErrorCode;

  constructor(code: SimulatorErrorCode, text: string) {
    super(`${code}: ${simulatorErrors[code]}: ${text}`);
    this.code = code;
  }
}
