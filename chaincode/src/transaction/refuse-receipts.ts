// SPDX-License-Identifier: Apache-2.0
import { holdsReceipt, stepText, type Fault } from '@meterpki/protocol';
import { refuseAny } from './faults';

/** The one receipt that travels as an argument: the record by which a meter that signs nothing else shows its key. */
const exceptions: Readonly<Record<string, RegExp>> = {
  'registry:RegisterMeters': /^argument\.meters\[\d+\]\.possessionRecord$/,
  'registry:AttestMeters': /^argument\.attestations\[\d+\]\.possessionRecord$/,
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The names of an object's members as JSON: some receipts are told by them, and a name may be a receipt itself. */
const namesIn = (value: object): string =>
  Object.keys(value)
    .map((name) => `${JSON.stringify(name)}:`)
    .join(' ');

/** Paths of the texts and objects that hold a receipt. */
function* placesIn(value: unknown, path: string): Generator<string, void, undefined> {
  if (typeof value === 'string') {
    if (holdsReceipt(value)) yield path;
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* placesIn(item, path + stepText(index));
  } else if (isObject(value)) {
    if (holdsReceipt(namesIn(value))) yield path;
    for (const [name, item] of Object.entries(value)) yield* placesIn(item, path + stepText(name));
  }
}

/**
 * Refuses an argument that carries a receipt anywhere, names of members included: the block would keep it for ever.
 * @param name - `contract:Transaction`
 * @param value - the argument as JSON, or its text where it is none
 * @throws Refusal RECEIPT_IN_ARGUMENT with every place, and nothing of what stands there
 */
export function refuseReceipts(name: string, value: unknown): void {
  const exception = exceptions[name];
  const faults: Fault[] = [];
  for (const path of placesIn(value, 'argument')) {
    if (exception?.test(path) === true) continue;
    faults.push({
      path,
      code: 'RECEIPT_IN_ARGUMENT',
      text: 'holds a receipt; hand receipts over as transient data',
    });
  }
  refuseAny(faults);
}
