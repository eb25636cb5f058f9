// SPDX-License-Identifier: Apache-2.0
import * as v from 'valibot';
import type { Instant } from '../encoding/instant';
import type { MeterAlias } from '../records/alias';
import { meterStatuses, type MeterRecord } from '../records/meter';
import { revocationReasons } from '../records/revocation';
import {
  MAX_METERS,
  alias,
  base64,
  digest,
  identity,
  instant,
  list,
  meterAlias,
  meterId,
  mspId,
  object,
  pageLimit,
  pageStart,
  words,
} from './shapes';

/** The longest life of a challenge, seconds. */
export const MAX_CHALLENGE_SECONDS = 24 * 60 * 60;

/** The most aliases of a meter that count at one moment. */
export const MAX_ALIASES = 16;

/** The most characters of an OCMF record that shows possession. */
export const MAX_POSSESSION_RECORD = 4096;

const description = {
  meterId,
  manufacturer: words(200),
  model: words(200),
  typeApproval: v.exactOptional(words(200)),
  aliases: v.exactOptional(list(meterAlias, MAX_ALIASES)),
};

const key = { key: base64(400), algorithm: words(64) };

/** Exactly one of the two: a signature over the possession statement, or an OCMF record that carries the challenge. */
const proof = {
  proof: v.exactOptional(base64(400)),
  possessionRecord: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_POSSESSION_RECORD))),
};

const meterIds = object({ meterIds: list(meterId, MAX_METERS) });

/** Arguments of the registry contract. */
export const registryArguments = {
  IssueChallenge: object({
    lifetimeSeconds: v.exactOptional(
      v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_CHALLENGE_SECONDS)),
    ),
  }),
  RegisterMeters: object({
    challengeId: digest,
    meters: list(object({ ...description, ...key, ...proof }), MAX_METERS),
  }),
  AttestMeters: object({
    challengeId: digest,
    attestations: list(object({ meterId, key: digest, ...proof }), MAX_METERS),
  }),
  ImportMeters: object({
    source: words(200),
    meters: list(object({ ...description, ...key }), MAX_METERS),
  }),
  ApproveImport: object({ importId: digest, hash: digest }),
  UpdateKeys: object({
    challengeId: digest,
    updates: list(
      object({
        meterId,
        ...key,
        /** By the new key. */
        proof: base64(400),
        /** By the key in use, over the same statement; without it the quorum must attest the new key. */
        previousProof: v.exactOptional(base64(400)),
      }),
      MAX_METERS,
    ),
  }),
  RevokeKeys: object({
    revocations: list(
      object({
        meterId,
        key: digest,
        reason: v.picklist(revocationReasons),
        invalidityDate: v.exactOptional(instant),
      }),
      MAX_METERS,
    ),
  }),
  ReinstateKeys: object({ keys: list(object({ meterId, key: digest }), MAX_METERS) }),
  RestampMeters: v.pipe(
    object({
      meterIds: v.exactOptional(list(meterId, MAX_METERS)),
      /** Permitted endorsers of the own institute whose grants and reviews are renewed. */
      identities: v.exactOptional(list(identity, MAX_METERS)),
    }),
    v.check(
      ({ meterIds, identities }) => meterIds !== undefined || identities !== undefined,
      'must name meters, identities or both',
    ),
  ),
  SetAliases: object({
    meters: list(
      object({
        meterId,
        /** All that count from now on; those that are left out end now. */
        aliases: list(meterAlias, MAX_ALIASES, 0),
      }),
      MAX_METERS,
    ),
  }),
  DecommissionMeters: meterIds,
  GetMeters: object({
    meterIds: v.exactOptional(list(meterId, MAX_METERS)),
    keys: v.exactOptional(list(digest, MAX_METERS)),
    aliases: v.exactOptional(list(alias, 20)),
  }),
  FindMeters: object({
    mspId,
    status: v.exactOptional(v.picklist(meterStatuses)),
    manufacturer: v.exactOptional(words(200)),
    limit: pageLimit,
    start: pageStart,
  }),
  GetHistory: object({ meterId, limit: pageLimit, start: pageStart }),
  IsRegistered: meterIds,
  MayBePlacedOnMarket: meterIds,
};

/** Where a meter and its newest key stand after a transaction. */
export interface MeterStanding {
  meterId: string;
  status: MeterRecord['status'];
  /** Fingerprint of the key that the transaction was about. */
  key: string;
  keyState: MeterRecord['keys'][number]['state'];
}

/** Why a meter may not be sold. */
export type MarketObstacle = 'unknown-meter' | 'not-active' | 'decommissioned' | 'no-good-key';

/** Results of the registry contract. */
export interface RegistryResults {
  IssueChallenge: { challengeId: string; nonce: string; mspId: string; expires: Instant };
  RegisterMeters: { meters: MeterStanding[] };
  AttestMeters: { meters: MeterStanding[] };
  ImportMeters: { importId: string; hash: string; state: 'PENDING' | 'APPROVED' };
  ApproveImport: { importId: string; state: 'PENDING' | 'APPROVED' };
  UpdateKeys: { meters: MeterStanding[] };
  ReinstateKeys: { meters: MeterStanding[] };
  /** IDs and identities whose key-level endorsement policies were renewed. */
  RestampMeters: { meterIds: string[]; identities: string[] };
  SetAliases: { meters: { meterId: string; aliases: MeterAlias[] }[] };
  DecommissionMeters: { meterIds: string[]; time: Instant };
  /** `confirmed: false`: the date lies more than 30 days back and waits for another member's administrator. */
  RevokeKeys: { revoked: { meterId: string; key: string; invalidityDate: Instant; confirmed: boolean }[] };
  /** Meters by ID, each once; `unknown` repeats the queries that found none. */
  GetMeters: { meters: MeterRecord[]; unknown: string[] };
  /** Meters of one institute by ID; `next` where more may follow. */
  FindMeters: { meters: MeterRecord[]; next?: string };
  /** Every state that the record had, oldest first. */
  GetHistory: { states: { tx: string; time: Instant; meter: MeterRecord }[]; next?: string };
  IsRegistered: { answers: { meterId: string; registered: boolean }[] };
  MayBePlacedOnMarket: { answers: { meterId: string; allowed: boolean; obstacle?: MarketObstacle }[] };
}
