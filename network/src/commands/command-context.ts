// SPDX-License-Identifier: Apache-2.0

/** What commands get from the command line besides their options. */
export interface CommandContext {
  /** Tells people what is going on. */
  readonly say: (text: string) => void;
  /** Given when the user asks to end. */
  readonly signal: AbortSignal | undefined;
}
