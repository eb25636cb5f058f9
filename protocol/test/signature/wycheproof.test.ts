// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { nodeBackend } from '@meterpki/protocol';
import { runProgram } from '../support/run-program';
import { describeVectors, vectorPath } from '../support/vectors';
import { digestOver, vectorFiles, verdictsOn, type VectorFile, type Verdicts } from '../support/wycheproof';

/** SHA-256 over the verdicts on all files: the same on every Node line, and with elliptic. */
const ALL_VERDICTS = 'b2a021928e731f4d5daf36f21c7ca9c9f3c05c4b981cbd4d6ceabca138db67d0';

/** The second backend takes half a minute for the 384-bit curves, so they are sampled unless all is asked for. */
const WHOLE = process.env.METERPKI_WHOLE_VECTORS === '1';
const stepFor = ({ algorithm }: VectorFile): number => (WHOLE || algorithm.curve.length < 48 ? 1 : 5);

function withElliptic(row: VectorFile, every: number): Verdicts {
  const { code, out } = runProgram('wycheproof-elliptic', [vectorPath(row.file), row.file, String(every)]);
  expect(code).toBe(0);
  return JSON.parse(out) as Verdicts;
}

for (const row of vectorFiles) {
  const every = stepFor(row);
  const part = every === 1 ? 'every test' : `every ${every}th test; all with METERPKI_WHOLE_VECTORS=1`;

  describeVectors(`Wycheproof: ${row.file}`, row.file, (text) => {
    it('gives no wrong verdict', () => {
      const { tests, wrong } = verdictsOn(text, row, nodeBackend);
      expect(tests).toBeGreaterThan(200);
      expect(wrong).toEqual([]);
    });

    it(`gives the same verdicts with the second backend (${part})`, () => {
      expect(withElliptic(row, every)).toEqual(verdictsOn(text, row, nodeBackend, every));
    }, 120_000);
  });
}

const [first] = vectorFiles;
describeVectors('Wycheproof: all files', first?.file ?? '', () => {
  it('are fifteen, with 5,648 tests, and give the verdicts that are written down here', () => {
    const verdicts = vectorFiles.map((row) =>
      verdictsOn(readFileSync(vectorPath(row.file), 'utf8'), row, nodeBackend),
    );
    expect(verdicts).toHaveLength(15);
    expect(verdicts.reduce((sum, { tests }) => sum + tests, 0)).toBe(5648);
    expect(verdicts.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(digestOver(verdicts)).toBe(ALL_VERDICTS);
  });
});
