// SPDX-License-Identifier: Apache-2.0
// Every rule in docs/rules.md must lead to a declaration of that name and to a test of that title.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './processes.mjs';

const page = join(root, 'docs', 'rules.md');

/** A row of a table: rule, source, function, test. */
const ROW = /^\| (.+?) \| .+? \| \[(.+?)\]\((.+?)\) \| \[(.+?)\]\((.+?)\) \|$/;

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const declares = (source, name) =>
  new RegExp(`^export (?:async )?(?:const|function\\*?|class|interface|type) ${escaped(name)}\\b`, 'm').test(
    source,
  );

const hasTitle = (source, title) => ["'", '"', '`'].some((quote) => source.includes(quote + title + quote));

function faultsOf(line, index) {
  const [, , name, file, title, test] = ROW.exec(line) ?? [];
  const place = `docs/rules.md:${index + 1}`;
  if (name === undefined) return [`${place}: is no row of rule, source, function and test`];
  const [declaration, tests] = [file, test].map((link) => join(dirname(page), link));
  const missing = [declaration, tests].filter((path) => !existsSync(path));
  if (missing.length > 0) return missing.map((path) => `${place}: ${path} does not exist`);
  return [
    ...(declares(readFileSync(declaration, 'utf8'), name) ? [] : [`${place}: ${file} exports no ${name}`]),
    ...(hasTitle(readFileSync(tests, 'utf8'), title) ? [] : [`${place}: ${test} has no test "${title}"`]),
  ];
}

const rows = readFileSync(page, 'utf8')
  .split('\n')
  .map((line, index) => [line, index])
  .filter(([line]) => line.startsWith('| ') && !/^\| (?:rule|---) /.test(line));
const faults = rows.flatMap(([line, index]) => faultsOf(line, index));
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${rows.length} rules, ${faults.length} broken links\n`);
process.exitCode = rows.length > 0 && faults.length === 0 ? 0 : 1;
