// SPDX-License-Identifier: Apache-2.0
import type { LedgerCalls } from '../calls/ledger-calls';
import { ClientError } from '../errors';

/** The most meters of one question. */
const AT_ONCE = 500;

/** Meters whose keys are kept at hand; the oldest are dropped first. */
const MAX_METERS = 100_000;

/**
 * Fingerprints of meters' keys. They only tie answers to receipts, and a tie cannot hold by mistake, so that what was learnt
 * once serves as long as it fits.
 */
export class KnownKeys {
  readonly #calls: LedgerCalls;
  readonly #known = new Map<string, readonly string[]>();

  constructor(calls: LedgerCalls) {
    this.#calls = calls;
  }

  /** Keys of a meter, as far as they were learnt. */
  of(meterId: string | undefined): readonly string[] | undefined {
    return meterId === undefined ? undefined : this.#known.get(meterId);
  }

  /** Asks for the keys of meters. Those that cannot be had are forgotten: a failure here only costs the names of keys. */
  async learn(meterIds: ReadonlySet<string>): Promise<void> {
    for (const meterId of meterIds) this.#known.delete(meterId);
    const all = [...meterIds];
    const parts = Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, part) =>
      all.slice(part * AT_ONCE, (part + 1) * AT_ONCE),
    );
    await Promise.all(parts.map((part) => this.#learnPart(part)));
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MAX_METERS) break;
      this.#known.delete(oldest);
    }
  }

  async #learnPart(meterIds: string[]): Promise<void> {
    try {
      const { meters } = await this.#calls.evaluate('registry', 'GetMeters', { meterIds });
      for (const { meterId, keys } of meters)
        this.#known.set(
          meterId,
          keys.map(({ fingerprint }) => fingerprint),
        );
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
    }
  }
}
