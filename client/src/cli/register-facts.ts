// SPDX-License-Identifier: Apache-2.0
import { readReceipt, type Attestation, type ListedEndorser, type MeterRecord } from '@meterpki/protocol';
import { ClientError } from '../errors';
import type { ReceiptOutcome } from '../faces/outcome';
import type { Session } from '../session';
import type { JudgedItem } from './judged-item';

/** An attestation with the name of who gave it, where the register tells. */
export interface NamedAttestation {
  readonly attestation: Attestation;
  readonly name?: string;
}

/** What the register says around a verdict. */
export interface Background {
  readonly meter?: MeterRecord;
  /** Of the key that verified; none for a key that was imported. */
  readonly attestations?: readonly NamedAttestation[];
  /** The meters that a receipt may speak of, where they are several. */
  readonly candidates?: readonly MeterRecord[];
}

/** The most aliases of one query. */
const MAX_ALIASES = 20;
/** Names are a comfort: an institute with more endorsers than that is read no further. */
const MAX_PAGES = 10;

/** A verdict stands without what surrounds it: what cannot be learned is left out. */
async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ClientError) return undefined;
    throw error;
  }
}

/** Looks up, each thing once, what people want to know besides the verdicts of a run. */
export class RegisterFacts {
  readonly #session: Session;
  readonly #meters = new Map<string, MeterRecord>();
  #names: Promise<ReadonlyMap<string, string>> | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Reads the meters that outcomes name, all at once. */
  async learn(outcomes: readonly ReceiptOutcome[]): Promise<void> {
    const named = new Set(outcomes.flatMap(({ meterId }) => meterId ?? []));
    const meterIds = [...named].filter((meterId) => !this.#meters.has(meterId));
    for (let start = 0; start < meterIds.length; start += MAX_METERS) {
      const asked = meterIds.slice(start, start + MAX_METERS);
      const found = await attempt(() => this.#session.society.getMeters({ meterIds: asked }));
      for (const meter of found?.meters ?? []) this.#meters.set(meter.meterId, meter);
    }
  }

  /** What surrounds one verdict. */
  async background(judged: JudgedItem): Promise<Background> {
    const { outcome } = judged;
    const meter = this.#meters.get(outcome.meterId ?? '');
    const key = meter?.keys.find(({ fingerprint }) => fingerprint === outcome.key);
    const candidates = await this.candidates(judged);
    return {
      ...(meter === undefined ? {} : { meter }),
      ...(key === undefined ? {} : { attestations: await this.#named(key.attestations) }),
      ...(candidates.length > 1 ? { candidates } : {}),
    };
  }

  /** The meters that carry an alias of a receipt that is ambiguous; none for others. */
  async candidates({ item: { content }, outcome }: JudgedItem): Promise<readonly MeterRecord[]> {
    if (content.kind !== 'receipt' || !outcome.findings.includes('alias-ambiguous')) return [];
    const read = readReceipt(content.input.text, content.input.format);
    if (read.kind !== 'receipt' || read.receipt.aliases.length === 0) return [];
    const aliases = read.receipt.aliases.slice(0, MAX_ALIASES);
    const found = await attempt(() => this.#session.society.getMeters({ aliases }));
    return found?.meters ?? [];
  }

  /** Attestations with the names of who gave them. */
  async #named(attestations: readonly Attestation[]): Promise<NamedAttestation[]> {
    if (attestations.length === 0) return [];
    this.#names ??= endorserNames(this.#session);
    const names = await this.#names;
    return attestations.map((attestation) => {
      const name = names.get(endorserKey(attestation));
      return name === undefined ? { attestation } : { attestation, name };
    });
  }
}

/** The most meters of one query. */
const MAX_METERS = 500;

/** What {@link endorserNames} knows an endorser by. */
export const endorserKey = ({ mspId, identity }: Pick<Attestation, 'mspId' | 'identity'>): string =>
  `${mspId}/${identity}`;

/** Names of permitted endorsers by {@link endorserKey}; those that cannot be learned are missing. */
export async function endorserNames({ administrator }: Session): Promise<ReadonlyMap<string, string>> {
  const listed: ListedEndorser[] = [];
  let start: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = start === undefined ? {} : { start };
    const found = await attempt(() => administrator.listPermittedEndorsers(query));
    listed.push(...(found?.endorsers ?? []));
    start = found?.next;
    if (start === undefined) break;
  }
  return new Map(listed.map(({ endorser }) => [endorserKey(endorser), endorser.name]));
}
