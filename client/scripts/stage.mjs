#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Stages the package as it is published: client/ with protocol/ inlined, so that it stands by itself.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const client = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const root = resolve(client, '..');
const { values } = parseArgs({
  options: { out: { type: 'string', default: join(client, 'build', 'package') } },
});
const out = resolve(values.out);

/** Pages that the README leads to. */
const pages = ['audit.md', 'bundles.md', 'receipts.md'];

/** Where the inlined workspace lies. */
const entries = { '@meterpki/protocol': 'index.js', '@meterpki/protocol/containers': 'containers.js' };

const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Code and types alone: without sources, maps lead nowhere. */
const isShipped = (file) => !/\.(?:map|tsbuildinfo)$/.test(file);

function rewritten(text, file) {
  const plain = text.replace(/^\/\/# sourceMappingURL=.*\n?/gm, '');
  return plain.replace(/(['"])(@meterpki\/protocol(?:\/containers)?)\1/g, (_, quote, name) => {
    const target = relative(dirname(file), join(out, 'dist', 'protocol', entries[name])).replaceAll(
      '\\',
      '/',
    );
    return quote + (target.startsWith('.') ? target : `./${target}`) + quote;
  });
}

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, 'docs'), { recursive: true });
cpSync(join(client, 'dist'), join(out, 'dist'), { recursive: true, filter: isShipped });
cpSync(join(root, 'protocol', 'dist'), join(out, 'dist', 'protocol'), { recursive: true, filter: isShipped });
for (const file of readdirSync(join(out, 'dist'), { recursive: true }).map((name) => join(out, 'dist', name)))
  if (/\.(?:js|d\.ts)$/.test(file)) writeFileSync(file, rewritten(readFileSync(file, 'utf8'), file));
cpSync(join(client, 'bin'), join(out, 'bin'), { recursive: true });
cpSync(join(root, 'LICENSE'), join(out, 'LICENSE'));
for (const page of pages) cpSync(join(root, 'docs', page), join(out, 'docs', page));
cpSync(join(root, 'examples'), join(out, 'examples'), {
  recursive: true,
  filter: (file) => !/dist|tsconfig/.test(file),
});
const readme = readFileSync(join(client, 'README.md'), 'utf8').replace(/\]\(\.\.\/(docs|examples)/g, ']($1');
writeFileSync(join(out, 'README.md'), readme);

const { private: _, dependencies, main, types, ...manifest } = manifestOf(client);
const inlined = manifestOf(join(root, 'protocol')).dependencies;
const { '@meterpki/protocol': __, ...own } = dependencies;
const published = {
  ...manifest,
  main,
  types,
  exports: { '.': { types: `./${types}`, default: `./${main}` }, './package.json': './package.json' },
  files: ['bin', 'dist', 'docs', 'examples'],
  dependencies: Object.fromEntries(
    Object.entries({ ...inlined, ...own }).sort(([a], [b]) => (a < b ? -1 : 1)),
  ),
};
writeFileSync(join(out, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
process.stdout.write(`${out}\n`);
