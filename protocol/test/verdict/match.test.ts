// SPDX-License-Identifier: Apache-2.0
import { candidateKeys, MAX_KEY_TRIALS, type MeterRecord } from '@meterpki/protocol';
import { tamper } from '@meterpki/simulator';
import { transaction } from '../support/ocmf';
import { opinionOn } from '../support/opinion';
import { keyRecord, meterOf, meterRecord } from '../support/register';

const meter = meterOf();
const receipt = meter.signOcmf(transaction);
const registered = meterRecord([keyRecord(meter)]);
const others = Array.from({ length: MAX_KEY_TRIALS }, (_, at) => keyRecord(meterOf(`other ${at}`)));
const verdictOf = (meters: readonly MeterRecord[]): string => {
  const { judgement } = opinionOn(receipt, meters);
  return 'reason' in judgement ? judgement.reason : judgement.verdict;
};

describe('the keys that a receipt is tried against', () => {
  it('are at most sixteen, the newest first', () => {
    const own = keyRecord(meter);
    expect(verdictOf([meterRecord([own, ...others.slice(1)])])).toBe('valid');
    expect(verdictOf([meterRecord([own, ...others])])).toBe('signature-mismatch');
    expect(verdictOf([meterRecord([...others, own])])).toBe('valid');
  });

  it('are counted over all meters of an institute, the newest of every meter before any older one', () => {
    const crowd = meterRecord(others, { meterId: 'ptb:a' });
    expect(verdictOf([registered, crowd])).toBe('valid');
    expect(verdictOf([{ ...registered, meterId: 'ptb:z' }, crowd])).toBe('valid');
    const updated = meterRecord([keyRecord(meter), keyRecord(meterOf('newer'), { sequence: 1 })]);
    expect(verdictOf([updated, meterRecord(others.slice(2), { meterId: 'ptb:a' })])).toBe('valid');
  });

  it('accuse nobody where some are left untried: which meter it is cannot be told', () => {
    const crowd = others.map((key, at) => meterRecord([key], { meterId: `ptb:a${at}` }));
    const last = { ...registered, meterId: 'ptb:z' };
    expect(opinionOn(receipt, [last, ...crowd])).toMatchObject({
      judgement: { verdict: 'indeterminate', reason: 'unknown-meter' },
      findings: ['alias-ambiguous'],
    });
    expect(verdictOf([last, ...crowd.slice(1)])).toBe('valid');
    expect(verdictOf(crowd)).toBe('signature-mismatch');
    expect(verdictOf([last])).toBe('valid');
  });

  it('come last where nobody approved their import, whatever the ID of the meter', () => {
    const waiting = { possession: 'imported' as const, state: 'PENDING' as const, attestations: [] };
    const { activated, ...pending } = keyRecord(meter, waiting);
    const imported = meterRecord([pending], { meterId: 'inmetro:a', mspId: 'InmetroMSP', status: 'PENDING' });
    expect(activated).toBeDefined();
    expect(opinionOn(receipt, [registered, imported])).toMatchObject({
      judgement: { verdict: 'valid' },
      meterId: registered.meterId,
    });
    expect(verdictOf([imported])).toBe('not-active');
  });

  it("are counted for each institute apart: none crowds out another's meter", () => {
    const crowd = meterRecord(others, { meterId: 'inmetro:a', mspId: 'InmetroMSP' });
    expect(verdictOf([{ ...registered, meterId: 'ptb:z' }, crowd])).toBe('valid');
  });

  it('come newest first within a meter', () => {
    const keys = [
      keyRecord(meter, { superseded: '2026-01-02T00:00:00.000Z' }),
      keyRecord(meter, { sequence: 1 }),
    ];
    expect(candidateKeys([meterRecord(keys)]).keys.map(({ record }) => record.sequence)).toEqual([1, 0]);
    expect(verdictOf([meterRecord(keys)])).toBe('valid');
    expect(verdictOf([meterRecord([...keys].reverse())])).toBe('key-superseded');
  });

  it('leave out records that hold no key', () => {
    const broken = [
      keyRecord(meter, { spki: 'AAAA' }),
      keyRecord(meter, { spki: '*' }),
      keyRecord(meter, { algorithm: 'x' }),
    ];
    expect(candidateKeys([meterRecord(broken)])).toEqual({ keys: [], isCut: false });
  });
});

describe('several candidates', () => {
  const stranger = meterRecord([keyRecord(meterOf('stranger'))], { meterId: 'ptb:0' });

  it('let the first key that verifies decide alone', () => {
    const retired = { ...registered, meterId: 'ptb:a', decommissioned: '2026-01-02T00:00:00.000Z' };
    const good = { ...registered, meterId: 'ptb:b' };
    expect(verdictOf([good, retired])).toBe('meter-decommissioned');
    expect(verdictOf([{ ...good, meterId: 'ptb:0' }, retired])).toBe('valid');
  });

  it('are not stopped by one whose key does not verify', () => {
    const { meterId, key, judgement } = opinionOn(receipt, [registered, stranger]);
    expect({ meterId, key, judgement }).toEqual({
      meterId: 'ptb:4711',
      key: meter.fingerprint,
      judgement: { verdict: 'valid' },
    });
  });

  it('name no meter where none verifies', () => {
    expect(opinionOn(receipt, [stranger])).toMatchObject({ meterId: undefined, key: undefined });
  });
});

describe('findings beside the verdict', () => {
  it('say that nobody showed possession of an imported key', () => {
    const imported = meterRecord([keyRecord(meter, { possession: 'imported' })]);
    expect(opinionOn(receipt, [imported])).toMatchObject({
      judgement: { verdict: 'valid' },
      findings: ['possession-unproven'],
    });
  });

  it('say that a claim lies before the registration, which is no lower bound', () => {
    const later = { ...registered, registered: '2026-02-01T00:00:00.000Z' };
    expect(opinionOn(receipt, [later])).toMatchObject({
      judgement: { verdict: 'valid' },
      findings: ['before-registration'],
    });
  });

  it('say that integers were unpadded, and nothing of r and s side by side', () => {
    const unpadded = meter.signOcmf({ ...transaction, signatureEncoding: 'unpadded-der' });
    const fixed = meter.signOcmf({ ...transaction, signatureEncoding: 'p1363' });
    expect(opinionOn(unpadded, [registered]).findings).toEqual(['nonstandard-encoding']);
    expect(opinionOn(fixed, [registered])).toMatchObject({ judgement: { verdict: 'valid' }, findings: [] });
  });

  it("keep the record's own where no key verifies", () => {
    const foreign = meterOf('other').signOcmf({ ...transaction, clock: 'U' });
    expect(opinionOn(foreign, [registered]).findings).toEqual(['clock-not-synchronised']);
  });
});

describe('the name of a judged receipt', () => {
  it('is the same for both twins of the signature, with a key or without', () => {
    const twin = tamper('high-s-twin', receipt);
    for (const meters of [[registered], []])
      expect(opinionOn(twin, meters).receiptId).toBe(opinionOn(receipt, meters).receiptId);
  });

  it('differs where no key matched, and with other signed bytes', () => {
    const names = [
      opinionOn(receipt, [registered]).receiptId,
      opinionOn(receipt, []).receiptId,
      opinionOn(tamper('changed-amount', receipt), []).receiptId,
    ];
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is absent where the signature cannot be read', () => {
    for (const mode of ['cut-signature', 'long-form-der', 'missing-signature', 'unknown-algorithm'])
      expect(opinionOn(tamper(mode, receipt), [registered]).receiptId).toBeUndefined();
  });
});
