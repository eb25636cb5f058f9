// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '../encoding/instant';

/** The right of one identity to register and attest meters for its institute. */
export interface EndorserRecord {
  readonly schema: 1;
  readonly mspId: string;
  readonly identity: string;
  readonly name: string;
  readonly accreditation: string;
  readonly granted: Instant;
  readonly validUntil: Instant;
  readonly tx: string;
}

/** Fresh bytes that meters sign to show that they hold their keys; one serves a sitting with many meters. */
export interface ChallengeRecord {
  readonly schema: 1;
  /** The transaction that opened it. */
  readonly challengeId: string;
  /** 32 bytes, hex. */
  readonly nonce: string;
  readonly mspId: string;
  readonly identity: string;
  readonly opened: Instant;
  readonly expires: Instant;
}

/** Keys that an older register vouches for, and who approved taking them over. */
export interface ImportRecord {
  readonly schema: 1;
  readonly importId: string;
  /** The register they come from, in words. */
  readonly source: string;
  readonly mspId: string;
  /** SHA-256 over the canonical JSON of source and meters, hex: what administrators approve. */
  readonly hash: string;
  readonly meterIds: readonly string[];
  readonly approvals: readonly {
    readonly mspId: string;
    readonly identity: string;
    readonly time: Instant;
    readonly tx: string;
  }[];
  readonly state: 'PENDING' | 'APPROVED';
}
