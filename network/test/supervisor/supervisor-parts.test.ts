// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { RestartTimes } from '../../dist/supervisor/restart-times.js';
import { rotateLog } from '../../dist/supervisor/rotate-log.js';
import { put, temporaryFolder } from '../support/temporary.js';

describe('RestartTimes', () => {
  /** The pauses between starts of a process that ends at once. */
  function pauses(count: number): number[] {
    const times = new RestartTimes();
    let now = 0;
    return Array.from({ length: count }, () => {
      const before = now;
      while (!times.isDue(now)) now += 100;
      times.started(now);
      return now - before;
    });
  }

  it('starts at once the first time, then later and later, up to half a minute', () => {
    expect(pauses(10)).toEqual([0, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('starts soon again what ran for a minute', () => {
    const times = new RestartTimes();
    for (let now = 0; now < 100_000; now += 30_000) times.started(now);
    times.started(300_000);
    expect(times.isDue(300_499)).toBe(false);
    expect(times.isDue(300_500)).toBe(true);
  });
});

describe('rotateLog', () => {
  const rotation = { mostBytes: 10, kept: 2 };

  it('leaves a small log and a missing one alone', () => {
    const file = put(temporaryFolder(), 'a.log', '0123456789');
    expect(rotateLog(file, rotation)).toBe(false);
    expect(rotateLog(`${file}.missing`, rotation)).toBe(false);
    expect(existsSync(`${file}.1`)).toBe(false);
  });

  it('keeps the newest old logs and no more', () => {
    const file = path.join(temporaryFolder(), 'a.log');
    for (const text of ['first log ..', 'second log ..', 'third log ..']) {
      appendFileSync(file, text);
      expect(rotateLog(file, rotation)).toBe(true);
    }
    expect(readFileSync(`${file}.1`, 'utf8')).toBe('third log ..');
    expect(readFileSync(`${file}.2`, 'utf8')).toBe('second log ..');
    expect(existsSync(`${file}.3`)).toBe(false);
  });

  it('lets a process that holds the log open go on writing it', () => {
    const file = path.join(temporaryFolder(), 'a.log');
    const handle = openSync(file, 'a');
    writeSync(handle, 'before the rotation');
    rotateLog(file, rotation);
    writeSync(handle, 'after');
    closeSync(handle);
    expect(readFileSync(file, 'utf8')).toBe('after');
  });
});
