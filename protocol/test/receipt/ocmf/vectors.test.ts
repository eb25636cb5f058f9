// SPDX-License-Identifier: Apache-2.0
import { allCurves, convertKey, readReceipt } from '@meterpki/protocol';
import { ellipticBackend } from '@meterpki/simulator';
import { opinionOn } from '../../support/opinion';
import { keyRecord, meterRecord } from '../../support/register';
import { describeVectors } from '../../support/vectors';

interface Line {
  readonly note: string;
  readonly publicKey: string;
  readonly curve: string;
  readonly ocmf: string;
  readonly expectedValid: boolean;
}

/** SEC 2 names of the curves that the file calls by the names of OpenSSL. */
const SEC2: Readonly<Record<string, string>> = { prime256v1: 'secp256r1', prime192v1: 'secp192r1' };
const isBuiltIn = ({ curve }: Line): boolean => allCurves.some(({ name }) => name === (SEC2[curve] ?? curve));

describeVectors('OCMF records of real meters', 'ocmf.jsonl', (text) => {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

  it('are as many as known', () => {
    expect(lines).toHaveLength(26);
    expect(lines.filter(({ curve }) => curve === 'prime256v1').length).toBe(14);
  });

  it.each(lines.filter(isBuiltIn))('are judged as expected: $note', ({ publicKey, ocmf, expectedValid }) => {
    const converted = convertKey(publicKey);
    if (converted.kind !== 'key') throw new Error(converted.kind);
    const registered = [meterRecord([keyRecord(converted.key)])];
    const expected = expectedValid
      ? { verdict: 'valid' }
      : { verdict: 'invalid', reason: 'signature-mismatch' };
    for (const record of [ocmf, `\n${ocmf}\r\n`]) {
      expect(opinionOn(record, registered).judgement).toEqual(expected);
    }
    expect(opinionOn(ocmf, registered, { backend: ellipticBackend }).judgement).toEqual(expected);
  });

  it.each(lines.filter((line) => !isBuiltIn(line)))('are unsupported on other curves: $note', (line) => {
    expect(convertKey(line.publicKey).kind).toBe('unsupported');
    expect(readReceipt(line.ocmf).kind).toBe('unsupported');
    expect(opinionOn(line.ocmf, []).judgement).toEqual({ verdict: 'indeterminate', reason: 'unsupported' });
  });
});
