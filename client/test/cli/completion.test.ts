// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { commandLine, runHere } from '../support/here';
import { temporaryFile } from '../support/temporary';

/** What bash offers behind these words, the last of which is not complete. */
async function offered(...words: readonly string[]): Promise<string[]> {
  const { code, stdout } = await runHere(['completion', 'bash']);
  expect(code).toBe(0);
  const line = ['meterpki', ...words].map((word) => `'${word}'`).join(' ');
  const script = temporaryFile(
    `${stdout}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length}; _meterpki; printf '%s\\n' "\${COMPREPLY[@]}"\n`,
  );
  const { status, stdout: reply, stderr } = spawnSync('bash', [script], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return reply.split('\n').filter((word) => word !== '');
}

describe('meterpki completion', () => {
  it('bash: offers commands, then sub-commands, options and known values', async () => {
    expect(await offered('ver')).toEqual(['verify']);
    expect(await offered('meter', 're')).toEqual(['register']);
    expect(await offered('meter', 'register', '--ch')).toEqual(['--challenge']);
    expect(await offered('key', 'revoke', 'ptb:1', '--reason', 'keyC')).toEqual(['keyCompromise']);
    expect(await offered('verify', '--profile', 'society.json', '--la')).toEqual(['--lang']);
    expect(await offered('verify', '--lang', '')).toEqual(['en', 'de', 'pt']);
    expect(await offered('verify', '--profile', '')).toEqual([]);
  });

  it.each(['bash', 'zsh', 'fish'])('%s: knows every command and every option', async (shell) => {
    const { code, stdout, stderr } = await runHere(['completion', shell]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const { commands, options } of await commandLine()) {
      for (const { name } of commands) expect(stdout).toContain(name);
      for (const { name } of options) expect(stdout).toContain(name.slice(2));
    }
  });

  it('names the shells where another one is asked for', async () => {
    const { code, stderr } = await runHere(['completion', 'csh']);
    expect(code).toBe(64);
    expect(stderr).toContain('bash, zsh, fish');
  });
});
