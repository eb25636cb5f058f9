// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { AuditExport } from '../../dist/cli/output/audit-export';
import { WholeFile } from '../../dist/files/whole-file';
import { failureOf } from '../support/failures';
import { temporaryFile, temporaryPath } from '../support/temporary';

describe('files that are whole or not there', () => {
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
