// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { readReceipts } from '@meterpki/client';
import { readEntries } from '../../dist/cli/input/entries';
import { failureOf } from '../support/failures';
import { signReceipt } from '../support/receipts';
import { temporaryFile, temporaryPath } from '../support/temporary';

/** More than one call takes as arguments. */
const MANY = 200_000;

describe('more of them than one call takes as arguments', () => {
  it('are read from a file of entries', async () => {
    const entries = await readEntries([temporaryFile(`[${'{},'.repeat(MANY - 1)}{}]`)]);
    expect(entries).toHaveLength(MANY);
  });

  it('are named where entries are none', async () => {
    const failure = await failureOf(() => readEntries([temporaryFile(`[${'1,'.repeat(MANY - 1)}1]`)]));
    expect([failure.code, failure.faults.length]).toEqual(['INPUT_INVALID', MANY]);
  });

  it('are read from a folder of receipts', async () => {
    const folder = temporaryPath('many');
    mkdirSync(folder);
    const half = `${signReceipt()}\n${'x\n'.repeat(MANY / 2 - 1)}`;
    for (const name of ['a', 'b']) temporaryFile(half, path.join('many', name));
    expect(await readReceipts([folder])).toHaveLength(MANY);
  });
});
