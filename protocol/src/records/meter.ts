// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '../encoding/instant';
import type { MeterAlias } from './alias';
import type { PossessionKind, Quorum } from './policy';
import type { RevocationReason } from './revocation';

/** How the register learned that the meter holds its key. */
export type Possession = PossessionKind | 'imported';

/** "I saw this meter and this key": one permitted endorser's word. */
export interface Attestation {
  readonly mspId: string;
  /** SHA-256 of the DER subject and of the DER issuer, hex, joined with a hyphen. */
  readonly identity: string;
  readonly challenge: string;
  readonly time: Instant;
  readonly tx: string;
}

/** Why and from when a key must not be believed. */
export interface Revocation {
  readonly reason: RevocationReason;
  /** From this moment on (RFC 5280 section 5.3.2). */
  readonly invalidityDate: Instant;
  /** When the ledger took it in, and who asked. */
  readonly time: Instant;
  readonly by: string;
  /** An earlier date that counts only once another member repeated it. */
  readonly proposed?: { readonly invalidityDate: Instant; readonly by: string };
  /** Who repeated an early date, where one had to. */
  readonly confirmedBy?: string;
}

/** Where a key stands. */
export type KeyState = 'PENDING' | 'ACTIVE' | 'ON_HOLD' | 'SUPERSEDED' | 'REVOKED';

/** How a key came to count. */
export interface Activation {
  readonly time: Instant;
  /** What its attestations must meet: the policy's quorum at that time, 0 and 0 for an import. */
  readonly quorum: Quorum;
  /** Fingerprint of the meter's earlier key whose word stood in for the quorum; it carries no further than its own. */
  readonly vouchedBy?: string;
}

/** One key of a meter. */
export interface KeyRecord {
  /** How many keys the meter had before this one. */
  readonly sequence: number;
  readonly algorithm: string;
  readonly fingerprint: string;
  /** DER of the SubjectPublicKeyInfo, base64. */
  readonly spki: string;
  readonly state: KeyState;
  readonly possession: Possession;
  readonly attestations: readonly Attestation[];
  /** The import that brought the key, where one did. */
  readonly import?: string;
  /** How it came to count; absent while it never did. */
  readonly activated?: Activation;
  readonly superseded?: Instant;
  readonly revocation?: Revocation;
  /** Holds that were lifted, oldest first; they change no verdict. */
  readonly holds?: readonly LiftedHold[];
}

/**
 * True for a key that an institute wants to import and no majority approved: nobody showed possession of it, so that it is
 * bound to no meter and tried after all others.
 */
export const isUnapproved = ({ possession, activated }: KeyRecord): boolean =>
  possession === 'imported' && activated === undefined;

/** A `certificateHold` that was lifted (RFC 5280 section 5.3.1, removeFromCRL). */
export interface LiftedHold {
  readonly from: Instant;
  readonly to: Instant;
  /** `<MSP ID>/<identity>` of who lifted it. */
  readonly by: string;
}

/** What is known of the instrument itself; texts as on its plate. */
export interface MeterDescription {
  readonly manufacturer: string;
  readonly model: string;
  /** Number of the type approval or examination certificate. */
  readonly typeApproval?: string;
}

/** Where a meter stands. */
export const meterStatuses = ['PENDING', 'ACTIVE', 'DECOMMISSIONED'] as const;

/** A meter on the ledger. */
export interface MeterRecord extends MeterDescription {
  readonly schema: 1;
  readonly meterId: string;
  /** MSP ID of the institute that registered it. */
  readonly mspId: string;
  readonly status: (typeof meterStatuses)[number];
  readonly aliases: readonly MeterAlias[];
  /** Oldest first. */
  readonly keys: readonly KeyRecord[];
  readonly registered: Instant;
  readonly decommissioned?: Instant;
}
