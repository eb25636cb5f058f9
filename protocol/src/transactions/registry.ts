// SPDX-License-Identifier: Apache-2.0
import * as v from 'valibot';
import type { Instant } from '../encoding/instant';
import type { MeterRecord } from '../records/meter';
import { revocationReasons } from '../records/revocation';
import { MAX_METERS, alias, base64, digest, instant, list, meterId, object, words } from './shapes';

/** The longest life of a challenge, seconds. */
export const MAX_CHALLENGE_SECONDS = 24 * 60 * 60;

const description = {
  meterId,
  manufacturer: words(200),
  model: words(200),
  typeApproval: v.exactOptional(words(200)),
  aliases: v.exactOptional(list(alias, 16)),
};

const key = { key: base64(400), algorithm: words(64) };

const proof = { proof: base64(400) };

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
  GetMeters: object({
    meterIds: v.exactOptional(list(meterId, MAX_METERS)),
    keys: v.exactOptional(list(digest, MAX_METERS)),
    aliases: v.exactOptional(list(alias, 20)),
  }),
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
  /** `confirmed: false`: the date lies more than 30 days back and waits for another member's administrator. */
  RevokeKeys: { revoked: { meterId: string; key: string; invalidityDate: Instant; confirmed: boolean }[] };
  /** Meters by ID, each once; `unknown` repeats the queries that found none. */
  GetMeters: { meters: MeterRecord[]; unknown: string[] };
  IsRegistered: { answers: { meterId: string; registered: boolean }[] };
  MayBePlacedOnMarket: { answers: { meterId: string; allowed: boolean; obstacle?: MarketObstacle }[] };
}
