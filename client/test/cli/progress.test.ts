// SPDX-License-Identifier: Apache-2.0
import { Progress } from '../../dist/cli/progress';
import { Streams } from '../../dist/cli/streams';
import { Page } from '../support/page';

/** Counts to 10 with a clock that takes so many milliseconds for each. */
function count(isTTY: boolean, step: number): { out: string; error: string } {
  const [out, error] = [new Page(), new Page(isTTY)];
  const streams = new Streams(out, error);
  let now = 0;
  const progress = new Progress(streams, 'receipts', 10, () => now);
  for (let done = 0; done < 10; done++) {
    now += step;
    progress.advance();
  }
  streams.result('the result');
  return { out: out.text, error: error.text };
}

describe('progress', () => {
  it('shows how far long work is and how fast, and goes before the next output', () => {
    const { out, error } = count(true, 500);
    expect(error).toContain('\r\u001b[K2 of 10 (20 %) receipts, 2/s');
    expect(error).toContain('10 of 10 (100 %) receipts, 2/s');
    expect(error.endsWith('\r\u001b[K')).toBe(true);
    expect(out).toBe('the result\n');
  });

  it('keeps quiet about work that takes less than a second', () => {
    expect(count(true, 99).error).toBe('');
  });

  it('keeps quiet where there is no terminal', () => {
    expect(count(false, 500).error).toBe('');
  });
});
