#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const main = join(__dirname, '..', 'dist', 'cli', 'main.js');
if (existsSync(main)) {
  require(main).main(process.argv.slice(2));
} else {
  process.stderr.write('meterpki-sim is not built yet: run `npm run build` in the root of the repository\n');
  process.exitCode = 1;
}
