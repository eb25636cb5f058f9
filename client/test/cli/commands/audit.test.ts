// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { digest } from '../../support/answers';
import { makeCredentials, type Credentials } from '../../support/certificates';
import { argumentsOf, jsonLines, runAgainst } from '../../support/here';
import { temporaryPath } from '../../support/temporary';

const TIME = '2026-03-01T12:00:00.000Z';
const check = {
  key: `check/ptb:1/${TIME}/${digest('1')}`,
  check: {
    schema: 1,
    record: `record/${TIME}/${digest('1')}`,
    time: TIME,
    tx: digest('1'),
    verdict: 'invalid',
    reason: 'key-revoked',
    receiptId: digest('2'),
    meterId: 'ptb:1',
    findings: ['replay', 'pagination-gap'],
  },
};
const list = {
  key: `record/${TIME}/${digest('3')}`,
  check: {
    schema: 1,
    time: TIME,
    tx: digest('3'),
    mspId: '=cmd,"x"',
    root: digest('4'),
    counts: { valid: 1998, invalid: 2, indeterminate: 0 },
    failures: [],
  },
};
const evaluate = JSON.stringify({ checks: [check, list] });

let credentials: Credentials;
beforeAll(async () => {
  credentials = await makeCredentials();
});

describe('meterpki audit checks', () => {
  it.each([
    [
      ['--meter', 'ptb:1', '--from', '2026-01-01'],
      { by: 'meter', meterId: 'ptb:1', from: '2026-01-01T00:00:00.000Z' },
    ],
    [['--receipt', digest('A')], { by: 'receipt', receiptId: digest('a') }],
    [['--to', '2026-01-31T12:00:00Z'], { by: 'time', to: '2026-01-31T12:00:00.000Z' }],
  ])('asks by %j', async (words, query) => {
    const { code, calls } = await runAgainst(credentials, { evaluate }, 'audit', 'checks', ...words);
    expect(code).toBe(0);
    expect(argumentsOf(calls, 'receipts:ListChecks')).toEqual([{ ...query, limit: 100 }]);
  });

  it('shows single checks and lists in one table, or as JSON', async () => {
    const { stdout } = await runAgainst(credentials, { evaluate }, 'audit', 'checks');
    expect(stdout).toMatch(/INVALID {2,}key-revoked/);
    expect(stdout).toMatch(/list {2,}1998 valid, 2 invalid, 0 indeterminate/);
    const json = await runAgainst(credentials, { evaluate }, 'audit', 'checks', '--json');
    expect(jsonLines(json.stdout)).toEqual([
      { key: check.key, ...check.check },
      { key: list.key, ...list.check },
    ]);
  });
});

describe('meterpki audit export', () => {
  it('writes CSV that no table program takes for formulas', async () => {
    const { code, stdout } = await runAgainst(credentials, { evaluate }, 'audit', 'export');
    expect(code).toBe(0);
    const [header, first, second] = stdout.split('\n');
    expect(header).toBe(
      'time,kind,key,transaction,mspId,meterId,receiptId,verdict,reason,findings,valid,invalid,indeterminate,root',
    );
    expect(first).toBe(
      `${TIME},check,${check.key},${digest('1')},,ptb:1,${digest('2')},invalid,key-revoked,replay pagination-gap,,,,`,
    );
    expect(second).toBe(`${TIME},list,${list.key},${digest('3')},"'=cmd,""x""",,,,,,1998,2,0,${digest('4')}`);
  });

  it('takes every page, and puts a whole file under its name', async () => {
    const out = temporaryPath('checks.jsonl');
    const pages = ({ argument }: { argument: string }): unknown =>
      argument.includes('start') ? { checks: [list] } : { checks: [check], next: 'a' };
    const words = ['audit', 'export', '--format', 'jsonl', '--out', out];
    const { code, stdout, stderr } = await runAgainst(credentials, { evaluate: pages }, ...words);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('2 records');
    expect(jsonLines(readFileSync(out, 'utf8')).map(({ key }) => key)).toEqual([check.key, list.key]);
  });

  it('leaves nothing behind when the ledger fails half-way', async () => {
    const out = temporaryPath('half.csv');
    const pages = ({ argument }: { argument: string }): unknown =>
      argument.includes('start') ? 'no JSON' : { checks: [check], next: 'a' };
    const { code } = await runAgainst(credentials, { evaluate: pages }, 'audit', 'export', '--out', out);
    expect(code).toBe(3);
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(path.dirname(out)).filter((name) => name.includes('half.csv'))).toEqual([]);
  });
});
