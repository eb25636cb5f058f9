// SPDX-License-Identifier: Apache-2.0
import { compare, conformanceProgram, masked, runScript, storyLedgerKind } from '@meterpki/scenario';

/** What the program says of differences; it also prints every observation. */
const complaints = (output: string): string[] =>
  output.split('\n').filter((line) => /^(?:DIFFERENT|ALLOWED|  recorded|  seen)/.test(line));

describe('the embedded ledger', () => {
  // Once is enough in a run of all tests: stories on a network leave it out.
  if (storyLedgerKind() === 'network') return;

  // A process of its own: the generated protobuf classes hang on a global that jest hands on from its set-up.
  it('answers the conformance script as Fabric v3.1.5 did', async () => {
    const { status, stdout, stderr } = await runScript(conformanceProgram, []);
    expect({ status, stderr, complaints: complaints(stdout) }).toEqual({
      status: 0,
      stderr: '',
      complaints: [],
    });
    expect(stdout).toMatch(/\n[1-9]\d{2} cases, 0 different from the recorded ones\n$/);
  }, 600_000);
});

describe('the comparison', () => {
  const recorded = { same: 'a', other: { code: 1 }, gone: 'c' };
  const seen = { same: 'a', other: { code: 2 }, fresh: 'd' };

  it('finds what differs, what is missing and what is new', () => {
    expect(compare(recorded, seen)).toEqual({
      unexpected: [
        { name: 'other', recorded: { code: 1 }, seen: { code: 2 } },
        { name: 'gone', recorded: 'c', seen: undefined },
        { name: 'fresh', recorded: undefined, seen: 'd' },
      ],
      needless: [],
    });
  });

  it('passes over what is allowed, and names an allowance that nothing needs', () => {
    const allowed = { other: 'why', gone: 'why', fresh: 'why', same: 'why' };
    expect(compare(recorded, seen, allowed)).toEqual({ unexpected: [], needless: ['same'] });
  });
});

describe('masks', () => {
  const [first, second] = ['ab'.repeat(32), 'cd'.repeat(32)];

  it('stand for times, addresses, long byte strings and the mark of the run', () => {
    const text = 'at 2026-01-02T03:04:05Z from localhost:7050 key#12ab';
    expect(masked(text, '#12ab')).toBe('at <time> from <address> key');
    expect(masked(`creator ${first}${second}`)).toBe('creator <bytes>');
  });

  it('number hashes, so that equal ones stay equal', () => {
    expect(masked([first, { id: second }, `x:${first}`])).toEqual([
      '<hash 1>',
      { id: '<hash 2>' },
      'x:<hash 1>',
    ]);
  });
});
