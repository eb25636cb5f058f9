// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ReceiptInput } from '@meterpki/protocol';
import { bundleText, type Bundle } from '../bundle/bundle';
import { ClientError, faulty } from '../errors';
import type { BundleOptions } from '../faces/society';
import type { ReceiptOutcome } from '../faces/outcome';
import { systemCode } from '../files/bounded-file';
import { checkWritable, writeFileWhole } from '../files/whole-file';
import type { Session } from '../session';
import type { Streams } from './streams';
import { printable } from './output/printable';

/** What `verify` is told of bundles. */
export interface BundleWishes {
  /** A file, or a folder for more than one receipt. */
  readonly path: string;
  /** How many institutes are to sign. */
  readonly nmis: number;
  readonly nonce?: string;
  /** Record the checks and prove the records. */
  readonly record: boolean;
}

/** The caller's own institute and as many others of the policy as are wanted. */
async function signersFor({ calls }: Session, own: string, nmis: number): Promise<string[]> {
  const { policy } = await calls.evaluate('governance', 'GetPolicy', {});
  const members = policy.members.map(({ mspId }) => mspId);
  const chosen = [own, ...members.filter((mspId) => mspId !== own)].slice(0, nmis);
  if (chosen.length === nmis) return chosen;
  const text = `asks for ${nmis} institutes, and the policy names ${members.length}`;
  throw faulty('INPUT_INVALID', [{ path: '--nmis', text }]);
}

const isFolder = (place: string): boolean =>
  statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;

function makeFolder(place: string): void {
  try {
    mkdirSync(place, { recursive: true });
  } catch (error) {
    throw faulty('INPUT_INVALID', [{ path: place, text: `cannot be made a folder (${systemCode(error)})` }]);
  }
}

/** An outcome, and what makes its bundle. */
type WithBundle = [outcome: ReceiptOutcome, make: () => Promise<Bundle>];

/** Judges receipts with bundles and writes these where they are wanted. */
export class BundleWriter {
  readonly #session: Session;
  readonly #own: string;
  readonly #wishes: BundleWishes;
  readonly #streams: Streams;
  #written = 0;
  #failure: ClientError | undefined;

  /** @param own - MSP ID of the caller, whose peers are asked first */
  constructor(session: Session, own: string, wishes: BundleWishes, streams: Streams) {
    this.#session = session;
    this.#own = own;
    this.#wishes = wishes;
    this.#streams = streams;
  }

  /**
   * Outcomes of the receipts, one by one, each after its bundle was written. An outcome whose bundle fails is told all the
   * same, since its check may be recorded: see {@link BundleWriter.finish}.
   * @throws ClientError what checking and recording throw; `INPUT_INVALID` where no bundle could be written, before any
   * check is sent
   */
  async *judge(receipts: readonly ReceiptInput[]): AsyncGenerator<ReceiptOutcome[], void, undefined> {
    const { path: place, nmis, record } = this.#wishes;
    const isOne = receipts.length === 1 && !isFolder(place);
    if (!isOne) makeFolder(place);
    checkWritable(isOne ? place : path.join(place, 'bundle.json'));
    const institutes = await signersFor(this.#session, this.#own, nmis);
    const judged = record ? this.#recorded(receipts, institutes) : this.#endorsed(receipts, institutes);
    for await (const [outcome, make] of judged) {
      const name = `${(outcome.receiptId ?? '').slice(0, 16)}.json`;
      if (outcome.receiptId === undefined) this.#noteMissing(outcome, 'it has no receipt ID');
      else await this.#write(outcome, make, isOne ? place : path.join(place, name));
      yield [outcome];
    }
  }

  /** When all outcomes are told: the command to try next. @throws ClientError the first failure of a bundle */
  finish(): string[] {
    if (this.#failure !== undefined) throw this.#failure;
    const { path: place } = this.#wishes;
    const bundles = isFolder(place) ? path.join(place, '*.json') : place;
    return this.#written === 0 ? [] : [`Next: meterpki bundle check ${printable(bundles)} --trust TRUST`];
  }

  async #write(outcome: ReceiptOutcome, make: () => Promise<Bundle>, file: string): Promise<void> {
    try {
      writeFileWhole(file, bundleText(await make()));
      this.#written += 1;
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      this.#failure ??= error;
      this.#noteMissing(outcome, printable(error.message));
    }
  }

  #noteMissing({ index }: ReceiptOutcome, why: string): void {
    this.#streams.note(`meterpki: receipt ${index + 1}: no bundle: ${why}.`);
  }

  async *#endorsed(receipts: readonly ReceiptInput[], institutes: string[]): AsyncGenerator<WithBundle> {
    const { nonce } = this.#wishes;
    const options: BundleOptions = { institutes, ...(nonce === undefined ? {} : { nonce }) };
    for (const [index, receipt] of receipts.entries()) {
      const { outcome, bundle } = await this.#session.society.checkWithBundle(receipt, options);
      yield [{ ...outcome, index }, () => Promise.resolve(bundle)];
    }
  }

  async *#recorded(receipts: readonly ReceiptInput[], institutes: string[]): AsyncGenerator<WithBundle> {
    const { society } = this.#session;
    for await (const outcomes of society.recordChecksInLists(receipts))
      for (const outcome of outcomes) yield [outcome, () => society.bundleOfRecord(outcome, { institutes })];
  }
}
