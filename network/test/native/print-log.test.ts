// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, truncateSync } from 'node:fs';
import { printLogFile } from '../../dist/native/print-log.js';
import { waitFor } from '../../dist/operations/wait.js';
import { rejectionOf } from '../support/failures.js';
import { temporaryFile } from '../support/temporary.js';

async function printed(file: string, lines: number): Promise<string> {
  let text = '';
  const write = (more: string): void => {
    text += more;
  };
  await printLogFile(file, { follow: false, lines, signal: undefined, write });
  return text;
}

describe('printLogFile', () => {
  it.each([
    ['one\ntwo\nthree\n', 2, 'two\nthree\n'],
    ['one\ntwo', 5, 'one\ntwo\n'],
    ['one\n', 0, ''],
    ['', 3, ''],
  ])('prints of %j the last %d lines', async (text, lines, expected) => {
    expect(await printed(temporaryFile('a.log', text), lines)).toBe(expected);
  });

  it('says that a log is not there yet', async () => {
    expect((await rejectionOf(printed('/nonexistent/a.log', 1))).code).toBe('STORAGE_FAILED');
  });

  it('follows a log, also after it was rotated, until it is told to end', async () => {
    const file = temporaryFile('a.log', 'a first line that is long\n');
    const controller = new AbortController();
    let text = '';
    const write = (more: string): void => {
      text += more;
    };
    const done = printLogFile(file, { follow: true, lines: 10, signal: controller.signal, write });
    const until = async (end: string): Promise<void> => {
      const look = (): Promise<true | undefined> => Promise.resolve(text.endsWith(end) ? true : undefined);
      expect(await waitFor(look, { milliseconds: 20_000 })).toBe(true);
    };
    appendFileSync(file, 'second\n');
    await until('second\n');
    truncateSync(file);
    appendFileSync(file, 'third\n');
    await until('third\n');
    controller.abort();
    await done;
    expect(text).toBe('a first line that is long\nsecond\nthird\n');
  });
});
