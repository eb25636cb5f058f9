// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from '../errors';
import type { ContractName, TransactionOf } from './table';

/** What any transaction may answer: to a bad argument or identity, or where state was written by a later version. */
export const commonRefusals = [
  'INVALID_ARGUMENT',
  'RECEIPT_IN_ARGUMENT',
  'ACCESS_DENIED',
  'STATE_UNREADABLE',
] as const satisfies readonly ErrorCode[];

/** Lists of codes for every transaction of every contract. */
type RefusalTable = {
  readonly [C in ContractName]: Readonly<Record<TransactionOf<C>, readonly ErrorCode[]>>;
};

const challenge = ['CHALLENGE_UNKNOWN', 'CHALLENGE_FOREIGN', 'CHALLENGE_EXPIRED'] as const;
const newMeter = [
  'FOREIGN_PREFIX',
  'METER_EXISTS',
  'ALGORITHM_NOT_ALLOWED',
  'KEY_INVALID',
  'KEY_EXISTS',
  'ALIAS_CROWDED',
  'LIST_TOO_COSTLY',
] as const;

const checking = ['INVALID_TRANSIENT', 'LIST_TOO_COSTLY', 'CHECK_UNKNOWN', 'EVIDENCE_INVALID'] as const;

/**
 * What each transaction may answer besides its result and {@link commonRefusals}: a closed list, so that a caller knows
 * what to be ready for. INTERNAL is in none: it is a defect.
 */
export const refusals = {
  governance: {
    GetPolicy: [],
    ProposePolicy: ['NOT_A_MEMBER', 'POLICY_INVALID', 'POLICY_REVISION'],
    VoteOnPolicy: [
      'NOT_A_MEMBER',
      'PROPOSAL_UNKNOWN',
      'PROPOSAL_MISMATCH',
      'PROPOSAL_DECIDED',
      'PROPOSAL_EXPIRED',
      'POLICY_REVISION',
      'ALREADY_VOTED',
    ],
    ListProposals: [],
    GrantPermittedEndorsers: ['NOT_A_MEMBER', 'ENDORSER_EXISTS'],
    RevokePermittedEndorsers: ['NOT_A_MEMBER', 'ENDORSER_UNKNOWN', 'ENDORSER_REVOKED'],
    ListPermittedEndorsers: [],
  },
  registry: {
    IssueChallenge: ['NOT_A_MEMBER', 'ENDORSER_NOT_GRANTED'],
    RegisterMeters: [
      'NOT_A_MEMBER',
      'ENDORSER_NOT_GRANTED',
      ...challenge,
      ...newMeter,
      'POSSESSION_NOT_ALLOWED',
      'POSSESSION_INVALID',
    ],
    AttestMeters: [
      'NOT_A_MEMBER',
      'ENDORSER_NOT_GRANTED',
      ...challenge,
      'METER_UNKNOWN',
      'METER_DECOMMISSIONED',
      'KEY_UNKNOWN',
      'NOT_PENDING',
      'ALREADY_ATTESTED',
      'LIST_TOO_COSTLY',
      'POSSESSION_NOT_ALLOWED',
      'POSSESSION_INVALID',
    ],
    ImportMeters: ['NOT_A_MEMBER', 'IMPORT_NOT_ALLOWED', ...newMeter],
    ApproveImport: [
      'NOT_A_MEMBER',
      'IMPORT_NOT_ALLOWED',
      'IMPORT_UNKNOWN',
      'IMPORT_MISMATCH',
      'IMPORT_DECIDED',
      'ALREADY_APPROVED',
    ],
    UpdateKeys: [
      'NOT_A_MEMBER',
      'ENDORSER_NOT_GRANTED',
      ...challenge,
      'METER_UNKNOWN',
      'FOREIGN_METER',
      'METER_DECOMMISSIONED',
      'METER_NOT_ACTIVE',
      'UPDATE_PENDING',
      'TOO_MANY_KEYS',
      'ALGORITHM_NOT_ALLOWED',
      'KEY_INVALID',
      'KEY_EXISTS',
      'KEY_NOT_GOOD',
      'LIST_TOO_COSTLY',
      'POSSESSION_NOT_ALLOWED',
      'POSSESSION_INVALID',
    ],
    RevokeKeys: [
      'NOT_A_MEMBER',
      'ENDORSER_NOT_GRANTED',
      'METER_UNKNOWN',
      'KEY_UNKNOWN',
      'FOREIGN_METER',
      'REVOCATION_DATE',
      'TOO_MANY_HOLDS',
      'ALREADY_REVOKED',
    ],
    ReinstateKeys: [
      'NOT_A_MEMBER',
      'ENDORSER_NOT_GRANTED',
      'METER_UNKNOWN',
      'FOREIGN_METER',
      'KEY_UNKNOWN',
      'NOT_ON_HOLD',
    ],
    RestampMeters: ['NOT_A_MEMBER', 'METER_UNKNOWN', 'FOREIGN_METER', 'ENDORSER_UNKNOWN'],
    SetAliases: [
      'NOT_A_MEMBER',
      'ENDORSER_NOT_GRANTED',
      'METER_UNKNOWN',
      'FOREIGN_METER',
      'METER_DECOMMISSIONED',
      'ALIAS_CROWDED',
      'TOO_MANY_ALIASES',
      'LIST_TOO_COSTLY',
    ],
    DecommissionMeters: [
      'NOT_A_MEMBER',
      'ENDORSER_NOT_GRANTED',
      'METER_UNKNOWN',
      'FOREIGN_METER',
      'METER_DECOMMISSIONED',
    ],
    GetMeters: ['LIST_TOO_COSTLY'],
    FindMeters: [],
    GetHistory: ['METER_UNKNOWN', 'LIST_TOO_COSTLY'],
    IsRegistered: [],
    MayBePlacedOnMarket: ['LIST_TOO_COSTLY'],
  },
  receipts: {
    CheckReceipts: checking,
    RecordChecks: [...checking, 'TOO_MANY_FAILURES'],
    GetCheck: ['CHECK_UNKNOWN'],
    ListChecks: [],
  },
} as const satisfies RefusalTable;

/** A code of a transaction's own list in {@link refusals}. */
export type RefusalOf<C extends ContractName, T extends TransactionOf<C>> = (typeof refusals)[C][T &
  keyof (typeof refusals)[C]] extends infer L extends readonly ErrorCode[]
  ? L[number]
  : never;

const table: Readonly<Record<string, Readonly<Record<string, readonly ErrorCode[]>>>> = refusals;

const byTransaction: ReadonlyMap<string, ReadonlySet<ErrorCode>> = new Map(
  Object.entries(table).flatMap(([contract, rows]) =>
    Object.entries(rows).map(([name, own]) => [
      `${contract}:${name}`,
      new Set<ErrorCode>([...commonRefusals, ...own]),
    ]),
  ),
);

/**
 * Every code that a transaction may answer with.
 * @param transaction - `contract:Transaction`; undefined is what a name gets that is none
 */
export const refusalsOf = (transaction: string): ReadonlySet<ErrorCode> | undefined =>
  byTransaction.get(transaction);
