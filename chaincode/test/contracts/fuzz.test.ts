// SPDX-License-Identifier: Apache-2.0
import { isErrorCode, parseRefusal, Refusal, transactionArguments } from '@meterpki/protocol';
import * as fc from 'fast-check';
import { activate, challengeBy, opened, type Scene } from '../support/scene';
import { argumentTexts, receiptTexts } from '../support/arbitraries';
import { genesisText } from '../support/genesis';
import { TestMeter } from '../support/test-meter';

const names = Object.entries(transactionArguments).flatMap(([contract, rows]) =>
  Object.keys(rows).map((name) => [contract, name] as const),
);

/** Calls with anything at all, and says which outcome there was; whatever it is, it is one that clients know. */
async function outcome(
  { ledger, who }: Scene,
  caller: keyof Scene['who'],
  name: readonly [string, string],
  argument: string,
  receipts: string,
): Promise<string[]> {
  try {
    const text = await ledger.call(who[caller], name, argument, { transient: { receipts } });
    JSON.parse(text);
    return ['result'];
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    const { code = '', faults = [] } = parseRefusal((error as Refusal).message) ?? {};
    const known = isErrorCode(code) && code !== 'INTERNAL';
    expect({ name, argument, receipts, code, known }).toMatchObject({ known: true });
    expect(ledger.last?.writes.size).toBe(0);
    return faults.map((fault) => fault.code);
  }
}

async function prepared(): Promise<{ scene: Scene; known: string[]; receipt: string }> {
  const scene = await opened(genesisText({ imports: true }));
  const { meter, meterId } = await activate(scene, 'm', [{ kind: 'MS', text: 'm' }]);
  const { challengeId } = await challengeBy(scene, scene.who.ptbAnna);
  const known = [
    meterId,
    meter.fingerprint,
    challengeId,
    Buffer.from(meter.spki).toString('base64'),
    Buffer.from(new TestMeter('x').spki).toString('base64'),
    scene.who.ptbAnna.identity,
  ];
  return { scene, known, receipt: meter.signOcmf({ end: '2026-06-01T00:00:00.000Z' }) };
}

const callers = ['ptbAdmin', 'ptbAnna', 'inmetroAdmin', 'inmetroCarla', 'society'] as const;

/** Calls every transaction so many times and gives the codes that were met. */
async function campaign(parameters: Readonly<{ numRuns: number; seed?: number }>): Promise<string[]> {
  const { scene, known, receipt } = await prepared();
  const seen = new Set<string>();
  for (const name of names) {
    const property = fc.asyncProperty(
      fc.constantFrom(...callers),
      argumentTexts(known, name[1]),
      receiptTexts(known, receipt),
      async (caller, text, list) => {
        for (const code of await outcome(scene, caller, name, text, list)) seen.add(code);
      },
    );
    await fc.assert(property, parameters);
  }
  return [...seen];
}

describe('any argument to any transaction', () => {
  it('gives a result, or a refusal with a known code that wrote nothing', async () => {
    expect((await campaign({ numRuns: 100 })).length).toBeGreaterThan(1);
  }, 120_000);

  it('reaches the rules behind the shapes, as this fixed series of arguments shows', async () => {
    expect(await campaign({ numRuns: 100, seed: 17 })).toEqual(
      expect.arrayContaining([
        'result',
        'INVALID_ARGUMENT',
        'INVALID_TRANSIENT',
        'METER_EXISTS',
        'KEY_INVALID',
        'POSSESSION_INVALID',
        'REVOCATION_DATE',
        'FOREIGN_METER',
        'IMPORT_UNKNOWN',
        'CHECK_UNKNOWN',
      ]),
    );
  }, 120_000);
});
