// SPDX-License-Identifier: Apache-2.0
import { algorithmById, algorithms, type Algorithm, type MeterRecord } from '@meterpki/protocol';
import { tamper } from '@meterpki/simulator';
import { recordAround, transaction } from '../support/ocmf';
import { opinionOn } from '../support/opinion';
import { keyRecord, meterOf, meterRecord } from '../support/register';

const every = algorithms.map(({ id }) => id);

function rowOf(id: string): Algorithm {
  const row = algorithmById(id);
  if (row === undefined) throw new Error(`${id} is not built in`);
  return row;
}

const p384 = { sha256: rowOf('ECDSA-secp384r1-SHA256'), sha384: rowOf('ECDSA-secp384r1-SHA384') };
const p192 = rowOf('ECDSA-secp192r1-SHA256');

const holder = (algorithm: Algorithm, as = algorithm): MeterRecord =>
  meterRecord([keyRecord(meterOf('sample', algorithm), { algorithm: as.id })]);
const receiptBy = (algorithm: Algorithm, algorithmNamed: boolean, seed = 'sample'): string =>
  meterOf(seed, algorithm).signOcmf({ ...transaction, algorithmNamed });
const reasonOf = (text: string, meters: readonly MeterRecord[], allowed = every): string => {
  const { judgement } = opinionOn(text, meters, { algorithms: allowed });
  return 'reason' in judgement ? judgement.reason : judgement.verdict;
};

describe.each(algorithms.map((row): [string, Algorithm] => [row.id, row]))('a meter with %s', (_id, row) => {
  it.each([
    ['names its algorithm', receiptBy(row, true)],
    ['names none', receiptBy(row, false)],
    ['is raw', meterOf('sample', row).signRaw('1 kWh')],
  ])('signs a receipt that is valid, and forged where it was changed: it %s', (_what, receipt) => {
    expect(reasonOf(receipt, [holder(row)])).toBe('valid');
    const mode = receipt.startsWith('OCMF') ? 'changed-amount' : 'changed-information';
    expect(reasonOf(tamper(mode, receipt), [holder(row)])).toBe('signature-mismatch');
  });

  it('is not confused with any other', () => {
    const others = algorithms.filter((other) => other !== row);
    const verdicts = others.map((other) => reasonOf(receiptBy(row, true), [holder(other)]));
    expect(new Set(verdicts)).toEqual(new Set(['algorithm-mismatch']));
  });

  it('is unsupported where the policy leaves it out, whether the receipt names it or not', () => {
    const allowed = every.filter((id) => id !== row.id);
    for (const named of [true, false])
      expect(reasonOf(receiptBy(row, named), [holder(row)], allowed)).toBe('unsupported');
  });
});

describe('a curve with two hashes', () => {
  it('has a key for the one that it was registered with, and no other', () => {
    expect(reasonOf(receiptBy(p384.sha384, true), [holder(p384.sha384)])).toBe('valid');
    expect(reasonOf(receiptBy(p384.sha384, true), [holder(p384.sha384, p384.sha256)])).toBe(
      'algorithm-mismatch',
    );
    expect(reasonOf(receiptBy(p384.sha384, false), [holder(p384.sha384, p384.sha256)])).toBe(
      'signature-mismatch',
    );
  });
});

describe('a receipt that names no algorithm', () => {
  it('is found among keys of several algorithms', () => {
    const meters = algorithms.map((row, at) => ({ ...holder(row), meterId: `ptb:${at}` }));
    for (const [at, row] of algorithms.entries())
      expect(opinionOn(receiptBy(row, false), meters, { algorithms: every }).meterId).toBe(`ptb:${at}`);
  });

  it('is not called forged where only keys that the policy does not allow come into question', () => {
    const strange = receiptBy(p192, false, 'other');
    const allowed = every.filter((id) => id !== p192.id);
    expect(reasonOf(strange, [holder(p192)], allowed)).toBe('unsupported');
    expect(reasonOf(strange, [holder(p192)])).toBe('signature-mismatch');
    const two = [holder(p192), { ...holder(p384.sha256), meterId: 'ptb:2' }];
    expect(reasonOf(strange, two, allowed)).toBe('signature-mismatch');
  });

  it('mismatches a key whose curve has no room for its signature', () => {
    const wide = receiptBy(p384.sha256, false);
    expect(reasonOf(wide, [holder(p192)])).toBe('algorithm-mismatch');
  });
});

describe.each(algorithms.map((row): [string, Algorithm] => [row.id, row]))(
  'a signature with r and s out of range, %s',
  (_id, row) => {
    const most = 'ff'.repeat(row.curve.length);
    const order = row.curve.order.toString(16);

    it.each([
      ['the largest that fit', most + most],
      ['n', order + order],
      ['zero', '00'.repeat(2 * row.curve.length)],
    ])('is forged and has a name: %s', (_what, signature) => {
      for (const section of [{ SA: row.ocmf[0], SD: signature }, { SD: signature }]) {
        const opinion = opinionOn(recordAround('{}', JSON.stringify(section)), [holder(row)], {
          algorithms: every,
        });
        expect(opinion.judgement).toEqual({ verdict: 'invalid', reason: 'signature-mismatch' });
        expect(opinion.receiptId).toMatch(/^[0-9a-f]{64}$/);
      }
    });
  },
);
