// SPDX-License-Identifier: Apache-2.0
import {
  canonicalJson,
  isErrorCode,
  parseRefusal,
  receiptList,
  Refusal,
  transactionArguments,
  type CheckOutcome,
} from '@meterpki/protocol';
import * as fc from 'fast-check';
import type { GenericSchema } from 'valibot';
import { argumentTexts, receiptTexts, type Known } from '../support/arbitraries';
import { genesisText } from '../support/genesis';
import { faultsOf } from '../support/invariants';
import { propose, policyWith } from '../support/policies';
import { activate, challengeBy, opened, register, type Scene } from '../support/scene';
import { shapeOf } from '../support/shapes';
import { TestMeter } from '../support/test-meter';

const transactions = Object.entries(transactionArguments).flatMap(([contract, rows]) =>
  Object.entries(rows as Readonly<Record<string, GenericSchema>>).map(
    ([name, schema]) => [contract, name, shapeOf(schema)] as const,
  ),
);

/** Calls of each transaction in one run: ten thousand over all of them. */
const CALLS = Math.ceil(Number(process.env.METERPKI_FUZZ_CASES ?? 10_000) / transactions.length);

interface Prepared {
  readonly scene: Scene;
  /** Words that mean something on the ledger. */
  readonly known: Known;
  readonly receipt: string;
}

async function prepared(): Promise<Prepared> {
  const scene = await opened(genesisText({ imports: true }));
  const { ledger, who } = scene;
  const { meter, meterId } = await activate(scene, 'm', [{ kind: 'MS', text: 'm' }]);
  const second = await register(scene, 'x');
  const { challengeId } = await challengeBy(scene, who.ptbAnna);
  const proposal = await propose(scene, who.ptbAdmin, policyWith());
  const source = 'older register';
  const imported = new TestMeter('imported');
  const key = Buffer.from(imported.spki).toString('base64');
  const item = { manufacturer: 'm', model: 'm', key, algorithm: meter.algorithm.id };
  const { importId, hash } = await ledger.submit(who.ptbAdmin, ['registry', 'ImportMeters'], {
    source,
    meters: [{ meterId: 'ptb:imported', ...item }],
  });
  const fresh = new TestMeter('fresh');
  const base64 = ({ spki }: TestMeter): string => Buffer.from(spki).toString('base64');
  const meterIds = [meterId, second.meterId, 'ptb:imported', 'ptb:new', 'inmetro:new'];
  const fingerprints = [meter, second.meter, imported].map(({ fingerprint }) => fingerprint);
  const known = {
    ...{ meterId: meterIds, meterIds, challengeId: [challengeId], importId: [importId] },
    ...{ proposalId: [proposal.proposalId], hash: [hash, proposal.hash], algorithm: [meter.algorithm.id] },
    ...{ algorithms: [meter.algorithm.id], identity: [who.ptbAnna.identity, who.ptbBert.identity] },
    ...{ identities: [who.ptbAnna.identity], mspId: ['PTBMSP', 'InmetroMSP'], prefix: ['ptb', 'inmetro'] },
    ...{ key: [...fingerprints, base64(fresh), base64(meter)], keys: fingerprints, text: ['m', 'x'] },
    ...{ invalidityDate: ['2026-06-01T00:00:05.000Z'], validUntil: ['2030-01-01T00:00:00.000Z'] },
  };
  return { scene, known, receipt: meter.signOcmf({ end: '2026-06-01T00:00:10.000Z' }) };
}

/** Verdicts on receipts that no meter signed. */
function wrongVerdicts(result: unknown, receipts: string, genuine: string): CheckOutcome[] {
  const { outcomes = [] } = result as { outcomes?: CheckOutcome[] };
  const texts = outcomes.length === 0 ? [] : (JSON.parse(receipts) as { text: string }[]);
  return outcomes.filter(({ verdict }, index) => verdict === 'valid' && texts[index]?.text !== genuine);
}

/** Codes of a refusal, which clients must know and which must have written nothing. */
function codesOf(error: unknown, { ledger }: Scene, call: object): string[] {
  if (!(error instanceof Refusal)) throw error;
  const { code = '', faults = [] } = parseRefusal(error.message) ?? {};
  const known = isErrorCode(code) && code !== 'INTERNAL';
  expect({ ...call, code, known }).toMatchObject({ known: true });
  expect(ledger.last?.writes.size).toBe(0);
  expect(ledger.last?.openIterators).toBe(0);
  return faults.map((fault) => fault.code);
}

/** Calls with anything at all, commits what comes of it, and gives the codes; whatever they are, clients know them. */
async function outcome(
  { scene, receipt }: Prepared,
  caller: keyof Scene['who'],
  name: readonly [string, string],
  argument: string,
  receipts: string,
): Promise<string[]> {
  const { ledger, who } = scene;
  try {
    const text = await ledger.call(who[caller], name, argument, { transient: { receipts } });
    const result: unknown = JSON.parse(text);
    expect(text).toBe(canonicalJson(result));
    expect(wrongVerdicts(result, receipts, receipt)).toEqual([]);
    expect(ledger.last?.openIterators).toBe(0);
    if (ledger.last !== undefined) ledger.state.apply(ledger.last.writes, ledger.last.writer);
    return ['result'];
  } catch (error) {
    return codesOf(error, scene, { name, argument, receipts });
  }
}

const callers = [
  'ptbAdmin',
  'ptbAdmin',
  'ptbAnna',
  'ptbAnna',
  'inmetroAdmin',
  'inmetroCarla',
  'society',
] as const;

/** Calls every transaction so many times and gives the codes that were met. */
async function campaign(
  world: Prepared,
  parameters: Readonly<{ numRuns: number; seed?: number }>,
): Promise<string[]> {
  const { known, receipt } = world;
  const seen = new Set<string>();
  const receipts = receiptTexts(shapeOf(receiptList), known, receipt);
  for (const [contract, name, shape] of transactions) {
    const property = fc.asyncProperty(
      fc.constantFrom(...callers),
      argumentTexts(shape, known),
      receipts,
      async (caller, text, list) => {
        for (const code of await outcome(world, caller, [contract, name], text, list)) seen.add(code);
      },
    );
    await fc.assert(property, parameters);
  }
  return [...seen];
}

describe('any argument to any transaction', () => {
  it('gives a result, or a refusal with a declared code that wrote nothing, and no state that may not be', async () => {
    const world = await prepared();
    expect((await campaign(world, { numRuns: CALLS })).length).toBeGreaterThan(10);
    expect(faultsOf(world.scene.ledger.state)).toEqual([]);
  }, 240_000);

  it('reaches the rules behind the shapes, as this fixed series of arguments shows', async () => {
    const codes = await campaign(await prepared(), { numRuns: 100, seed: 17 });
    expect(codes).toEqual(
      expect.arrayContaining([
        ...['result', 'INVALID_ARGUMENT', 'INVALID_TRANSIENT', 'ACCESS_DENIED', 'NOT_A_MEMBER'],
        ...['ENDORSER_EXISTS', 'ENDORSER_REVOKED', 'POLICY_REVISION', 'PROPOSAL_MISMATCH', 'ALREADY_VOTED'],
        ...['CHALLENGE_FOREIGN', 'FOREIGN_PREFIX', 'METER_EXISTS', 'KEY_EXISTS', 'ALGORITHM_NOT_ALLOWED'],
        ...['FOREIGN_METER', 'METER_UNKNOWN', 'KEY_UNKNOWN', 'NOT_ON_HOLD', 'REVOCATION_DATE'],
        ...['IMPORT_UNKNOWN', 'IMPORT_MISMATCH', 'ALREADY_APPROVED', 'CHECK_UNKNOWN'],
      ]),
    );
  }, 120_000);
});

describe('the invariants of the state', () => {
  it('are told where one is broken', async () => {
    const { ledger } = await opened();
    const scene = { ledger, who: (await opened()).who };
    await activate(scene, 'm');
    expect(faultsOf(ledger.state)).toEqual([]);
    const meter = ledger.state.record('meter', 'meter/ptb/m');
    const copy = { ...meter, meterId: 'ptb:copy' };
    ledger.state.apply(new Map([['meter/ptb/copy', Buffer.from(canonicalJson(copy))]]));
    expect(faultsOf(ledger.state)).toContain('a key belongs to two meters');
  });
});
