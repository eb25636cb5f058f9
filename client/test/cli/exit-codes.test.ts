// SPDX-License-Identifier: Apache-2.0
import { exitCodes, worstExit, type ExitCode } from '../../dist/cli/exit-codes';
import fc from 'fast-check';

const codes: ExitCode[] = Object.values(exitCodes);

describe('worstExit', () => {
  it.each<[ExitCode, ExitCode[]]>([
    [0, []],
    [1, [0, 2, 1]],
    [2, [0, 2]],
    [3, [1, 2, 3]],
    [5, [3, 5, 4, 1]],
    [64, [64, 5]],
  ])('is %i for %j', (worst, all) => {
    expect(worstExit(all)).toBe(worst);
  });

  it('does not depend on the order', () => {
    const list = fc.array(fc.constantFrom(...codes));
    fc.assert(
      fc.property(list, (all) => {
        expect(worstExit([...all].reverse())).toBe(worstExit(all));
      }),
    );
  });
});
