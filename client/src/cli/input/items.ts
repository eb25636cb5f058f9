// SPDX-License-Identifier: Apache-2.0
import { errorCodes, parseShape, Refusal } from '@meterpki/protocol';
import type { GenericSchema, InferOutput } from 'valibot';
import { ClientError, clientError, faulty, type InputFault } from '../../errors';
import type { Entry } from './entries';

/** An item of a transaction, and the place in a file that it comes from. */
export interface Item<T> {
  readonly place: string;
  readonly value: T;
}

/** An item, or what is wrong with its entry. */
export type ItemOrFaults<T> = Item<T> | { readonly faults: readonly InputFault[] };

/**
 * Checks one item by the shape that the transaction has for its argument.
 * @param schema - of the whole argument
 * @param argument - the argument with this item alone, in the list of this name
 */
export function checkedItem<Schema extends GenericSchema, T>(
  place: string,
  schema: Schema,
  argument: object,
  pick: (argument: InferOutput<Schema>) => T | undefined,
): ItemOrFaults<T> {
  try {
    const value = pick(parseShape(schema, JSON.stringify(argument), 'argument', 'INVALID_ARGUMENT'));
    return value === undefined ? { faults: [] } : { place, value };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const name = (path: string): string => path.replace(/^argument(?:\.[a-zA-Z]+\[0\])?\.?/, '');
    return {
      faults: error.faults.map(({ path, text }) => ({ path: [place, name(path)].join(' ').trim(), text })),
    };
  }
}

/**
 * Makes an item of each entry.
 * @throws ClientError `INPUT_INVALID` with every fault of every entry
 */
export function itemsFrom<T>(entries: readonly Entry[], make: (entry: Entry) => ItemOrFaults<T>): Item<T>[] {
  const made = entries.map(make);
  const faults = made.flatMap((item) => ('faults' in item ? item.faults : []));
  if (faults.length > 0) throw faulty('INPUT_INVALID', faults);
  return made.flatMap((item) => ('faults' in item ? [] : [item]));
}

/** An error of the ledger that names items by their places in a list, naming them by their places in files instead. */
export function withPlaces(error: unknown, items: readonly Item<unknown>[]): unknown {
  if (!(error instanceof ClientError) || error.faults.length === 0) return error;
  const place = (path: string): string =>
    path.replace(/^[a-zA-Z]+\[(\d+)\]\.?/, (all, index: string) => {
      const item = items[Number(index)];
      return item === undefined ? all : `${item.place} `;
    });
  const faults = error.faults.map((fault) => ({ ...fault, path: place(fault.path).trim() }));
  const { refusal, transactionId, next, cause, step, nodes } = error;
  const [first] = faults;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  const code = refusal === undefined ? '' : `${refusal.code}: ${errorCodes[refusal.code]}; `;
  const detail = first === undefined ? code : `${code}${first.path}: ${first.text}${more}`;
  return clientError(error.code, detail, {
    faults,
    step,
    nodes,
    next,
    cause,
    ...(refusal === undefined ? {} : { refusal }),
    ...(transactionId === undefined ? {} : { transactionId }),
  });
}
