// SPDX-License-Identifier: Apache-2.0
import { convertKey, importSpki, nodeBackend } from '@meterpki/protocol';
import { ellipticBackend } from '@meterpki/simulator';
import { hex } from './bytes';
import { INFINITY_KEY } from './hostile-keys';

// A program of its own: where the strict import let this key through, OpenSSL might abort the process.
const answers = [nodeBackend, ellipticBackend].map((backend) => importSpki(hex(INFINITY_KEY), backend));
process.stdout.write(JSON.stringify([answers.map((key) => key ?? 'refused'), convertKey(INFINITY_KEY).kind]));
