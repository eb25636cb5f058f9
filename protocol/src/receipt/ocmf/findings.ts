// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '../../json/read';
import type { Finding } from '../../verdict/findings';
import { energyFalls } from '../energy';
import type { ClaimedTime, Reading } from '../receipt';
import { filledField } from '../fields';

/** The newest OCMF version that this reader was written for. */
const NEWEST = [1, 4] as const;

const ENDS = new Set(['E', 'L', 'R', 'A', 'P']);

function isNewer(version: string | undefined): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  if (major === undefined || minor === undefined) return false;
  return Number(major) > NEWEST[0] || (Number(major) === NEWEST[0] && Number(minor) > NEWEST[1]);
}

/** OCMF 1.x cardinality 1..1: pagination, meter serial, user assignment, readings with time and meter state. */
function missesField(payload: JsonObject, readings: readonly Reading[]): boolean {
  const general = filledField(payload, 'PG') === undefined || filledField(payload, 'MS') === undefined;
  const incomplete = ({ time, status }: Reading): boolean => time === undefined || status === undefined;
  return general || payload.IS === undefined || readings.length === 0 || readings.some(incomplete);
}

/** A transaction record that does not hold both its begin and its end. */
function isHalf(payload: JsonObject, readings: readonly Reading[]): boolean {
  const kinds = readings.map(({ transaction }) => transaction ?? '');
  const isTransaction = filledField(payload, 'PG')?.startsWith('T') === true;
  return isTransaction && !(kinds.includes('B') && kinds.some((kind) => ENDS.has(kind)));
}

/** What a careful reader would note beside the verdict. */
export function ocmfFindings(
  payload: JsonObject,
  readings: readonly Reading[],
  claimed: ClaimedTime | undefined,
): Finding[] {
  const flagged = (flag: string): boolean =>
    readings.some(({ errorFlags }) => errorFlags?.includes(flag) === true);
  const notes: [Finding, boolean][] = [
    ['newer-version', isNewer(filledField(payload, 'FV'))],
    ['missing-mandatory-field', missesField(payload, readings)],
    ['clock-not-synchronised', claimed?.clock !== 'S'],
    ['time-flagged', flagged('t')],
    ['energy-flagged', flagged('E')],
    ['begin-end-incomplete', isHalf(payload, readings)],
    ['energy-difference', energyFalls(readings)],
  ];
  return notes.flatMap(([finding, applies]) => (applies ? [finding] : []));
}
