// SPDX-License-Identifier: Apache-2.0
import fs from 'node:fs';

afterEach(() => {
  jest.restoreAllMocks();
});

/** From now on a write takes as many bytes as `room` says, and calls that success. */
function writingAtMost(room: () => number): void {
  const write = fs.writeSync;
  jest.spyOn(fs, 'writeSync').mockImplementation((descriptor, data, from) => {
    const bytes = Buffer.from(data);
    const start = typeof from === 'number' ? from : 0;
    return write(descriptor, bytes.subarray(start, start + room()));
  });
}

/** The system takes so many bytes at a time. */
export function fewAtATime(count: number): void {
  writingAtMost(() => count);
}

/** The disk takes so many bytes: a write is cut short and called success, the next one fails. */
export function nearlyFull(room: number): void {
  let left = [room];
  writingAtMost(() => {
    const [some] = left;
    left = [];
    if (some === undefined) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    return some;
  });
}
