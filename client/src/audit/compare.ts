// SPDX-License-Identifier: Apache-2.0
import {
  canonicalJson,
  type ArgumentOf,
  type CheckRecord,
  type EndorserRecord,
  type ListRecord,
  type MeterRecord,
} from '@meterpki/protocol';
import type { LedgerCalls } from '../calls/ledger-calls';
import { found, placeOf, type AuditFinding } from './finding';
import type { AuditedState, StateKind, StateKinds } from './rebuilt-state';

/** The most records of a call. */
const PAGE = 500;

/** One peer's answers, and what they are compared with. */
interface Compared {
  readonly calls: LedgerCalls;
  readonly state: AuditedState;
  /** Address of the gateway. */
  readonly peer: string;
}

/** Records by key, as a peer shows them, against those of the blocks. */
function differences<T>(
  { peer }: Compared,
  expected: ReadonlyMap<string, T>,
  shown: ReadonlyMap<string, T>,
): AuditFinding[] {
  const findings: AuditFinding[] = [];
  for (const [key, value] of expected) {
    const own = shown.get(key);
    if (own === undefined) findings.push(found('RECORD_HIDDEN', `by ${peer}`, { key }));
    else if (canonicalJson(own) !== canonicalJson(value))
      findings.push(found('RECORD_DIFFERS', `at ${peer}`, { key }));
  }
  for (const key of shown.keys())
    if (!expected.has(key))
      findings.push(found('RECORD_DIFFERS', `${peer} shows what no block holds`, { key }));
  return findings;
}

const recordsOf = <Kind extends StateKind>(state: AuditedState, kind: Kind): Map<string, StateKinds[Kind]> =>
  new Map([...state.all(kind)].map(({ key, value }) => [key, value]));

/** Which part of a listing is asked for. */
interface Part {
  readonly limit: number;
  readonly start?: string;
}

/** Every page of a listing. */
async function* pagesOf<Page extends { next?: string }>(
  ask: (part: Part) => Promise<Page>,
): AsyncGenerator<Page, void> {
  let page = await ask({ limit: PAGE });
  yield page;
  while (page.next !== undefined) {
    page = await ask({ limit: PAGE, start: page.next });
    yield page;
  }
}

type Meters = ReadonlyMap<string, MeterRecord>;

const byKey = (meters: readonly MeterRecord[]): Meters =>
  new Map(meters.map((meter) => [`meter/${meter.meterId.replace(':', '/')}`, meter]));

/** Asks for every meter that the blocks hold. */
async function compareMeters(compared: Compared): Promise<AuditFinding[]> {
  const expected = [...recordsOf(compared.state, 'meter')];
  const findings: AuditFinding[] = [];
  for (let at = 0; at < expected.length; at += PAGE) {
    const page = new Map(expected.slice(at, at + PAGE));
    const meterIds = [...page.values()].map(({ meterId }) => meterId);
    const { meters } = await compared.calls.evaluate('registry', 'GetMeters', { meterIds });
    for (const finding of differences(compared, page, byKey(meters))) findings.push(finding);
  }
  return findings;
}

/** The meters of an institute as the peer lists them. */
async function listedMeters(calls: LedgerCalls, mspId: string): Promise<Meters> {
  const shown: MeterRecord[] = [];
  for await (const { meters } of pagesOf((part) =>
    calls.evaluate('registry', 'FindMeters', { mspId, ...part }),
  ))
    shown.push(...meters);
  return byKey(shown);
}

/** Looks through what the peer lists: a meter that no block holds is never asked for by its ID. */
async function compareListings(compared: Compared): Promise<AuditFinding[]> {
  const { policy } = await compared.calls.evaluate('governance', 'GetPolicy', {});
  const all = [...recordsOf(compared.state, 'meter')];
  const findings: AuditFinding[] = [];
  for (const { mspId } of [...policy.members, ...(policy.former ?? [])]) {
    const expected = new Map(all.filter(([, meter]) => meter.mspId === mspId));
    for (const finding of differences(compared, expected, await listedMeters(compared.calls, mspId)))
      findings.push(finding);
  }
  return findings;
}

/** Each difference once, however often it showed. */
const distinct = (findings: readonly AuditFinding[]): AuditFinding[] => [
  ...new Map(findings.map((finding) => [placeOf(finding), finding])).values(),
];

type Checks = Map<string, CheckRecord | ListRecord>;

async function listed(calls: LedgerCalls, query: ArgumentOf<'receipts', 'ListChecks'>): Promise<Checks> {
  const shown: Checks = new Map();
  for await (const { checks } of pagesOf((part) =>
    calls.evaluate('receipts', 'ListChecks', { ...query, ...part }),
  ))
    for (const { key, check } of checks) shown.set(key, check);
  return shown;
}

async function compareChecks(compared: Compared): Promise<AuditFinding[]> {
  const { calls, state } = compared;
  const lists: Checks = recordsOf(state, 'record');
  const findings = differences(compared, lists, await listed(calls, { by: 'time' }));
  const byMeter = new Map<string, Checks>();
  for (const { key, value } of state.all('check')) {
    const [, meterId = ''] = key.split('/');
    const own = byMeter.get(meterId) ?? (new Map() as Checks);
    byMeter.set(meterId, own.set(key, value));
  }
  for (const [meterId, expected] of byMeter)
    for (const finding of differences(compared, expected, await listed(calls, { by: 'meter', meterId })))
      findings.push(finding);
  return findings;
}

async function compareEndorsers(compared: Compared): Promise<AuditFinding[]> {
  const { calls, state } = compared;
  const shown = new Map<string, EndorserRecord>();
  for await (const { endorsers } of pagesOf((part) =>
    calls.evaluate('governance', 'ListPermittedEndorsers', part),
  ))
    for (const { endorser } of endorsers) shown.set(`pe/${endorser.mspId}/${endorser.identity}`, endorser);
  return differences(compared, recordsOf(state, 'pe'), shown);
}

/**
 * Compares what one peer answers with what its blocks hold: meters, permitted endorsers, lists of checks and single ones.
 * What was written between the blocks and the answers shows up as well: look again after reading on.
 * @throws {@link ClientError} as {@link LedgerCalls.evaluate}
 */
export async function compareWithPeer(
  calls: LedgerCalls,
  state: AuditedState,
  peer: string,
): Promise<AuditFinding[]> {
  const compared = { calls, state, peer };
  return distinct([
    ...(await compareMeters(compared)),
    ...(await compareListings(compared)),
    ...(await compareEndorsers(compared)),
    ...(await compareChecks(compared)),
  ]);
}
