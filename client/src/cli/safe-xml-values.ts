// SPDX-License-Identifier: Apache-2.0
import { convertKey, readReceipt, type Receipt } from '@meterpki/protocol';
import type { Moment, SafeXmlValue } from '@meterpki/protocol/containers';
import { faulty, type InputFault } from '../errors';
import { keyBeside, placeText, type SourceItem } from '../receipts/source-item';
import { printable } from './output/printable';

/** An OCMF record that may be exported. */
interface Record {
  readonly place: string;
  readonly text: string;
  readonly receipt: Receipt;
  readonly moment: Moment | 'whole';
  /** What its container calls the transaction. */
  readonly transaction: string | undefined;
  readonly key: Uint8Array | undefined;
}

/** What is exported, and what a reader must know about it. */
export interface SafeXmlExport {
  readonly values: readonly SafeXmlValue[];
  readonly notes: readonly string[];
}

/** OCMF's `TX` of readings that end a transaction. */
const ENDS = /^[ELRAP]/;

/** Where in its transaction a record stands: as its container says, else as its readings say. */
function momentOf({ readings }: Receipt, told: Moment | undefined): Moment | 'whole' {
  const kinds = readings.map(({ transaction = '' }) => transaction);
  const begins = kinds.some((kind) => kind.startsWith('B'));
  const ends = kinds.some((kind) => ENDS.test(kind));
  if (begins && ends) return 'whole';
  if (told !== undefined) return told;
  if (begins) return 'begin';
  return ends ? 'end' : 'update';
}

function keyOf(item: SourceItem, text: string, given: Uint8Array | undefined): Uint8Array | undefined {
  if (given !== undefined) return given;
  // A fourth part of a record is a key that some meters append.
  const converted = convertKey(keyBeside(item) ?? /\|([0-9A-Fa-f]{60,})$/.exec(text.trim())?.[1] ?? '');
  return converted.kind === 'key' ? converted.key.spki : undefined;
}

function recordOf(item: SourceItem, given: Uint8Array | undefined): Record | InputFault {
  const place = placeText(item.source);
  const { content, container } = item;
  if (content.kind === 'unreadable') return { path: place, text: content.text };
  const read = readReceipt(content.input.text, content.input.format);
  if (read.kind !== 'receipt') return { path: place, text: `cannot be read: ${read.text}` };
  const { receipt } = read;
  if (receipt.format !== 'ocmf')
    return { path: place, text: `is ${receipt.format}: S.A.F.E. XML is written of OCMF records only` };
  const { text } = content.input;
  return {
    place,
    text,
    receipt,
    moment: momentOf(receipt, container?.moment),
    transaction: container?.transaction,
    key: keyOf(item, text, given),
  };
}

const meterOf = ({ receipt }: Record): string => JSON.stringify(receipt.aliases);

/** Pairs begins with ends, in the order of the ends. */
class Pairing {
  readonly values: SafeXmlValue[] = [];
  readonly faults: InputFault[] = [];
  readonly #open = new Map<string, Record>();
  readonly #ids = new Set<string>();

  take(record: Record): void {
    const name = record.transaction ?? meterOf(record);
    if (record.moment === 'whole') this.values.push({ record: record.text, ...keyMember(record) });
    else if (record.moment === 'begin') this.#begin(name, record);
    else if (record.moment === 'end') this.#end(name, record);
  }

  finish(): void {
    for (const { place } of this.#open.values())
      this.faults.push({ path: place, text: 'begins a transaction whose end is not there' });
  }

  #begin(name: string, record: Record): void {
    const before = this.#open.get(name);
    if (before !== undefined)
      this.faults.push({ path: before.place, text: 'begins a transaction whose end is not there' });
    this.#open.set(name, record);
  }

  #end(name: string, end: Record): void {
    const begin = this.#open.get(name);
    if (begin === undefined) {
      this.faults.push({ path: end.place, text: 'ends a transaction whose begin is not there' });
      return;
    }
    this.#open.delete(name);
    this.values.push({ id: this.#id(end), begin: begin.text, end: end.text, ...keyMember(end, begin) });
  }

  /** The container's number where the reference tool reads it, else the next free one. */
  #id({ transaction = '' }: Record): string {
    let id = /^\d{1,18}$/.test(transaction) ? transaction : String(this.#ids.size + 1);
    while (this.#ids.has(id)) id = String(Number(id) + 1);
    this.#ids.add(id);
    return id;
  }
}

function keyMember(...records: readonly Record[]): { publicKey?: Uint8Array } {
  const key = records.find((record) => record.key !== undefined)?.key;
  return key === undefined ? {} : { publicKey: key };
}

function notesOf(records: readonly Record[], values: readonly SafeXmlValue[]): string[] {
  const updates = records.filter(({ moment }) => moment === 'update');
  const newer = records.filter(({ text }) => /^OCMF\|\s*\{\s*"FV"\s*:\s*"1\.[4-9]/.test(text));
  const keyless = values.filter(({ publicKey }) => publicKey === undefined);
  const first = (list: readonly Record[]): string => printable(list[0]?.place ?? '');
  return [
    ...(updates.length === 0
      ? []
      : [`Left out: ${updates.length} records between begin and end, from ${first(updates)} on.`]),
    ...(newer.length === 0
      ? []
      : [
          `${newer.length} records are of OCMF 1.4 or newer, which the reference tool refuses: ${first(newer)}`,
        ]),
    ...(keyless.length === 0
      ? []
      : [`${keyless.length} transactions are written without a key: --key gives one.`]),
  ];
}

/**
 * Pairs receipts as S.A.F.E. XML has them.
 * @param given - DER of the SubjectPublicKeyInfo that counts in place of those beside the receipts
 * @throws ClientError `INPUT_INVALID` with every receipt that cannot be exported
 */
export function safeXmlValues(items: readonly SourceItem[], given: Uint8Array | undefined): SafeXmlExport {
  const found = items.map((item) => recordOf(item, given));
  const records = found.filter((item): item is Record => 'receipt' in item);
  const pairing = new Pairing();
  for (const record of records) pairing.take(record);
  pairing.finish();
  const unfit = found.filter((item): item is InputFault => 'path' in item);
  const faults = [...unfit, ...pairing.faults];
  if (faults.length > 0) throw faulty('INPUT_INVALID', faults);
  return { values: pairing.values, notes: notesOf(records, pairing.values) };
}
