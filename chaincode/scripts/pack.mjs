#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Stages what an institute installs: the contracts as one file, the genesis file, and the list of exact
// dependencies. The same sources give the same bytes on every machine.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';

const chaincode = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);

const { values } = parseArgs({
  options: {
    genesis: { type: 'string', default: join(chaincode, 'genesis', 'ptb-inmetro.json') },
    out: { type: 'string', default: join(chaincode, 'build', 'ptb-inmetro') },
  },
});

const out = resolve(values.out);
const folder = join(out, 'package');
rmSync(out, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

// Never minified: the names of contracts and arguments are the interface. The shim stays outside, since it
// loads parts of itself by path. Its name for __filename keeps pointing at the one file.
buildSync({
  absWorkingDir: resolve(chaincode, '..'),
  entryPoints: ['chaincode/dist/main.js'],
  outfile: join(folder, 'meterpki.js'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  external: ['fabric-*', '@hyperledger/*'],
  logLevel: 'warning',
});

for (const file of ['package.json', 'npm-shrinkwrap.json']) {
  copyFileSync(join(chaincode, 'package', file), join(folder, file));
}
copyFileSync(resolve(values.genesis), join(folder, 'genesis.json'));

const { shortHash } = require('../dist/startup/label.js');
const { version } = require('../package/package.json');
const hash = (file) => shortHash(readFileSync(join(folder, file)));
const definition = `${version}-${hash('meterpki.js')}-${hash('genesis.json')}`;
const deployment = {
  name: 'meterpki',
  label: `meterpki_${definition}`,
  version: definition,
  directory: 'package',
  // Refusals are logged by the shim at every level; its start-up chatter is not wanted.
  environment: { CORE_CHAINCODE_LOGGING_LEVEL: 'WARNING' },
};
writeFileSync(join(out, 'deployment.json'), `${JSON.stringify(deployment, null, 2)}\n`);
process.stdout.write(`${join(out, 'deployment.json')}\n${deployment.label}\n`);
