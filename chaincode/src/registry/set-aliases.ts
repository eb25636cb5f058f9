// SPDX-License-Identifier: Apache-2.0
import type { Alias, Fault, Instant, Member, MeterAlias, MeterRecord } from '@meterpki/protocol';
import { requireEndorser } from '../access/roles';
import { meterKey } from '../state/keys';
import type { Rules } from '../transaction/answer';
import type { LedgerTransaction } from '../transaction/transaction';
import { aliasFaults, putAliases, type KnownPeriods } from './aliases';
import { period, type Period } from './periods';
import { examineAll, ownMeter } from './own-meter';

/** The most aliases of a meter that are kept, ended ones among them. */
const MAX_KEPT = 64;

interface Item {
  readonly meterId: string;
  readonly aliases: readonly MeterAlias[];
}

interface Changed {
  readonly meter: MeterRecord;
  /** All that the meter has from now on. */
  readonly aliases: readonly MeterAlias[];
  /** Those among them that are not as they were. */
  readonly changed: readonly MeterAlias[];
}

const same = (one: Alias, other: Alias): boolean => one.kind === other.kind && one.text === other.text;

const later = (one: Instant, other: Instant | undefined): Instant =>
  other === undefined || one > other ? one : other;

/** An alias that is left out ends now, or never begins; one that has ended stays as it is. */
function ended(alias: MeterAlias, now: Instant): MeterAlias {
  const { validFrom, validTo } = alias;
  return validTo !== undefined && validTo <= now ? alias : { ...alias, validTo: later(now, validFrom) };
}

const earlier = (one: Instant, other: Instant): Instant => (one < other ? one : other);

/**
 * When an alias counts that the meter has already: as it is said now, and in the past whenever it counted before. Nobody
 * takes away what receipts of that time were found by.
 */
function continued(alias: MeterAlias, before: MeterAlias, now: Instant): Period {
  const { validFrom: began, validTo: ends } = before;
  if (began !== undefined && began >= now) return period(alias.validFrom ?? began, alias.validTo);
  const { validFrom = began, validTo } = alias;
  const from = began === undefined || validFrom === undefined ? undefined : earlier(began, validFrom);
  const counted = ends === undefined ? now : earlier(ends, now);
  return period(from, validTo === undefined ? undefined : later(counted, validTo));
}

/** An alias that is new begins now unless it says otherwise. */
function begun(alias: MeterAlias, before: MeterAlias | undefined, now: Instant): MeterAlias {
  const { kind, text, validFrom = now, validTo } = alias;
  return {
    kind,
    text,
    ...(before === undefined ? period(validFrom, validTo) : continued(alias, before, now)),
  };
}

/** The given aliases with the times at which they count. */
const counting = ({ aliases }: MeterRecord, given: readonly MeterAlias[], now: Instant): MeterAlias[] =>
  given.map((alias) =>
    begun(
      alias,
      aliases.find((other) => same(alias, other)),
      now,
    ),
  );

/** What was given up, with its end. */
const left = ({ aliases }: MeterRecord, given: readonly MeterAlias[], now: Instant): MeterAlias[] =>
  aliases.filter((alias) => !given.some((other) => same(alias, other))).map((alias) => ended(alias, now));

const isUnchanged = (alias: MeterAlias, before: readonly MeterAlias[]): boolean =>
  before.some(
    (other) => same(alias, other) && alias.validFrom === other.validFrom && alias.validTo === other.validTo,
  );

async function examine(
  transaction: LedgerTransaction,
  member: Member,
  item: Item,
  known: KnownPeriods,
): Promise<Changed | readonly Fault[]> {
  const meter = await ownMeter(transaction, item.meterId);
  if ('code' in meter) return [meter];
  if (meter.status === 'DECOMMISSIONED' && item.aliases.length > 0)
    return [
      {
        path: 'meterId',
        code: 'METER_DECOMMISSIONED',
        text: 'was retired; all it can do is give up its aliases: send an empty list',
      },
    ];
  const { time } = transaction;
  const given = counting(meter, item.aliases, time);
  const faults = await aliasFaults(transaction, member, { meterId: item.meterId, aliases: given }, known);
  if (faults.length > 0) return faults;
  const aliases = [...left(meter, given, time), ...given];
  if (aliases.length > MAX_KEPT)
    return [
      {
        path: 'aliases',
        code: 'TOO_MANY_ALIASES',
        text: `a meter keeps at most ${MAX_KEPT}, ended ones too`,
      },
    ];
  return { meter, aliases, changed: aliases.filter((alias) => !isUnchanged(alias, meter.aliases)) };
}

/** SetAliases: says by which names meters are to be found from now on; what is left out ends now. */
export const setAliases: Rules<'registry', 'SetAliases'> = async (transaction, argument) => {
  const member = await requireEndorser(transaction);
  const known: KnownPeriods = new Map();
  const items = await examineAll(transaction, 'meters', argument.meters, (item) =>
    examine(transaction, member, item, known),
  );
  for (const { meter, aliases, changed } of items) {
    transaction.state.put(meterKey(meter.meterId), { ...meter, aliases } as MeterRecord);
    putAliases(transaction, meter.meterId, changed);
  }
  return { meters: items.map(({ meter, aliases }) => ({ meterId: meter.meterId, aliases: [...aliases] })) };
};
