// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { BlockFile } from '../../dist/blocks/block-file.js';
import { rejectionOf, temporaryDirectory } from '../support/temporary.js';

const directory = temporaryDirectory();
const RECORDS = ['first', 'second record', 'third'].map((content) => Buffer.from(content));
let files = 0;

async function written(): Promise<string> {
  const file = path.join(directory, `blocks-${(files += 1)}.bin`);
  const opened = await BlockFile.open(file, () => undefined);
  for (const record of RECORDS) await opened.file.append(record);
  await opened.file.close();
  return file;
}

async function reopen(file: string): Promise<{ records: string[]; tornBytes: number }> {
  const records: string[] = [];
  const { file: opened, tornBytes } = await BlockFile.open(file, (record) => {
    records.push(Buffer.from(record).toString());
  });
  await opened.close();
  return { records, tornBytes };
}

const ALL = RECORDS.map((record) => record.toString());

describe('BlockFile', () => {
  it('gives back what was appended, at once and after reopening', async () => {
    const file = await written();
    expect(await reopen(file)).toEqual({ records: ALL, tornBytes: 0 });
    const { file: opened } = await BlockFile.open(file, () => undefined);
    expect(Buffer.from((await opened.read(1)) ?? []).toString()).toBe('second record');
    expect(await opened.read(3)).toBeUndefined();
    await opened.close();
  });

  it('cuts off an unfinished record wherever the crash came, and can be appended to', async () => {
    const whole = await written();
    const size = readFileSync(whole).length;
    const lastRecord = 8 + 'third'.length;
    for (let cut = 1; cut < lastRecord; cut += 1) {
      const file = await written();
      truncateSync(file, size - cut);
      expect(await reopen(file)).toEqual({ records: ALL.slice(0, 2), tornBytes: lastRecord - cut });
      const { file: opened } = await BlockFile.open(file, () => undefined);
      await opened.append(Buffer.from('fourth'));
      await opened.close();
      expect(await reopen(file)).toEqual({ records: [...ALL.slice(0, 2), 'fourth'], tornBytes: 0 });
    }
  });

  it('cuts off room that was made and not filled', async () => {
    const file = await written();
    appendFileSync(file, Buffer.alloc(100));
    expect(await reopen(file)).toEqual({ records: ALL, tornBytes: 100 });
  });

  it('cuts off a last record with wrong content', async () => {
    const file = await written();
    const bytes = readFileSync(file);
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect((await reopen(file)).records).toEqual(ALL.slice(0, 2));
  });

  it('refuses damage that records follow', async () => {
    const file = await written();
    const bytes = readFileSync(file);
    bytes[8] = (bytes[8] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(await rejectionOf(reopen(file))).toMatchObject({ code: 'BLOCKS_CORRUPT' });
    expect(readFileSync(file)).toEqual(bytes);
  });

  it('says that a file cannot be opened', async () => {
    expect(await rejectionOf(reopen(directory))).toMatchObject({ code: 'STORAGE_FAILED' });
  });
});
