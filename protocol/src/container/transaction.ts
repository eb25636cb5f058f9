// SPDX-License-Identifier: Apache-2.0
import { energyFalls } from '../receipt/energy';
import type { Receipt } from '../receipt/receipt';
import type { Finding } from '../verdict/findings';
import type { Moment, Surroundings } from './container';
import { hasPaginationGap } from './pagination';

/** A receipt with what its container says of it. */
export interface Sample extends Pick<Surroundings, 'transaction' | 'moment'> {
  readonly receipt: Receipt;
}

/** What the other receipts of its transaction add to the findings of one. */
export interface TransactionNotes {
  readonly findings: readonly Finding[];
  /** True where begin and end are both at hand: a receipt with only one of them is then complete all the same. */
  readonly complete: boolean;
}

const NOTHING: TransactionNotes = { findings: [], complete: false };

const ENDS = new Set(['E', 'L', 'R', 'A', 'P']);
const order: readonly Moment[] = ['begin', 'update', 'end'];

/** Values that name a transaction belong together, and so do those of one container that only say begin or end. */
const groupOf = ({ transaction, moment }: Sample): string | undefined =>
  transaction ?? (moment === undefined ? undefined : '');

const has = (samples: readonly Sample[], moment: Moment, isIt: (transaction: string) => boolean): boolean =>
  samples.some(
    (sample) =>
      sample.moment === moment || sample.receipt.readings.some(({ transaction }) => isIt(transaction ?? '')),
  );

/** Where in the transaction a receipt stands: as its container says, else as its first and last reading say. */
function rank({ moment, receipt: { readings } }: Sample): number {
  if (moment !== undefined) return order.indexOf(moment);
  if (ENDS.has(readings.at(-1)?.transaction ?? '')) return order.indexOf('end');
  return order.indexOf(readings[0]?.transaction === 'B' ? 'begin' : 'update');
}

const timeOf = ({ receipt: { claimed } }: Sample): number => claimed?.milliseconds ?? 0;

/** Readings of one meter only: others of the transaction count their own energy. */
function energyDiffers(samples: readonly Sample[]): boolean {
  const sorted = [...samples].sort((a, b) => rank(a) - rank(b) || timeOf(a) - timeOf(b));
  const meters = new Map<string, Sample[]>();
  for (const sample of sorted) {
    const meter = sample.receipt.aliases[0]?.text ?? '';
    const ofMeter = meters.get(meter) ?? [];
    ofMeter.push(sample);
    meters.set(meter, ofMeter);
  }
  return [...meters.values()].some((ofMeter) =>
    energyFalls(ofMeter.flatMap(({ receipt }) => receipt.readings)),
  );
}

function notesOf(samples: readonly Sample[]): TransactionNotes {
  const complete =
    has(samples, 'begin', (kind) => kind === 'B') && has(samples, 'end', (kind) => ENDS.has(kind));
  const notes: [Finding, boolean][] = [
    ['begin-end-incomplete', !complete],
    ['energy-difference', energyDiffers(samples)],
    ['pagination-gap', hasPaginationGap(samples.map(({ receipt }) => receipt))],
  ];
  return { findings: notes.flatMap(([finding, applies]) => (applies ? [finding] : [])), complete };
}

/**
 * What receipts of one container say about each other, in their order: begin or end missing, energy that falls
 * between them, a gap in the pagination. Nothing here is verified; the findings stand beside the verdicts.
 */
export function transactionNotes(samples: readonly Sample[]): TransactionNotes[] {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) {
    const name = groupOf(sample);
    if (name === undefined) continue;
    const group = groups.get(name) ?? [];
    group.push(sample);
    groups.set(name, group);
  }
  const notes = new Map([...groups].map(([name, group]) => [name, notesOf(group)]));
  return samples.map((sample) => notes.get(groupOf(sample) ?? '\0') ?? NOTHING);
}
