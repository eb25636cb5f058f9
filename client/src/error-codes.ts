// SPDX-License-Identifier: Apache-2.0
/** The step in which something failed. */
export type ErrorStep =
  | 'input'
  | 'profile'
  | 'connect'
  | 'evaluate'
  | 'endorse'
  | 'submit'
  | 'commit'
  | 'answer'
  | 'bundle'
  | 'internal';

/**
 * What each failure of the client means and what to do next, by its code; a closed list. `step` is where it happens unless
 * the error says otherwise: what a gateway reports may come up when evaluating or endorsing.
 */
export const clientErrors = {
  NO_LEDGER: {
    step: 'profile',
    text: 'no ledger was named',
    next: 'Give --profile FILE or set METERPKI_PROFILE; to check against a key alone, give --key.',
  },
  PROFILE_INVALID: {
    step: 'profile',
    text: 'the connection profile cannot be used',
    next: 'Correct the profile; the README of the client shows one.',
  },
  LEDGER_FILE_INVALID: {
    step: 'profile',
    text: 'the ledger descriptor cannot be used',
    next: 'Give the path of the ledger.json that the running ledger wrote.',
  },
  IDENTITY_UNREADABLE: {
    step: 'profile',
    text: 'certificate, private key or TLS roots cannot be read',
    next: 'Correct the paths in the profile: they must lead to unencrypted PEM files that you may read.',
  },
  IDENTITY_UNSUPPORTED: {
    step: 'profile',
    text: 'the private key is of a kind that this client cannot sign with',
    next: 'Enrol with a key on P-256 or P-384.',
  },
  KEY_MISMATCH: {
    step: 'profile',
    text: 'the private key does not belong to the certificate',
    next: 'Name key and certificate of one enrolment in the profile.',
  },
  TOKEN_UNAVAILABLE: {
    step: 'profile',
    text: 'the PKCS#11 token cannot be used',
    next: 'Check library, label, keyId and PIN in the profile: pkcs11-tool --module LIBRARY --login --list-objects.',
  },
  SIGNING_FAILED: {
    step: 'profile',
    text: 'the signer did not sign; nothing was sent',
    next: 'See what it said, then try again.',
  },
  LEDGER_UNREACHABLE: {
    step: 'connect',
    text: 'no gateway answers',
    next: 'Start the ledger, or correct "gateways" in the profile.',
  },
  LEDGER_BUSY: {
    step: 'connect',
    text: 'the gateway has as many calls as it takes',
    next: 'Try again later, with fewer calls at once.',
  },
  DEADLINE_EXCEEDED: {
    step: 'connect',
    text: 'the ledger did not answer in time; nothing of this call was written',
    next: 'Try again, or allow more time.',
  },
  ABORTED: {
    step: 'connect',
    text: 'called off before it was sent',
    next: 'Nothing of it was written; start again when you want it done.',
  },
  SESSION_CLOSED: {
    step: 'connect',
    text: 'the session is closed',
    next: 'Connect again.',
  },
  IDENTITY_REFUSED: {
    step: 'connect',
    text: 'the peers do not accept the identity of the profile',
    next: 'Check mspId, the validity of the certificate, and whether it was revoked.',
  },
  EVALUATION_FAILED: {
    step: 'evaluate',
    text: 'the peer could not carry out the query',
    next: 'Look at the log of the named peer and of its chaincode.',
  },
  ENDORSEMENTS_DIFFER: {
    step: 'endorse',
    text: 'the peers did not come to the same answer; nothing of it was written',
    next: 'Try again in a moment; if it stays, check that all institutes run the same chaincode.',
  },
  ENDORSERS_MISSING: {
    step: 'endorse',
    text: 'the gateway reaches too few peers that could endorse; nothing of it was written',
    next: 'Try again in some seconds; if it stays, check that peers of enough institutes run and are connected.',
  },
  ENDORSEMENT_FAILED: {
    step: 'endorse',
    text: 'the peers did not endorse the transaction; nothing of it was written',
    next: 'Look at the logs of the named peers and of their chaincode.',
  },
  LEDGER_REFUSED: {
    step: 'endorse',
    text: 'the ledger refused',
    next: 'Nothing of it was written; correct what it names.',
  },
  SUBMIT_FAILED: {
    step: 'submit',
    text: 'the orderers did not take the transaction; nothing of it was written',
    next: 'Look at the log of the gateway and of the orderers, then try again.',
  },
  COMMIT_FAILED: {
    step: 'commit',
    text: 'the transaction was ordered and found invalid; nothing of it was written',
    next: 'Try again as a new transaction; if it fails again, ask the operators of the peers.',
  },
  COMMIT_UNKNOWN: {
    step: 'commit',
    text: 'the transaction was sent, and whether it was committed is not known',
    next: 'Look the transaction up by its ID before you send it again.',
  },
  ANSWER_UNREADABLE: {
    step: 'answer',
    text: 'the answer of the ledger does not have the form that this client knows',
    next: 'Check that client and chaincode are of the same version.',
  },
  ANSWER_MISMATCH: {
    step: 'answer',
    text: 'the answer of the ledger speaks of other receipts than those sent',
    next: 'Do not rely on it; ask through the gateway of another institute.',
  },
  INPUT_INVALID: {
    step: 'input',
    text: 'the input cannot be used',
    next: 'Correct what the faults name.',
  },
  CERTIFICATE_INVALID: {
    step: 'input',
    text: 'the text is no X.509 certificate',
    next: 'Give the certificate of the permitted endorser as PEM.',
  },
  PUBLIC_KEY_UNREADABLE: {
    step: 'input',
    text: 'no public key can be read from the text',
    next: 'Give a key as PEM, hex, base64 or JSON web key, or the path of a file that holds one.',
  },
  PRIVATE_KEY_GIVEN: {
    step: 'input',
    text: 'this is a private key; it was not used',
    next: 'Give the public key, and treat the private key as disclosed.',
  },
  TRUST_INVALID: {
    step: 'input',
    text: 'the trust file cannot be used',
    next: 'Get it anew from the institutes, or make one of their public MSP folders: meterpki bundle trust.',
  },
  BUNDLE_MALFORMED: {
    step: 'bundle',
    text: 'this is no verdict bundle, or it was changed',
    next: 'Do not rely on it; ask for the bundle again, as a file.',
  },
  BUNDLE_INCOHERENT: {
    step: 'bundle',
    text: 'the parts of the bundle do not belong together',
    next: 'Do not rely on it: it was put together from several ones.',
  },
  BUNDLE_SIGNATURE: {
    step: 'bundle',
    text: 'a signature in the bundle is not over what it says',
    next: 'Do not rely on it: it was changed.',
  },
  BUNDLE_PEER_UNTRUSTED: {
    step: 'bundle',
    text: 'somebody signed the bundle whom the trust file does not name',
    next: 'Do not rely on it; check that the trust file is of the same network.',
  },
  BUNDLE_PEER_EXPIRED: {
    step: 'bundle',
    text: 'a peer signed the bundle with a certificate that was not valid then',
    next: 'Ask for a new bundle.',
  },
  BUNDLE_PEER_REVOKED: {
    step: 'bundle',
    text: 'a peer signed the bundle whose certificate is revoked',
    next: 'Ask for a new bundle, from other peers.',
  },
  BUNDLE_PEER_ROLE: {
    step: 'bundle',
    text: 'somebody signed the bundle who is no peer',
    next: 'Do not rely on it.',
  },
  BUNDLE_TOO_FEW_NMIS: {
    step: 'bundle',
    text: 'too few institutes signed the bundle',
    next: 'Ask for a bundle that peers of more institutes sign.',
  },
  BUNDLE_CHANNEL: {
    step: 'bundle',
    text: 'the bundle is of another channel',
    next: 'Take the trust file of that network, if you trust it.',
  },
  BUNDLE_CHAINCODE: {
    step: 'bundle',
    text: 'the bundle is of another chaincode or of a version that is not trusted',
    next: 'Take a trust file that names it, if you trust it.',
  },
  BUNDLE_FUNCTION: {
    step: 'bundle',
    text: 'the bundle is no verdict',
    next: 'Ask for a bundle of CheckReceipts or of a recorded check.',
  },
  BUNDLE_WRITES: {
    step: 'bundle',
    text: 'the bundle holds a transaction that would change the ledger',
    next: 'Do not rely on it: whoever made it can submit it later.',
  },
  BUNDLE_NONCE: {
    step: 'bundle',
    text: 'the bundle was not made for this question',
    next: 'Give the nonce that you sent along, or ask for a new bundle with yours.',
  },
  BUNDLE_RECEIPT: {
    step: 'bundle',
    text: 'the bundle is about another receipt',
    next: 'Look for the receipt that belongs to it.',
  },
  BUNDLE_PROOF: {
    step: 'bundle',
    text: 'the bundle does not prove that the check is on the ledger',
    next: 'Do not rely on it; ask for it again.',
  },
  INTERNAL: {
    step: 'internal',
    text: 'the client failed in a way that it does not know',
    next: 'Report it with the cause.',
  },
} as const satisfies Readonly<Record<string, { step: ErrorStep; text: string; next: string }>>;

/** A code of {@link clientErrors}. */
export type ClientErrorCode = keyof typeof clientErrors;
