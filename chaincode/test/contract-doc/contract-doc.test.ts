// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { contractPage } from './render/document';

const file = resolve(__dirname, '..', '..', '..', 'docs', 'contract.md');

describe('docs/contract.md', () => {
  it('says what the contracts are; METERPKI_WRITE_DOCS=1 writes it anew', async () => {
    const page = await contractPage();
    if (process.env.METERPKI_WRITE_DOCS === '1') writeFileSync(file, page);
    expect(readFileSync(file, 'utf8')).toBe(page);
  }, 120_000);
});
