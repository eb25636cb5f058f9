// SPDX-License-Identifier: Apache-2.0
import { algorithms, algorithmsOn, convertKey, readReceipt, type PublicKey } from '@meterpki/protocol';
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

const every = algorithms.map(({ id }) => id);

function keyOf({ publicKey }: Line): PublicKey {
  const converted = convertKey(publicKey);
  if (converted.kind !== 'key') throw new Error(converted.kind);
  return converted.key;
}

/** The key as it would be registered: with the first algorithm of its curve. */
function registered(line: Line): Parameters<typeof opinionOn>[1] {
  const key = keyOf(line);
  return [meterRecord([keyRecord(key, { algorithm: algorithmsOn(key.curve)[0]?.id ?? '' })])];
}

describeVectors('OCMF records of real meters', 'ocmf.jsonl', (text) => {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const isLegacy = (line: Line): boolean => algorithmsOn(keyOf(line).curve).every(({ legacy }) => legacy);

  it('are as many as known, on all seven curves', () => {
    expect(lines).toHaveLength(26);
    expect(new Set(lines.map((line) => keyOf(line).curve.name)).size).toBe(7);
    expect(lines.filter(isLegacy)).toHaveLength(3);
  });

  it('have keys on the curves that the file names', () => {
    expect(lines.map((line) => keyOf(line).curve.openssl)).toEqual(lines.map(({ curve }) => curve));
  });

  it.each(lines)('are judged as expected: $note', (line) => {
    const { ocmf, expectedValid } = line;
    const expected = expectedValid
      ? { verdict: 'valid' }
      : { verdict: 'invalid', reason: 'signature-mismatch' };
    for (const record of [ocmf, `\n${ocmf}\r\n`]) {
      expect(opinionOn(record, registered(line), { algorithms: every }).judgement).toEqual(expected);
    }
    const second = { algorithms: every, backend: ellipticBackend };
    expect(opinionOn(ocmf, registered(line), second).judgement).toEqual(expected);
  });

  it.each(lines.filter(isLegacy))('are unsupported where legacy curves are not allowed: $note', (line) => {
    expect(readReceipt(line.ocmf).kind).toBe('receipt');
    expect(opinionOn(line.ocmf, registered(line)).judgement).toEqual({
      verdict: 'indeterminate',
      reason: 'unsupported',
    });
  });
});
