// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ReceiptInput } from '@meterpki/protocol';
import { bundleText, type Bundle } from '../bundle/bundle';
import { faulty } from '../errors';
import type { BundleOptions } from '../faces/society';
import type { ReceiptOutcome } from '../faces/outcome';
import { systemCode } from '../files/bounded-file';
import { writeFileWhole } from '../files/whole-file';
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

/** Judges receipts with bundles and writes these where they are wanted. */
export class BundleWriter {
  readonly #session: Session;
  readonly #own: string;
  readonly #wishes: BundleWishes;
  readonly #streams: Streams;

  /** @param own - MSP ID of the caller, whose peers are asked first */
  constructor(session: Session, own: string, wishes: BundleWishes, streams: Streams) {
    this.#session = session;
    this.#own = own;
    this.#wishes = wishes;
    this.#streams = streams;
  }

  /** Outcomes of the receipts, one by one, each after its bundle was written. */
  async *judge(receipts: readonly ReceiptInput[]): AsyncGenerator<ReceiptOutcome[], void, undefined> {
    const { path: place, nmis, record } = this.#wishes;
    const isOne = receipts.length === 1 && !isFolder(place);
    if (!isOne) makeFolder(place);
    const institutes = await signersFor(this.#session, this.#own, nmis);
    const judged = record ? this.#recorded(receipts, institutes) : this.#endorsed(receipts, institutes);
    for await (const [outcome, bundle] of judged) {
      if (bundle !== undefined) {
        const name = `${(outcome.receiptId ?? '').slice(0, 16)}.json`;
        writeFileWhole(isOne ? place : path.join(place, name), bundleText(bundle));
      } else
        this.#streams.note(`meterpki: receipt ${outcome.index + 1}: no bundle, since it has no receipt ID.`);
      yield [outcome];
    }
    this.#streams.note(
      `Next: meterpki bundle check ${printable(isOne ? place : path.join(place, '*.json'))} --trust TRUST`,
    );
  }

  async *#endorsed(
    receipts: readonly ReceiptInput[],
    institutes: string[],
  ): AsyncGenerator<[ReceiptOutcome, Bundle?]> {
    const { nonce } = this.#wishes;
    const options: BundleOptions = { institutes, ...(nonce === undefined ? {} : { nonce }) };
    for (const [index, receipt] of receipts.entries()) {
      const { outcome, bundle } = await this.#session.society.checkWithBundle(receipt, options);
      yield outcome.receiptId === undefined ? [{ ...outcome, index }] : [{ ...outcome, index }, bundle];
    }
  }

  async *#recorded(
    receipts: readonly ReceiptInput[],
    institutes: string[],
  ): AsyncGenerator<[ReceiptOutcome, Bundle?]> {
    const { society } = this.#session;
    for await (const outcomes of society.recordChecksInLists(receipts))
      for (const outcome of outcomes)
        yield outcome.receiptId === undefined
          ? [outcome]
          : [outcome, await society.bundleOfRecord(outcome, { institutes })];
  }
}
