// SPDX-License-Identifier: Apache-2.0
import { toUtf8 } from '../../encoding/bytes';
import { isObject, type JsonObject, type JsonValue } from '../../json/read';
import { aliasKinds, MAX_ALIAS_BYTES, type Alias } from '../../records/alias';
import { isMeterId } from '../../records/meter-id';
import { energyFalls } from '../energy';
import { filledField, textField } from '../fields';
import type { Finding } from '../../verdict/findings';
import { latestTime, type ClaimedTime, type Reading } from '../receipt';
import { readWebTime } from './time';

/** What the payload of a JWS says in the claims that are known here; all of them may be missing. */
export interface JwsClaims {
  readonly meterId?: string;
  readonly aliases: readonly Alias[];
  readonly readings: readonly Reading[];
  readonly claimed?: ClaimedTime;
  readonly pagination?: string;
  readonly findings: readonly Finding[];
}

function aliasesOf(value: JsonValue | undefined): Alias[] {
  if (!isObject(value)) return [];
  return aliasKinds.flatMap((kind) => {
    const text = filledField(value, kind);
    return text === undefined || toUtf8(text).length > MAX_ALIAS_BYTES ? [] : [{ kind, text }];
  });
}

/** A time with the state of the clock beside it: `time` and `clock`. */
function timeIn(object: JsonObject): ClaimedTime | undefined {
  const text = textField(object, 'time');
  const clock = textField(object, 'clock');
  return text === undefined ? undefined : { ...readWebTime(text), ...(clock === undefined ? {} : { clock }) };
}

const PLAIN = ['transaction', 'value', 'unit', 'obis', 'status'] as const;

function readingOf(object: JsonObject): Reading {
  const time = timeIn(object);
  const fields = PLAIN.flatMap((name) => {
    const text = textField(object, name);
    return text === undefined ? [] : [[name, text] as const];
  });
  return { ...(time === undefined ? {} : { time }), ...Object.fromEntries(fields) };
}

function findingsOf(readings: readonly Reading[], claimed: ClaimedTime | undefined): Finding[] {
  const incomplete = readings.some(({ value, unit }) => value === undefined || unit === undefined);
  const notes: [Finding, boolean][] = [
    ['missing-mandatory-field', readings.length === 0 || incomplete || claimed === undefined],
    ['clock-not-synchronised', claimed?.clock !== 'S'],
    ['energy-difference', energyFalls(readings)],
  ];
  return notes.flatMap(([finding, applies]) => (applies ? [finding] : []));
}

/**
 * Reads the claims of a receipt out of the payload of a JWS; the set is described in `docs/receipts.md`. Claims
 * of other kinds or of another form are passed over: a JWS of somebody else's is still a signature over its bytes.
 */
export function readClaims(payload: JsonObject): JwsClaims {
  const list = Array.isArray(payload.readings) ? payload.readings : [];
  const readings = list.filter(isObject).map(readingOf);
  const claimed = timeIn(payload) ?? latestTime(readings);
  const meterId = textField(payload, 'meter');
  const pagination = filledField(payload, 'pagination');
  return {
    ...(meterId !== undefined && isMeterId(meterId) ? { meterId } : {}),
    aliases: aliasesOf(payload.aliases),
    readings,
    ...(claimed === undefined ? {} : { claimed }),
    ...(pagination === undefined ? {} : { pagination }),
    findings: findingsOf(readings, claimed),
  };
}
