// SPDX-License-Identifier: Apache-2.0
import {
  algorithmById,
  fromBase64,
  importSpki,
  parseMeterId,
  type Fault,
  type Member,
  type MeterAlias,
  type PublicKey,
} from '@meterpki/protocol';
import { keyKey, meterKey } from '../state/keys';
import type { LedgerTransaction } from '../transaction/transaction';
import { aliasFaults, type KnownPeriods } from './aliases';

/** A meter that is to enter the register, by registration or by import. */
export interface NewMeter {
  readonly meterId: string;
  readonly key: string;
  readonly algorithm: string;
  readonly aliases?: readonly MeterAlias[];
}

/** What the list itself holds already: the state does not show a transaction its own writes. */
interface Taken {
  readonly meterIds: Set<string>;
  readonly keys: Set<string>;
  /** When meters count under each alias, those of the state included. */
  readonly aliases: KnownPeriods;
}

async function idFaults(
  transaction: LedgerTransaction,
  member: Member,
  meter: NewMeter,
  taken: Taken,
): Promise<Fault[]> {
  const path = 'meterId';
  if (parseMeterId(meter.meterId)?.prefix !== member.prefix) {
    return [
      { path, code: 'FOREIGN_PREFIX', text: `${member.mspId} registers meters under ${member.prefix}:` },
    ];
  }
  const exists = taken.meterIds.has(meter.meterId) || (await transaction.state.has(meterKey(meter.meterId)));
  taken.meterIds.add(meter.meterId);
  return exists
    ? [{ path, code: 'METER_EXISTS', text: `${meter.meterId} is registered; an ID is never taken over` }]
    : [];
}

/**
 * Faults of a key that is to enter the register, beside its possession proof.
 * @param taken - fingerprints of keys that the list itself holds already; this one is added
 */
export async function keyFaults(
  transaction: LedgerTransaction,
  name: string,
  key: PublicKey | undefined,
  taken: Set<string>,
): Promise<Fault[]> {
  const algorithm = algorithmById(name);
  if (algorithm === undefined || !transaction.policy.algorithms.includes(name)) {
    return [
      {
        path: 'algorithm',
        code: 'ALGORITHM_NOT_ALLOWED',
        text: `the policy allows ${transaction.policy.algorithms.join(', ')}`,
      },
    ];
  }
  if (key?.curve !== algorithm.curve) {
    return [
      {
        path: 'key',
        code: 'KEY_INVALID',
        text: `must be the base64 of an uncompressed SPKI on ${algorithm.curve.name}`,
      },
    ];
  }
  const bound = taken.has(key.fingerprint) || (await transaction.state.has(keyKey(key.fingerprint)));
  taken.add(key.fingerprint);
  return bound ? [{ path: 'key', code: 'KEY_EXISTS', text: 'is bound to a meter for ever' }] : [];
}

/** The key that base64 text holds, or undefined where it is not exactly one of a supported curve. */
export function publicKeyOf(text: string): PublicKey | undefined {
  const spki = fromBase64(text);
  return spki === undefined ? undefined : importSpki(spki);
}

/** A meter of the list with its key read, or with no key where there are faults. */
export interface ExaminedMeter<M extends NewMeter> {
  readonly meter: M;
  readonly key: PublicKey;
}

/** Checks every item of a list of new meters; a fault's path begins with `meters[i]`. */
export async function examineNewMeters<M extends NewMeter>(
  transaction: LedgerTransaction,
  member: Member,
  meters: readonly M[],
  further: (examined: ExaminedMeter<M>) => Fault[],
): Promise<{ examined: ExaminedMeter<M>[]; faults: Fault[] }> {
  const taken: Taken = { meterIds: new Set(), keys: new Set(), aliases: new Map() };
  const examined: ExaminedMeter<M>[] = [];
  const faults: Fault[] = [];
  const keys = meters.map(({ key }) => publicKeyOf(key));
  await transaction.state.readAll([
    ...meters.map(({ meterId }) => meterKey(meterId)),
    ...keys.flatMap((key) => (key === undefined ? [] : [keyKey(key.fingerprint)])),
  ]);
  for (const [index, meter] of meters.entries()) {
    const key = keys[index];
    const ofKey = await keyFaults(transaction, meter.algorithm, key, taken.keys);
    const own = [
      ...(await idFaults(transaction, member, meter, taken)),
      ...ofKey,
      ...(await aliasFaults(transaction, member, meter, taken.aliases)),
    ];
    // A key that is merely taken can still be asked for its proof, so that this fault is told at once as well.
    const usable = ofKey.every(({ code }) => code === 'KEY_EXISTS');
    if (usable && key !== undefined) {
      examined.push({ meter, key });
      own.push(...further({ meter, key }));
    }
    faults.push(...own.map((fault) => ({ ...fault, path: `meters[${index}].${fault.path}` })));
  }
  return { examined, faults };
}
