// SPDX-License-Identifier: Apache-2.0

/** What each refusal means, by its code; the closed list of what a contract may answer besides a result. */
export const errorCodes = {
  INVALID_ARGUMENT: 'the argument does not have the shape that the transaction asks for',
  INVALID_TRANSIENT: 'the transient data does not have the shape that the transaction asks for',
  ACCESS_DENIED: 'the caller does not hold the role that the transaction asks for',
  NOT_A_MEMBER: "the caller's organisation is not a member of the policy",
  ENDORSER_NOT_GRANTED: 'the caller is no permitted endorser at this moment',
  ENDORSER_EXISTS: 'this identity holds a grant already',
  ENDORSER_UNKNOWN: 'this identity never held a grant of this institute',
  ENDORSER_REVOKED: 'the grant is revoked already and this changes nothing',
  POLICY_INVALID: 'the proposed policy is not usable',
  POLICY_REVISION: 'the proposal does not change the policy in force',
  PROPOSAL_UNKNOWN: 'no proposal has this ID',
  PROPOSAL_MISMATCH: 'the hash is not that of the proposal',
  PROPOSAL_DECIDED: 'the proposal is decided already',
  PROPOSAL_EXPIRED: 'the proposal has expired',
  ALREADY_VOTED: 'this institute voted on the proposal already',
  FOREIGN_PREFIX: "the meter ID carries another institute's prefix",
  FOREIGN_METER: 'the meter belongs to another institute',
  METER_EXISTS: 'the meter ID is registered already',
  METER_UNKNOWN: 'no meter has this ID',
  METER_DECOMMISSIONED: 'the meter is retired for ever',
  METER_NOT_ACTIVE: 'the meter has no key in use',
  KEY_INVALID: 'the key is not an uncompressed named-curve SPKI of a supported curve',
  KEY_EXISTS: 'the key is bound to a meter already',
  KEY_UNKNOWN: 'the meter has no such key',
  ALGORITHM_NOT_ALLOWED: 'the policy does not allow this algorithm',
  ALIAS_CROWDED: 'sixteen meters of this institute carry this alias already, or 63 have carried it',
  CHALLENGE_UNKNOWN: 'no challenge has this ID',
  CHALLENGE_EXPIRED: 'the challenge has expired',
  CHALLENGE_FOREIGN: 'the challenge was opened by another permitted endorser',
  POSSESSION_INVALID: 'the possession proof does not verify',
  ALREADY_ATTESTED: 'this permitted endorser attested this key already',
  NOT_PENDING: 'the key does not wait for an attestation',
  POSSESSION_NOT_ALLOWED: 'the policy does not allow this kind of possession proof',
  TOO_MANY_KEYS: 'the meter has as many keys as one may have',
  TOO_MANY_ALIASES: 'the meter has as many aliases as one may have',
  KEY_NOT_GOOD: 'the key in use does not count at this moment and vouches for nothing',
  UPDATE_PENDING: 'another key of the meter waits for attestations',
  TOO_MANY_HOLDS: 'the key was on hold as often as one may be',
  NOT_ON_HOLD: 'the key is not on hold',
  IMPORT_NOT_ALLOWED: 'the policy does not allow imports',
  IMPORT_UNKNOWN: 'no import has this ID',
  IMPORT_MISMATCH: 'the hash is not that of the import',
  IMPORT_DECIDED: 'the import is approved already',
  ALREADY_APPROVED: 'this institute approved the import already',
  ALREADY_REVOKED: 'the key is revoked already and this changes nothing',
  REVOCATION_DATE: 'the invalidity date is not acceptable',
  EVIDENCE_INVALID: 'an inclusion proof does not lead to the root of the record that it names',
  LIST_TOO_COSTLY: 'the list asks for more work than one transaction may do',
  TOO_MANY_FAILURES: 'more than 100 receipts of the list are not valid',
  RECEIPT_IN_ARGUMENT: 'the argument carries a receipt, which the ledger would keep for ever',
  CHECK_UNKNOWN: 'no check has this key',
  TRANSACTION_UNKNOWN: 'there is no such contract or transaction',
  GENESIS_INVALID: 'the genesis policy is not usable',
  STATE_UNREADABLE: 'a record on the ledger cannot be read by this version',
  INTERNAL: 'the contract failed in a way that it does not know',
} as const;

/** A code of {@link errorCodes}. */
export type ErrorCode = keyof typeof errorCodes;

/** One thing that is wrong with an input. */
export interface Fault {
  /** Where: a path such as `meters[3].key`, or `argument` for the whole. */
  readonly path: string;
  readonly code: ErrorCode;
  /** What is wrong and what to do about it, in words. */
  readonly text: string;
}

const MAX_FAULTS = 100;

/** A refusal: one code, and every fault that led to it. `message` has the form that crosses the ledger. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ErrorCode;
  readonly faults: readonly Fault[];

  constructor(faults: readonly [Fault, ...Fault[]]) {
    super(formatFaults(faults));
    this.code = faults[0].code;
    this.faults = faults;
  }
}

/** A refusal with a single fault. */
export const refusal = (code: ErrorCode, path: string, text: string): Refusal =>
  new Refusal([{ code, path, text }]);

function formatFaults(faults: readonly [Fault, ...Fault[]]): string {
  const shown = faults.slice(0, MAX_FAULTS).map(({ path, code, text }) => `- ${path}: ${code}: ${text}`);
  const hidden = faults.length - shown.length;
  if (hidden > 0) shown.push(`(and ${hidden} more)`);
  const count = faults.length === 1 ? '' : ` (${faults.length} faults)`;
  return [`${faults[0].code}: ${errorCodes[faults[0].code]}${count}`, ...shown].join('\n');
}

/**
 * Reads a refusal back from the text that a peer passes on (`chaincode response 500, CODE: …`).
 * @returns undefined where the text holds no code of ours
 */
export function parseRefusal(text: string): { code: ErrorCode; faults: Fault[] } | undefined {
  const lines = text.split('\n');
  const code = /(?:^|, )([A-Z_]+): /.exec(lines[0] ?? '')?.[1];
  if (code === undefined || !isErrorCode(code)) return undefined;
  return { code, faults: lines.slice(1).flatMap(parseFault) };
}

function parseFault(line: string): Fault[] {
  const [, path, code, text] = /^- (.+?): ([A-Z_]+): (.*)$/.exec(line) ?? [];
  if (path === undefined || code === undefined || text === undefined || !isErrorCode(code)) return [];
  return [{ path, code, text }];
}

/** True for a text that is one of {@link errorCodes}. */
export const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(errorCodes, text);
