// SPDX-License-Identifier: Apache-2.0
import { allCurves, convertKey, importSpki, nodeBackend, toHex } from '@meterpki/protocol';
import { ellipticBackend } from '@meterpki/simulator';
import { hex } from './bytes';
import { INFINITY_KEY, infinityKey } from './hostile-keys';

// A program of its own: where the strict import let such a key through, OpenSSL might abort the process.
const keys = [hex(INFINITY_KEY), ...allCurves.map(infinityKey)];
const answers = keys.map((key) => {
  const imported = [nodeBackend, ellipticBackend].map((backend) => importSpki(key, backend));
  return [imported.map((answer) => answer ?? 'refused'), convertKey(toHex(key)).kind];
});
process.stdout.write(JSON.stringify(answers));
