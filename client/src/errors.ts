// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode, Fault } from '@meterpki/protocol';

/** What each failure of the client means and what to do next, by its code; a closed list. */
export const clientErrors = {
  NO_LEDGER: {
    text: 'no ledger was named',
    next: 'Give --profile FILE or set METERPKI_PROFILE; to check against a key alone, give --key.',
  },
  PROFILE_INVALID: {
    text: 'the connection profile cannot be used',
    next: 'Correct the profile; the README of the client shows one.',
  },
  LEDGER_FILE_INVALID: {
    text: 'the ledger descriptor cannot be used',
    next: 'Give the path of the ledger.json that the running ledger wrote.',
  },
  IDENTITY_UNREADABLE: {
    text: 'certificate, private key or TLS roots cannot be read',
    next: 'Correct the paths in the profile: they must lead to unencrypted PEM files that you may read.',
  },
  IDENTITY_UNSUPPORTED: {
    text: 'the private key is of a kind that this client cannot sign with',
    next: 'Enrol with a key on P-256 or P-384.',
  },
  KEY_MISMATCH: {
    text: 'the private key does not belong to the certificate',
    next: 'Name key and certificate of one enrolment in the profile.',
  },
  TOKEN_UNAVAILABLE: {
    text: 'the PKCS#11 token cannot be used',
    next: 'Check library, label, keyId and PIN in the profile: pkcs11-tool --module LIBRARY --login --list-objects.',
  },
  SIGNING_FAILED: {
    text: 'the signer did not sign; nothing was sent',
    next: 'See what it said, then try again.',
  },
  LEDGER_UNREACHABLE: {
    text: 'no gateway answers',
    next: 'Start the ledger, or correct "gateways" in the profile.',
  },
  LEDGER_BUSY: {
    text: 'the gateway has as many calls as it takes',
    next: 'Try again later, with fewer calls at once.',
  },
  DEADLINE_EXCEEDED: {
    text: 'the ledger did not answer in time; nothing was written',
    next: 'Try again, or allow more time.',
  },
  ABORTED: {
    text: 'called off before it was sent',
    next: 'Nothing of it was written; start again when you want it done.',
  },
  SESSION_CLOSED: {
    text: 'the session is closed',
    next: 'Connect again.',
  },
  IDENTITY_REFUSED: {
    text: 'the peers do not accept the identity of the profile',
    next: 'Check mspId, the validity of the certificate, and whether it was revoked.',
  },
  EVALUATION_FAILED: {
    text: 'the peer could not carry out the query',
    next: 'Look at the log of the named peer and of its chaincode.',
  },
  ENDORSEMENTS_DIFFER: {
    text: 'the peers did not come to the same answer; nothing was written',
    next: 'Try again in a moment; if it stays, check that all institutes run the same chaincode.',
  },
  ENDORSEMENT_FAILED: {
    text: 'the peers did not endorse the transaction; nothing was written',
    next: 'Look at the logs of the named peers and of their chaincode.',
  },
  LEDGER_REFUSED: {
    text: 'the ledger refused',
    next: 'Nothing was written; correct what it names.',
  },
  SUBMIT_FAILED: {
    text: 'the orderers did not take the transaction; nothing was written',
    next: 'Look at the log of the gateway and of the orderers, then try again.',
  },
  COMMIT_FAILED: {
    text: 'the transaction was ordered and found invalid; nothing was written',
    next: 'Try again as a new transaction; if it fails again, ask the operators of the peers.',
  },
  COMMIT_UNKNOWN: {
    text: 'the transaction was sent, and whether it was committed is not known',
    next: 'Look the transaction up by its ID before you send it again.',
  },
  ANSWER_UNREADABLE: {
    text: 'the answer of the ledger does not have the form that this client knows',
    next: 'Check that client and chaincode are of the same version.',
  },
  ANSWER_MISMATCH: {
    text: 'the answer of the ledger speaks of other receipts than those sent',
    next: 'Do not rely on it; ask through the gateway of another institute.',
  },
  INPUT_INVALID: {
    text: 'the input cannot be used',
    next: 'Correct what the faults name.',
  },
  CERTIFICATE_INVALID: {
    text: 'the text is no X.509 certificate',
    next: 'Give the certificate of the permitted endorser as PEM.',
  },
  PUBLIC_KEY_UNREADABLE: {
    text: 'no public key can be read from the text',
    next: 'Give a key as PEM, hex, base64 or JSON web key, or the path of a file that holds one.',
  },
  PRIVATE_KEY_GIVEN: {
    text: 'this is a private key; it was not used',
    next: 'Give the public key, and treat the private key as disclosed.',
  },
  TRUST_INVALID: {
    text: 'the trust file cannot be used',
    next: 'Get it anew from the institutes, or make one of their public MSP folders: meterpki bundle trust.',
  },
  BUNDLE_MALFORMED: {
    text: 'this is no verdict bundle, or it was changed',
    next: 'Do not rely on it; ask for the bundle again, as a file.',
  },
  BUNDLE_INCOHERENT: {
    text: 'the parts of the bundle do not belong together',
    next: 'Do not rely on it: it was put together from several ones.',
  },
  BUNDLE_SIGNATURE: {
    text: 'a signature in the bundle is not over what it says',
    next: 'Do not rely on it: it was changed.',
  },
  BUNDLE_PEER_UNTRUSTED: {
    text: 'somebody signed the bundle whom the trust file does not name',
    next: 'Do not rely on it; check that the trust file is of the same network.',
  },
  BUNDLE_PEER_EXPIRED: {
    text: 'a peer signed the bundle with a certificate that was not valid then',
    next: 'Ask for a new bundle.',
  },
  BUNDLE_PEER_REVOKED: {
    text: 'a peer signed the bundle whose certificate is revoked',
    next: 'Ask for a new bundle, from other peers.',
  },
  BUNDLE_PEER_ROLE: {
    text: 'somebody signed the bundle who is no peer',
    next: 'Do not rely on it.',
  },
  BUNDLE_TOO_FEW_NMIS: {
    text: 'too few institutes signed the bundle',
    next: 'Ask for a bundle that peers of more institutes sign.',
  },
  BUNDLE_CHANNEL: {
    text: 'the bundle is of another channel',
    next: 'Take the trust file of that network, if you trust it.',
  },
  BUNDLE_CHAINCODE: {
    text: 'the bundle is of another chaincode or of a version that is not trusted',
    next: 'Take a trust file that names it, if you trust it.',
  },
  BUNDLE_FUNCTION: {
    text: 'the bundle is no verdict',
    next: 'Ask for a bundle of CheckReceipts or of a recorded check.',
  },
  BUNDLE_WRITES: {
    text: 'the bundle holds a transaction that would change the ledger',
    next: 'Do not rely on it: whoever made it can submit it later.',
  },
  BUNDLE_NONCE: {
    text: 'the bundle was not made for this question',
    next: 'Give the nonce that you sent along, or ask for a new bundle with yours.',
  },
  BUNDLE_RECEIPT: {
    text: 'the bundle is about another receipt',
    next: 'Look for the receipt that belongs to it.',
  },
  BUNDLE_PROOF: {
    text: 'the bundle does not prove that the check is on the ledger',
    next: 'Do not rely on it; ask for it again.',
  },
  INTERNAL: {
    text: 'the client failed in a way that it does not know',
    next: 'Report it with the cause.',
  },
} as const satisfies Readonly<Record<string, { text: string; next: string }>>;

/** A code of {@link clientErrors}. */
export type ClientErrorCode = keyof typeof clientErrors;

/** One thing that is wrong with a file or an input. */
export interface InputFault {
  /** Where: a path such as `profile.gateways[0].address`, or `file:line`. */
  readonly path: string;
  readonly text: string;
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
  /** What to do next, where more is known than the code says. */
  readonly next?: string;
  readonly cause?: unknown;
}

/**
 * The one error of this client. `code` is for programs; `message` says what happened in one line and `next`
 * what to do about it.
 */
export class ClientError extends Error {
  override readonly name = 'ClientError';
  readonly code: ClientErrorCode;
  readonly next: string;
  readonly faults: readonly InputFault[];
  readonly refusal: ClientErrorDetails['refusal'];
  readonly transactionId: string | undefined;
  readonly validationCode: string | undefined;
  /**
   * Keys of audit records that were written although their outcomes were not told: lists that were on their way when an
   * earlier one failed.
   */
  recorded: readonly string[] = [];

  /**
   * @param code - what kind of failure
   * @param detail - what happened here, without a full stop; empty for the general text of the code
   * @param details - what programs may want to know
   */
  constructor(code: ClientErrorCode, detail = '', details: ClientErrorDetails = {}) {
    const { text, next } = clientErrors[code];
    super(detail === '' ? text : `${text}: ${detail}`, { cause: details.cause });
    this.code = code;
    this.next = details.next ?? next;
    this.faults = details.faults ?? [];
    this.refusal = details.refusal;
    this.transactionId = details.transactionId;
    this.validationCode = details.validationCode;
  }
}

/** A failure with every fault that led to it; `message` names the first. */
export function faulty(code: ClientErrorCode, faults: readonly InputFault[]): ClientError {
  const [first] = faults;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  return new ClientError(code, first === undefined ? '' : `${first.path} ${first.text}${more}`, { faults });
}
