// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawnSync } from 'node:child_process';
import { constants, openSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { AuditExport } from '../../dist/cli/output/audit-export';
import { WholeFile, writeFileWhole } from '../../dist/files/whole-file';
import { failureOf } from '../support/failures';
import { program } from '../support/program';
import { signReceipt } from '../support/receipts';
import { fewAtATime, nearlyFull } from '../support/short-writes';
import { temporaryFile, temporaryPath } from '../support/temporary';

describe('files that are whole or not there', () => {
  it('have every byte where the system takes a few at a time', () => {
    fewAtATime(3);
    const file = temporaryPath('in-pieces.txt');
    writeFileWhole(file, 'größer als drei\n');
    expect(readFileSync(file, 'utf8')).toBe('größer als drei\n');
  });

  it('stay as they were on a disk that is full, and leave nothing beside them', async () => {
    const folder = path.dirname(temporaryFile('before', 'kept.txt'));
    nearlyFull(4);
    const failure = await failureOf(() => {
      writeFileWhole(path.join(folder, 'kept.txt'), 'behind');
    });
    expect([failure.code, failure.message]).toEqual(['INPUT_INVALID', expect.stringContaining('ENOSPC')]);
    expect(readFileSync(path.join(folder, 'kept.txt'), 'utf8')).toBe('before');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('take the place of the file that a link leads to, not of the link', () => {
    const file = temporaryFile('before', 'linked.txt');
    const link = temporaryPath('link.txt');
    symlinkSync(file, link);
    writeFileWhole(link, 'behind');
    expect(readFileSync(file, 'utf8')).toBe('behind');
  });

  it('refuse a place below a file, and a folder that is not there', async () => {
    const file = temporaryFile('a file');
    for (const place of [path.join(file, 'x.json'), temporaryPath('absent/x.json')])
      expect((await failureOf(() => new WholeFile(place))).code).toBe('INPUT_INVALID');
  });

  it('of an export appear together at the end, in place of those before, and only in a folder', async () => {
    const folder = temporaryPath('export');
    const first = new AuditExport(folder);
    first.leaf({ record: 'record/1', time: '2026-01-01T00:00:00.000Z', index: 0, verdict: 'valid' });
    const drafts = readdirSync(folder);
    expect(drafts.filter((name) => !name.startsWith('.'))).toEqual([]);
    first.finish([]);
    const names = ['checks.csv', 'checks.jsonl', 'findings.jsonl', 'meters.csv', 'meters.jsonl'];
    expect(readdirSync(folder).sort()).toEqual(names);
    const second = new AuditExport(folder);
    second.abandon();
    expect(readdirSync(folder).sort()).toEqual(names);
    expect(readFileSync(path.join(folder, 'checks.csv'), 'utf8').split('\n')).toHaveLength(3);
    for (const place of [temporaryFile('a file'), temporaryPath('absent/export')])
      expect((await failureOf(() => new AuditExport(place))).code).toBe('INPUT_INVALID');
  });
});

describe('what is no file', () => {
  it('is written to and stays what it is', () => {
    const pipe = temporaryPath('pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    writeFileWhole(pipe, 'through the pipe');
    expect(statSync(pipe).isFIFO()).toBe(true);
    expect(readFileSync(reader, 'utf8')).toBe('through the pipe');
  });

  it('may be the standard output, be it a pipe or a file behind what stands there already', () => {
    const out = temporaryPath('stdout');
    symlinkSync('/dev/stdout', out);
    const args = [program, 'export', temporaryFile(signReceipt()), '--out', out];
    const piped = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect([piped.status, piped.stdout]).toEqual([0, expect.stringMatching(/^<\?xml[^]*<\/values>\n?$/)]);
    const file = temporaryFile('before\n');
    spawnSync(process.execPath, args, { stdio: ['ignore', openSync(file, 'a'), 'ignore'] });
    expect(readFileSync(file, 'utf8')).toBe(`before\n${piped.stdout}`);
  });
});
