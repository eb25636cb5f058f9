#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');

const main = join(__dirname, '..', 'dist', 'cli', 'main.js');
if (existsSync(main)) {
  require(main).main(process.argv);
} else {
  process.stderr.write('meterpki: NOT_BUILT: the program is not built. Run: npm run build\n');
  process.exitCode = 70;
}
