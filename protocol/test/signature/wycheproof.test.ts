// SPDX-License-Identifier: Apache-2.0
import { nodeBackend } from '@meterpki/protocol';
import { runProgram } from '../support/run-program';
import { describeVectors, vectorPath } from '../support/vectors';
import { vectorFiles, verdictsOn, type Verdicts } from '../support/wycheproof';

for (const row of vectorFiles) {
  describeVectors(`Wycheproof: ${row.file}`, row.file, (text) => {
    const verdicts = verdictsOn(text, row, nodeBackend);

    it('gives no wrong verdict', () => {
      expect(verdicts.tests).toBeGreaterThan(200);
      expect(verdicts.wrong).toEqual([]);
    });

    it('gives the same verdicts with the second backend', () => {
      const { code, out } = runProgram('wycheproof-elliptic', [vectorPath(row.file), row.file]);
      expect(code).toBe(0);
      expect(JSON.parse(out) as Verdicts).toEqual(verdicts);
    });
  });
}
