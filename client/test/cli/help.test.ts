// SPDX-License-Identifier: Apache-2.0
import type { CompletionNode } from '../../dist/cli/completion/command-tree';
import { commandLine, runHere } from '../support/here';

/** Every command that does something, by its words. */
const leaves = async (): Promise<CompletionNode[]> =>
  (await commandLine()).filter(({ commands }) => commands.length === 0);

/** Example lines of a help text; those that go on behind a backslash as one. */
const examplesIn = (help: string): string[] =>
  help
    .slice(help.indexOf('Examples:'))
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('meterpki '));

describe('help', () => {
  it('of every command has a usage line, every option in words, its exit codes and an example', async () => {
    const commands = await leaves();
    expect(commands.length).toBeGreaterThan(25);
    for (const { path, options } of commands) {
      const { code, stdout, stderr } = await runHere([...path.split(' '), '--help']);
      expect({ path, code, stderr }).toEqual({ path, code: 0, stderr: '' });
      expect(stdout).toMatch(new RegExp(`^Usage: meterpki ${path} `));
      expect(stdout).toMatch(/^Exit code: 0/m);
      for (const { name, description } of options) {
        expect(stdout).toContain(name);
        expect({ path, name, words: description.split(' ').length > 1 }).toEqual({ path, name, words: true });
      }
      expect({ path, examples: examplesIn(stdout).length > 0 }).toEqual({ path, examples: true });
    }
  });

  it('shows no example with an option that its command does not have', async () => {
    const commands = await leaves();
    const known = new Map(commands.map(({ path, options }) => [path, options.map(({ name }) => name)]));
    const optionsOf = (words: readonly string[]): string[] =>
      known.get(words.slice(1, 3).join(' ')) ?? known.get(words[1] ?? '') ?? [];
    for (const { path } of commands) {
      const { stdout } = await runHere([...path.split(' '), '--help']);
      for (const example of examplesIn(stdout)) {
        const words = example.split(' ');
        const unknown = words.filter((word) => word.startsWith('--') && !optionsOf(words).includes(word));
        expect({ example, unknown }).toEqual({ example, unknown: [] });
      }
    }
  });

  it('of a noun lists its commands with what they do', async () => {
    const [program, ...rest] = await commandLine();
    const nouns = rest.filter(({ commands }) => commands.length > 0);
    expect(nouns.length).toBeGreaterThan(5);
    for (const { path, commands } of nouns) {
      const { code, stdout } = await runHere([path, '--help']);
      expect(code).toBe(0);
      for (const { name, summary } of commands) {
        expect(stdout).toContain(name);
        expect(stdout.replaceAll(/\s+/g, ' ')).toContain(summary);
      }
    }
    for (const { name } of program?.commands ?? [])
      expect((await runHere(['--help'])).stdout).toContain(name);
  });

  it('is found behind the word help as well', async () => {
    const { code, stdout } = await runHere(['key', 'help', 'revoke']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Usage: meterpki key revoke /);
  });

  it('names a command that was probably meant', async () => {
    for (const [words, meant] of [
      [['verfy'], 'verify'],
      [['meter', 'regster'], 'register'],
    ] as const) {
      const { code, stdout, stderr } = await runHere(words);
      expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
      expect(stderr).toMatch(new RegExp(`^meterpki: USAGE: .*Did you mean ${meant}\\?.*\\n$`));
    }
  });

  it.each(['--version', '-V'])(
    'tells the version of the program with %s alone, not behind a command',
    async (flag) => {
      const own = await runHere([flag]);
      expect(own).toEqual({
        code: 0,
        stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
        stderr: '',
      });
      const behind = await runHere(['verify', 'receipt.ocmf', '--key', 'k', flag]);
      expect([behind.code, behind.stdout]).toEqual([64, '']);
      expect(behind.stderr).toContain(`unknown option '${flag}'`);
    },
  );
});
