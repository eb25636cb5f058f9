// SPDX-License-Identifier: Apache-2.0
import { status } from '@grpc/grpc-js';
import { GatewayError, StatusCode } from '@hyperledger/fabric-gateway';
import { errorCodes, parseRefusal } from '@meterpki/protocol';
import { clientErrors, type ClientErrorCode } from '../error-codes';
import { ClientError, clientError, type ClientErrorDetails } from '../errors';

/** The step of a call that failed. */
export type Stage = 'evaluate' | 'endorse' | 'submit' | 'commitStatus';

const failures: Readonly<Record<Stage, ClientErrorCode>> = {
  evaluate: 'EVALUATION_FAILED',
  endorse: 'ENDORSEMENT_FAILED',
  submit: 'COMMIT_UNKNOWN',
  commitStatus: 'COMMIT_UNKNOWN',
};

const isSent = (stage: Stage): boolean => stage === 'submit' || stage === 'commitStatus';

/** Status codes that tell the cause, where nothing can have been ordered yet. */
const beforeSubmission: Readonly<Partial<Record<number, ClientErrorCode>>> = {
  [status.UNAVAILABLE]: 'LEDGER_UNREACHABLE',
  [status.DEADLINE_EXCEEDED]: 'DEADLINE_EXCEEDED',
  [status.RESOURCE_EXHAUSTED]: 'LEDGER_BUSY',
  [status.PERMISSION_DENIED]: 'IDENTITY_REFUSED',
  [status.UNAUTHENTICATED]: 'IDENTITY_REFUSED',
};

/** With these the gateway turned a submission down before it spoke to an orderer. */
const turnedDown: ReadonlySet<number> = new Set([
  status.INVALID_ARGUMENT,
  status.FAILED_PRECONDITION,
  status.PERMISSION_DENIED,
  status.UNAUTHENTICATED,
  status.RESOURCE_EXHAUSTED,
  status.UNIMPLEMENTED,
]);

/** What gRPC makes of a connection that broke while a call was on it. */
const INTERNAL: number = status.INTERNAL;
const BROKEN_WORDS = /RST_STREAM|ECONNRESET|Connection dropped/;

/** Peers say in words only that they do not know who calls. */
const IDENTITY_WORDS = /access denied|creator (certificate|org)|creator is malformed/i;

/** Peers that read another state, or run other code, endorse other results. */
const DIFFERENCE_WORDS = /ProposalResponsePayloads do not match/;

/** The gateway did not hear of enough peers, or not yet: of one that started, others learn within seconds. */
const MISSING_WORDS = /no (combination of peers|peer combination)|failed to find any endorsing peers/;

/** What a gateway reports of a peer to which it gets no connection. */
const AWAY_WORDS = 'rpc error: code = Unavailable ';

/** What the nodes said, the gateway's own summary last. */
const textsOf = (error: GatewayError): string[] => [
  ...error.details.map(({ message }) => message),
  error.message,
];

/** The first line, without the status that gRPC puts in front. */
const firstLine = (text: string): string => (text.split('\n', 1)[0] ?? '').replace(/^\d+ [A-Z_]+: /, '');

/** The reports of the nodes in one line. */
function reportOf(error: GatewayError): string {
  const nodes = error.details.map(
    ({ address, mspId, message }) => `${address} (${mspId}): ${firstLine(message)}`,
  );
  return nodes.length === 0 ? firstLine(error.message) : nodes.join('; ');
}

/** True where every peer that the gateway asked was away. */
const allAway = ({ details }: GatewayError): boolean =>
  details.length > 0 && details.every(({ message }) => message.startsWith(AWAY_WORDS));

/** True where the gateway knows too few peers, or reached none that it asked: it has yet to hear of those that run. */
const lacksEndorsers = (stage: Stage, error: GatewayError): boolean =>
  stage === 'endorse' && (textsOf(error).some((text) => MISSING_WORDS.test(text)) || allAway(error));

function codeOf(stage: Stage, error: GatewayError): ClientErrorCode {
  if (stage === 'submit' && turnedDown.has(error.code)) return 'SUBMIT_FAILED';
  if (isSent(stage)) return failures[stage];
  const says = (words: RegExp): boolean => textsOf(error).some((text) => words.test(text));
  if (lacksEndorsers(stage, error)) return 'ENDORSERS_MISSING';
  const known = beforeSubmission[error.code];
  if (known !== undefined) return known;
  if (error.code === INTERNAL && BROKEN_WORDS.test(error.message)) return 'LEDGER_UNREACHABLE';
  if (says(DIFFERENCE_WORDS)) return 'ENDORSEMENTS_DIFFER';
  return says(IDENTITY_WORDS) ? 'IDENTITY_REFUSED' : failures[stage];
}

/** What the contract said, in one line. */
function refusalText({ code, faults }: NonNullable<ReturnType<typeof parseRefusal>>): string {
  const [fault] = faults;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  return `${code}: ${errorCodes[code]}${fault === undefined ? '' : `; ${fault.path}: ${fault.text}${more}`}`;
}

/** A refusal of the contract crosses Fabric as text: `chaincode response 500, CODE: …` in a detail or the message. */
function refusalFrom(stage: Stage, cause: GatewayError): ClientError | undefined {
  for (const text of textsOf(cause)) {
    const refusal = parseRefusal(text);
    if (refusal === undefined) continue;
    const faults = refusal.faults.map((fault) => ({ path: fault.path, text: fault.text }));
    return clientError('LEDGER_REFUSED', refusalText(refusal), {
      ...placeOf(stage, cause),
      refusal,
      faults,
      cause,
    });
  }
  return undefined;
}

/** What to do about failures that Fabric reports in words only. */
const remedies: readonly [RegExp, string][] = [
  [
    /no endorsers found|no peers available/,
    'Check channel and chaincode in the profile, and that the chaincode runs there.',
  ],
  [/could not launch chaincode/, 'Start the chaincode of the named peer, then try again.'],
];

function remedyFor(error: GatewayError): { next?: string } {
  const texts = textsOf(error);
  const next = remedies.find(([pattern]) => texts.some((text) => pattern.test(text)))?.[1];
  return next === undefined ? {} : { next };
}

const steps = { evaluate: 'evaluate', endorse: 'endorse', submit: 'commit', commitStatus: 'commit' } as const;

/** The step that failed, and what the nodes said. */
const placeOf = (
  stage: Stage,
  { details }: GatewayError,
): Required<Pick<ClientErrorDetails, 'step' | 'nodes'>> => ({
  step: steps[stage],
  nodes: details.map(({ address, mspId, message }) => ({ address, mspId, message })),
});

/** Something else than a gateway's answer: a fault in this process. */
function foreign(stage: Stage, cause: unknown, known: { transactionId?: string }): ClientError {
  return clientError(isSent(stage) ? 'COMMIT_UNKNOWN' : 'INTERNAL', known.transactionId ?? stage, {
    ...known,
    cause,
  });
}

/**
 * Turns a failure of fabric-gateway into this client's error. From submission on, whatever is not a clear
 * refusal leaves the commit unknown.
 * @param transactionId - where the transaction has one
 */
export function translateGatewayError(stage: Stage, error: unknown, transactionId?: string): ClientError {
  if (error instanceof ClientError) return error;
  const known = transactionId === undefined ? {} : { transactionId };
  if (!(error instanceof GatewayError)) return foreign(stage, error, known);
  const refusal = isSent(stage) ? undefined : refusalFrom(stage, error);
  if (refusal !== undefined) return refusal;
  const name = transactionId === undefined ? '' : `transaction ${transactionId}: `;
  const remedy = isSent(stage) ? {} : remedyFor(error);
  const code = codeOf(stage, error);
  const { step, nodes } = placeOf(stage, error);
  const isOwnStep = code === 'LEDGER_UNREACHABLE' || code === 'SUBMIT_FAILED';
  return clientError(code, `${name}${reportOf(error)}`, {
    ...known,
    ...(isOwnStep ? { nodes } : { step, nodes }),
    ...remedy,
    cause: error,
  });
}

/** Fabric's name for a validation code, such as `VALID` or `MVCC_READ_CONFLICT`. */
export const validationCodeName = (code: number): string =>
  Object.entries(StatusCode).find(([, value]) => value === code)?.[0] ?? `code ${code}`;

/**
 * The error for a transaction that was ordered and then found invalid.
 * @param validationCode - Fabric's name for why
 */
export function commitFailed(transactionId: string, validationCode: string): ClientError {
  const policy = validationCode === 'ENDORSEMENT_POLICY_FAILURE';
  const { next } = clientErrors.COMMIT_FAILED;
  return clientError('COMMIT_FAILED', `transaction ${transactionId}: ${validationCode}`, {
    transactionId,
    validationCode,
    next: policy ? 'Peers of more institutes must endorse: check that they all run.' : next,
  });
}
