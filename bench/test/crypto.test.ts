// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const main = path.join(__dirname, '..', 'dist', 'main.js');
const run = promisify(execFile);

/** The shortest run: what is asked for here is its form, not its figures. */
const SHORT = ['crypto', '--rounds', '1', '--turn', '1'];

interface Figures {
  readonly figures: readonly { algorithm: string; microseconds: Record<string, number> }[];
  readonly targets: readonly { what: string; ratio: { median: number } }[];
}

describe('npm run bench -- crypto', () => {
  it('gives a figure above zero for each contender of each algorithm, and a ratio for each target', async () => {
    const { stdout } = await run(process.execPath, [main, ...SHORT, '--json']).catch(
      // A target that is missed in so short a run is no fault.
      (error: unknown) => error as { stdout: string },
    );
    const { figures, targets } = JSON.parse(stdout) as Figures;
    expect(figures).toHaveLength(9);
    for (const { microseconds } of figures) {
      expect(Object.keys(microseconds)).toEqual(['bare', 'cached', 'imported', 'parse', 'check', 'elliptic']);
      for (const value of Object.values(microseconds)) expect(value).toBeGreaterThan(0);
    }
    expect(targets).toHaveLength(19);
    for (const { ratio } of targets) expect(ratio.median).toBeGreaterThan(0);
  }, 60_000);

  it('refuses what is no option, with exit code 64', async () => {
    await expect(run(process.execPath, [main, 'crypto', '--rounds', 'many'])).rejects.toMatchObject({
      code: 64,
    });
  });
});
