// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { connect, profileOf, readProfile, type LedgerDescriptor, type Session } from '@meterpki/client';

/** The institutes of the default network, by the prefix of their meter IDs. */
export const institutes = ['ptb', 'inmetro'] as const;

/** One of {@link institutes}, or the third one of a ledger that has three. */
export type Institute = (typeof institutes)[number] | 'metas';

/** Who acts for an institute. */
export type Role = 'admin' | 'endorser1' | 'endorser2' | 'society' | 'manufacturer';

/** Everybody who takes part in a story, each connected with a profile of its own when first called. */
export class Cast {
  readonly #ledger: LedgerDescriptor;
  readonly #sessions = new Map<string, Promise<Session>>();

  constructor(ledger: LedgerDescriptor) {
    this.#ledger = ledger;
  }

  get ledger(): LedgerDescriptor {
    return this.#ledger;
  }

  /** Path of somebody's connection profile. */
  profile(institute: Institute, role: Role): string {
    return profileOf(this.#ledger, `${institute}-${role}`);
  }

  /** Somebody's connection. */
  session(institute: Institute, role: Role): Promise<Session> {
    const file = this.profile(institute, role);
    const open = this.#sessions.get(file) ?? readProfile(file).then((profile) => connect(profile));
    this.#sessions.set(file, open);
    return open;
  }

  /** Somebody's certificate, PEM. */
  async certificate(institute: Institute, role: Role): Promise<string> {
    return readFile((await readProfile(this.profile(institute, role))).certificate, 'utf8');
  }

  /** Closes every connection. */
  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.#sessions.values());
    for (const session of opened) if (session.status === 'fulfilled') session.value.close();
  }
}
