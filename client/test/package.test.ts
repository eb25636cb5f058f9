// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '..', '..');
const client = path.join(root, 'client');
const staged = path.join(client, 'build', 'package');

function run(args: readonly string[], cwd = root): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`${args[0] ?? ''} ended with ${status ?? 'a signal'}\n${stdout}${stderr}`);
  return stdout;
}

describe('the package as it is published', () => {
  beforeAll(() => {
    run([path.join(client, 'scripts', 'stage.mjs')]);
  });

  it('stands by itself: protocol is inlined, and nothing of the workspace is asked for', () => {
    const manifest = JSON.parse(readFileSync(path.join(staged, 'package.json'), 'utf8')) as {
      private?: boolean;
      dependencies: Record<string, string>;
    };
    expect(manifest.private).toBeUndefined();
    expect(Object.keys(manifest.dependencies).filter((name) => name.startsWith('@meterpki'))).toEqual([]);
    expect(Object.values(manifest.dependencies).filter((version) => !/^\d/.test(version))).toEqual([]);
    const code = readdirSync(path.join(staged, 'dist'), { recursive: true, encoding: 'utf8' });
    const files = code.filter((name) => /\.(?:js|d\.ts)$/.test(name));
    const asking = files.filter((name) =>
      readFileSync(path.join(staged, 'dist', name), 'utf8').includes('@meterpki/protocol'),
    );
    expect([files.length > 200, asking]).toEqual([true, []]);
  });

  it('passes the checks for published packages', () => {
    const script = `
      import { publint } from 'publint';
      const { messages } = await publint({ pkgDir: ${JSON.stringify(staged)}, strict: true, pack: false });
      process.stdout.write(JSON.stringify(messages));`;
    expect(JSON.parse(run(['--input-type=module', '--eval', script], client))).toEqual([]);
  }, 60_000);

  it('has types that a strict consumer takes, as the examples show', () => {
    const consumer = path.join(client, 'build', 'consumer');
    rmSync(consumer, { recursive: true, force: true });
    mkdirSync(path.join(consumer, 'node_modules', '@meterpki'), { recursive: true });
    symlinkSync(staged, path.join(consumer, 'node_modules', '@meterpki', 'client'));
    for (const name of readdirSync(path.join(root, 'examples')).filter((file) => file.endsWith('.ts')))
      cpSync(path.join(root, 'examples', name), path.join(consumer, name));
    const compilerOptions = {
      target: 'ES2022',
      lib: ['ES2023'],
      module: 'node16',
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      types: ['node'],
      noEmit: true,
    };
    writeFileSync(
      path.join(consumer, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, include: ['*.ts'] }),
    );
    expect(run([path.join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', consumer])).toBe('');
  }, 120_000);

  it('has a page for everything that it exports, without a warning', () => {
    const typedoc = path.join(root, 'node_modules', 'typedoc', 'bin', 'typedoc');
    run([typedoc, '--options', path.join(client, 'typedoc.json'), '--logLevel', 'Warn', '--emit', 'none']);
  }, 120_000);
});
