// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode, Fault } from '@meterpki/protocol';
import { clientErrors, type ClientErrorCode, type ErrorStep } from './error-codes';

/** One thing that is wrong with a file or an input. */
export interface InputFault {
  /** Where: a path such as `profile.gateways[0].address`, or `file:line`. */
  readonly path: string;
  readonly text: string;
}

/** What one node of the network said of a failure. */
export interface NodeReport {
  /** `host:port`. */
  readonly address: string;
  readonly mspId: string;
  readonly message: string;
}

/** What is known of a failure besides its code. */
export interface ClientErrorDetails {
  /** Every fault of a file or input. */
  readonly faults?: readonly InputFault[];
  /** Code and faults that the contract gave; present for `LEDGER_REFUSED`. */
  readonly refusal?: { readonly code: ErrorCode; readonly faults: readonly Fault[] };
  /** Present once a transaction was endorsed. */
  readonly transactionId?: string;
  /** Fabric's validation code by name, for `COMMIT_FAILED`. */
  readonly validationCode?: string;
  /** Where it failed, where the code does not say so. */
  readonly step?: ErrorStep;
  /** What single nodes reported. */
  readonly nodes?: readonly NodeReport[];
  /** What to do next, where more is known than the code says. */
  readonly next?: string;
  readonly cause?: unknown;
}

/**
 * An error of this client. `code` is for programs; `message` says what happened in one line and `next` what to do about
 * it. Each step that can fail has a class of its own, so that `instanceof` tells how far a call came.
 */
export class ClientError extends Error {
  override readonly name: string = 'ClientError';
  readonly code: ClientErrorCode;
  readonly step: ErrorStep;
  readonly next: string;
  readonly faults: readonly InputFault[];
  readonly refusal: ClientErrorDetails['refusal'];
  readonly transactionId: string | undefined;
  readonly validationCode: string | undefined;
  readonly nodes: readonly NodeReport[];
  /**
   * Keys of audit records that were written although their outcomes were not told: lists that were on their way when an
   * earlier one failed.
   */
  recorded: readonly string[] = [];
  /** Positions of the receipts in these records, in the list that was handed over. */
  recordedIndexes: readonly number[] = [];
  /** IDs of transactions behind it that are, or may be, on the ledger as well, and of which no more is known. */
  unclear: readonly string[] = [];

  /**
   * @param code - what kind of failure
   * @param detail - what happened here, without a full stop; empty for the general text of the code
   * @param details - what programs may want to know
   */
  constructor(code: ClientErrorCode, detail = '', details: ClientErrorDetails = {}) {
    const { text, next, step } = clientErrors[code];
    super(detail === '' ? text : `${text}: ${detail}`, { cause: details.cause });
    this.code = code;
    this.step = details.step ?? step;
    this.next = details.next ?? next;
    this.faults = details.faults ?? [];
    this.refusal = details.refusal;
    this.transactionId = details.transactionId;
    this.validationCode = details.validationCode;
    this.nodes = details.nodes ?? [];
  }
}

/** What a caller handed in cannot be used. */
export class InputError extends ClientError {
  override readonly name = 'InputError';
}

/** Profile, identity or key cannot be used. */
export class ProfileError extends ClientError {
  override readonly name = 'ProfileError';
}

/** No gateway could be asked. */
export class ConnectError extends ClientError {
  override readonly name = 'ConnectError';
}

/** A peer did not answer a query. Nothing was written. */
export class EvaluateError extends ClientError {
  override readonly name = 'EvaluateError';
}

/** Peers did not endorse a transaction. Nothing was written. */
export class EndorseError extends ClientError {
  override readonly name = 'EndorseError';
}

/** Orderers did not take a transaction. Nothing was written. */
export class SubmitError extends ClientError {
  override readonly name = 'SubmitError';
}

/** A transaction was ordered and does not count, or what became of it is not known: `code` tells which. */
export class CommitError extends ClientError {
  override readonly name = 'CommitError';
}

/** An answer of the ledger cannot be relied on. */
export class AnswerError extends ClientError {
  override readonly name = 'AnswerError';
}

/** A verdict bundle proves nothing. */
export class BundleError extends ClientError {
  override readonly name = 'BundleError';
}

const classes: Readonly<Record<ErrorStep, typeof ClientError>> = {
  input: InputError,
  profile: ProfileError,
  connect: ConnectError,
  evaluate: EvaluateError,
  endorse: EndorseError,
  submit: SubmitError,
  commit: CommitError,
  answer: AnswerError,
  bundle: BundleError,
  internal: ClientError,
};

/** An error of the class of its step; parameters as for {@link ClientError}. */
export function clientError(
  code: ClientErrorCode,
  detail = '',
  details: ClientErrorDetails = {},
): ClientError {
  return new classes[details.step ?? clientErrors[code].step](code, detail, details);
}

/** A failure with every fault that led to it; `message` names the first. */
export function faulty(code: ClientErrorCode, faults: readonly InputFault[]): ClientError {
  const [first] = faults;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  return clientError(code, first === undefined ? '' : `${first.path} ${first.text}${more}`, { faults });
}
