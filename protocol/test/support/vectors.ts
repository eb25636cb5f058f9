// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Public test vectors are not part of the project; they lie next to the checkout. */
const FOLDER = join(__dirname, '..', '..', '..', '..', 'shared', 'vectors');

/** Where a vector file lies. */
export const vectorPath = (file: string): string => join(FOLDER, file);

/** `describe` where this vector file is present; otherwise a skipped one that says so, on stderr as well. */
export function describeVectors(name: string, file: string, body: (text: string) => void): void {
  const path = vectorPath(file);
  if (existsSync(path)) {
    describe(name, () => {
      body(readFileSync(path, 'utf8'));
    });
    return;
  }
  process.stderr.write(`NOT TESTED: ${name}: the vector file ${file} is absent\n`);
  describe.skip(`${name} (the vector file ${file} is absent)`, () => {
    it('is not tested', () => undefined);
  });
}
