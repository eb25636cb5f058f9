// SPDX-License-Identifier: Apache-2.0
import { transactionArguments, writeEdl40, type ContractName, type TransactionOf } from '@meterpki/protocol';
import * as fc from 'fast-check';
import { transientOf } from '../support/checks';
import { importItem, registration } from '../support/meters';
import { challengeBy, opened } from '../support/scene';
import { TestMeter, secrets } from '../support/test-meter';
import { genesisText } from '../support/genesis';

const meter = new TestMeter('m');
const record = meter.signOcmf({ end: '2026-06-05T00:00:00.000Z' });
const receipts = [record, meter.signRaw('4711.815 kWh'), writeEdl40(new Uint8Array(320), new Uint8Array(50))];

type Name = readonly [ContractName, TransactionOf<ContractName>];
const names = Object.entries(transactionArguments).flatMap(([contract, rows]) =>
  Object.keys(rows).map((name) => [contract, name] as unknown as Name),
);

/** JSON around a hole, at any depth: in a list, as a member, as the name of a member. */
const around = (hole: string): fc.Arbitrary<unknown> =>
  fc
    .letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        fc.constantFrom<unknown>(hole, { [hole]: 1 }, `see ${hole}`),
        fc.tuple(tie('value'), fc.string()).map(([value, other]) => [other, value]),
        fc
          .tuple(fc.constantFrom('meters', 'evidence', 'x', '__proto__'), tie('value'))
          .map(([name, value]) => Object.fromEntries([[name, value]])),
      ),
    }))
    .value.map((value) => ({ value }));

describe('a receipt anywhere in an argument', () => {
  it.each(names)('of %s:%s is refused, and nothing of it is repeated', async (...name) => {
    const { ledger, who } = await opened();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...receipts).chain(around), async (argument) => {
        const { code, faults } = await ledger.refuse(who.ptbAnna, name, argument);
        expect(code).toBe('RECEIPT_IN_ARGUMENT');
        for (const { path, text } of faults) {
          expect(path).toMatch(/^argument(?:\.(?:[a-z][A-Za-z]*|\?)|\[\d+\])*$/);
          expect(text).toBe('holds a receipt; hand receipts over as transient data');
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is refused where the argument is nothing but the receipt, and as an object of its parts', async () => {
    const { ledger, who } = await opened();
    const raw: unknown = JSON.parse(meter.signRaw('x'));
    for (const argument of [record, JSON.stringify(record), raw, { receipts: [raw] }])
      expect((await ledger.refuse(who.society, ['receipts', 'RecordChecks'], argument)).code).toBe(
        'RECEIPT_IN_ARGUMENT',
      );
  });

  it('is named by every place', async () => {
    const { ledger, who } = await opened();
    const { challengeId } = await challengeBy({ ledger, who }, who.ptbAnna);
    const item = { ...importItem(meter, 'ptb:m'), manufacturer: record, typeApproval: `no. ${record}` };
    const argument = { challengeId, meters: [item, importItem(meter, 'ptb:x'), { ...item, model: 'M' }] };
    const { faults } = await ledger.refuse(who.ptbAnna, ['registry', 'RegisterMeters'], argument);
    expect(faults.map(({ path }) => path)).toEqual([
      'argument.meters[0].manufacturer',
      'argument.meters[0].typeApproval',
      'argument.meters[2].manufacturer',
      'argument.meters[2].typeApproval',
    ]);
  });
});

describe('the possession record', () => {
  const codes = async (
    argument: (challengeId: string) => unknown,
    transaction: string,
  ): Promise<string[]> => {
    const { ledger, who } = await opened();
    const { challengeId } = await challengeBy({ ledger, who }, who.ptbAnna);
    const name = ['registry', transaction] as unknown as Name;
    const { faults } = await ledger.refuse(who.ptbAnna, name, argument(challengeId));
    return faults.map(({ code }) => code);
  };
  const item = { ...importItem(meter, 'ptb:m'), possessionRecord: record };
  const attestation = { meterId: 'ptb:m', key: meter.fingerprint, possessionRecord: record };

  it('may travel in the two transactions that ask for it, in its own place', async () => {
    const inPlace = [
      await codes((challengeId) => ({ challengeId, meters: [item] }), 'RegisterMeters'),
      await codes((challengeId) => ({ challengeId, attestations: [attestation] }), 'AttestMeters'),
    ];
    for (const found of inPlace) expect(found).not.toContain('RECEIPT_IN_ARGUMENT');
  });

  it('may not travel elsewhere', async () => {
    const elsewhere = [
      await codes((challengeId) => ({ challengeId, updates: [item] }), 'UpdateKeys'),
      await codes(() => ({ source: 's', meters: [item] }), 'ImportMeters'),
      await codes((challengeId) => ({ challengeId, attestations: [attestation] }), 'RegisterMeters'),
      await codes((challengeId) => ({ challengeId, possessionRecord: record }), 'RegisterMeters'),
      await codes((challengeId) => ({ challengeId, meters: [{ aliases: [item] }] }), 'RegisterMeters'),
      await codes((challengeId) => ({ challengeId, meters: [{ ...item, model: record }] }), 'RegisterMeters'),
    ];
    for (const found of elsewhere) expect(found).toContain('RECEIPT_IN_ARGUMENT');
  });
});

describe('honest arguments', () => {
  it('with any words as texts are not taken for receipts', async () => {
    const scene = await opened(genesisText({ imports: true }));
    const { ledger, who } = scene;
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(words, words, async (manufacturer, model) => {
        const challenge = await challengeBy(scene, who.ptbAnna);
        const registered = registration(meter, ledger, challenge, 'ptb:m');
        const argument = {
          challengeId: challenge.challengeId,
          meters: [{ ...registered, manufacturer, model }],
        };
        const answer = await ledger
          .call(who.ptbAnna, ['registry', 'RegisterMeters'], JSON.stringify(argument))
          .catch((error: unknown) => String(error));
        expect(answer).not.toContain('RECEIPT_IN_ARGUMENT');
      }),
      { numRuns: 50 },
    );
  });
});

describe('a refusal of what was handed over', () => {
  it('repeats no name of a member that may be what was measured', async () => {
    const { ledger, who } = await opened();
    for (const name of [secrets.user, secrets.end, secrets.tariff, '04A1B2C3', 'DEADBEEF']) {
      const argument = JSON.stringify({ [name]: 1 });
      const options = transientOf([{ text: 'x', [name]: 1 }]);
      for (const call of [
        ledger.call(who.society, ['receipts', 'CheckReceipts'], argument, transientOf([{ text: 'x' }])),
        ledger.call(who.society, ['receipts', 'CheckReceipts'], '{}', options),
      ]) {
        const error: unknown = await call.catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(Error);
        expect((error as Error).message).toContain('.?');
        expect((error as Error).message).not.toContain(name);
      }
    }
  });
});
