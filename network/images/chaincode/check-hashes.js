// SPDX-License-Identifier: Apache-2.0
// Ends with an error unless bundle and genesis file have the hashes that the image will carry as labels.
'use strict';
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const folder = process.argv[2];
const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const hashOf = (name) =>
  createHash('sha256')
    .update(readFileSync(join(folder, name)))
    .digest('hex')
    .slice(0, 32);

for (const [name, wanted] of [
  [main, process.env.BUNDLE_HASH],
  ['genesis.json', process.env.GENESIS_HASH],
]) {
  const found = hashOf(name);
  if (found !== wanted) {
    process.stderr.write(`${name} has the hash ${found}, not ${wanted}\n`);
    process.exitCode = 1;
  }
}
