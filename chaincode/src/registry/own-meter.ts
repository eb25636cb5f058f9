// SPDX-License-Identifier: Apache-2.0
import type { Fault, MeterRecord } from '@meterpki/protocol';
import { isAdministrator, requireEndorser, requireMember } from '../access/roles';
import { meterKey } from '../state/keys';
import { refuseAny } from '../transaction/faults';
import type { LedgerTransaction } from '../transaction/transaction';

/** Lets an administrator or a permitted endorser of a member pass. @throws Refusal NOT_A_MEMBER, ENDORSER_NOT_GRANTED */
export async function requireAdministratorOrEndorser(transaction: LedgerTransaction): Promise<void> {
  if (isAdministrator(transaction)) requireMember(transaction);
  else await requireEndorser(transaction);
}

/** A meter of the caller's institute, or why it is none. */
export async function ownMeter(
  { state, caller }: LedgerTransaction,
  meterId: string,
): Promise<MeterRecord | Fault> {
  const meter = await state.get<MeterRecord>(meterKey(meterId));
  if (meter === undefined)
    return { path: 'meterId', code: 'METER_UNKNOWN', text: `${meterId} is not registered` };
  return meter.mspId === caller.mspId
    ? meter
    : { path: 'meterId', code: 'FOREIGN_METER', text: `belongs to ${meter.mspId}` };
}

/** The same, of a meter that was not retired. */
export async function ownLivingMeter(
  transaction: LedgerTransaction,
  meterId: string,
): Promise<MeterRecord | Fault> {
  const meter = await ownMeter(transaction, meterId);
  const isRetired = !('code' in meter) && meter.status === 'DECOMMISSIONED';
  return isRetired
    ? { path: 'meterId', code: 'METER_DECOMMISSIONED', text: `was retired at ${meter.decommissioned ?? ''}` }
    : meter;
}

/** An item of a list about meters; none may stand there twice. */
interface Item {
  readonly meterId: string;
}

/**
 * Examines every item of a list about meters, which are read with few messages.
 * @param name - of the list in the argument
 * @returns what came of the items, in order
 * @throws Refusal with every fault of every item
 */
export async function examineAll<I extends Item, T extends object>(
  { state }: LedgerTransaction,
  name: string,
  items: readonly I[],
  examine: (item: I) => Promise<T | Fault | readonly Fault[]>,
): Promise<T[]> {
  const accepted: T[] = [];
  const faults: Fault[] = [];
  const listed = new Set<string>();
  await state.readAll(items.map(({ meterId }) => meterKey(meterId)));
  for (const [index, item] of items.entries()) {
    const twice: Fault = { path: 'meterId', code: 'INVALID_ARGUMENT', text: 'stands in the list twice' };
    const outcome = listed.has(item.meterId) ? twice : await examine(item);
    listed.add(item.meterId);
    const found = faultsIn(outcome);
    if (found.length === 0) accepted.push(outcome as T);
    faults.push(...found.map((fault) => ({ ...fault, path: `${name}[${index}].${fault.path}` })));
  }
  refuseAny(faults);
  return accepted;
}

function faultsIn(outcome: object): readonly Fault[] {
  if (Array.isArray(outcome)) return outcome as Fault[];
  return 'code' in outcome ? [outcome as Fault] : [];
}
