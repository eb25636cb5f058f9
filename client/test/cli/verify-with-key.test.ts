// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tamper } from '@meterpki/simulator';
import { program, run } from '../support/program';
import { keyHex, meter, signReceipt } from '../support/receipts';
import { temporaryFile } from '../support/temporary';

const good = signReceipt();
const forged = tamper('changed-amount', good);
const unknown = 'no receipt at all';
const key = ['--key', keyHex];

const jsonLines = (text: string): Record<string, unknown>[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('meterpki verify --key', () => {
  it.each([
    [0, 'a valid receipt', [good]],
    [1, 'a forged one', [forged]],
    [2, 'one that no format knows', [unknown]],
    [1, 'all three kinds', [good, unknown, forged]],
    [2, 'valid and unknown ones', [good, unknown]],
  ])('exits with %i for %s', async (code, _what, receipts) => {
    const { code: exit, stderr } = await run([
      'verify',
      temporaryFile(receipts.join('\n')),
      ...key,
      '--quiet',
    ]);
    expect({ exit, stderr }).toEqual({ exit: code, stderr: '' });
  });

  it('prints one object per receipt and line as JSON, and nothing else anywhere', async () => {
    const file = temporaryFile([good, forged, unknown].join('\n'));
    const { stdout, stderr } = await run(['verify', file, ...key, '--json']);
    expect(stderr).toBe('');
    expect(jsonLines(stdout)).toMatchObject([
      { source: `${file}:1`, verdict: 'valid', reason: null, key: meter.fingerprint, assurance: 'key-only' },
      { source: `${file}:2`, verdict: 'invalid', reason: 'signature-mismatch', key: null, meterId: null },
      { source: `${file}:3`, verdict: 'indeterminate', reason: 'unsupported', receiptId: null, findings: [] },
    ]);
  });

  it('tells people verdict, reason, readings, time, key and assurance, and what valid does not mean', async () => {
    const file = temporaryFile([good, forged].join('\n'));
    const { stdout, stderr } = await run(['verify', file, ...key]);
    for (const text of [
      'VALID',
      'INVALID (signature-mismatch)',
      'the signature does not belong',
      'key-only',
    ]) {
      expect(stdout).toContain(text);
    }
    expect(stdout).toContain('measured      1.230 to 13.570 kWh');
    expect(stdout).toContain('claims        1.230 to');
    expect(stdout).toContain('2026-03-01T11:00:00');
    expect(stdout).toContain(meter.fingerprint);
    expect(stdout).toContain('2 receipts: 1 valid, 1 invalid, 0 indeterminate');
    expect(stderr).toMatch(/says nothing about price or accuracy/);
    expect(stderr).toMatch(/^Next: /m);
  });

  it('reads the standard input, with - and without a file', async () => {
    for (const files of [['-'], []]) {
      const { code, stdout } = await run(['verify', ...files, ...key, '--json'], { input: `${good}\n` });
      expect(code).toBe(0);
      expect(jsonLines(stdout)).toMatchObject([{ source: '-:1', verdict: 'valid' }]);
    }
  });

  it('judges the other lines when one is not UTF-8', async () => {
    const input = Buffer.concat([Uint8Array.of(0xff, 0x0a), Buffer.from(good)]);
    const { code, stdout } = await run(['verify', '-', ...key, '--json'], { input });
    expect(code).toBe(2);
    expect(jsonLines(stdout)).toMatchObject([
      { verdict: 'indeterminate', reason: 'malformed', problem: 'is not UTF-8 text' },
      { verdict: 'valid' },
    ]);
  });

  it('asks no ledger even where the environment names one', async () => {
    const env = { METERPKI_PROFILE: '/nowhere/profile.json' };
    expect((await run(['verify', temporaryFile(good), ...key], { env })).code).toBe(0);
  });

  it('shows no control characters of a receipt and no colour in a pipe', async () => {
    const nasty = meter.signOcmf({
      begin: { time: '2026-03-01T10:00:00.000Z', value: '1' },
      unit: '\u001b[2JkWh\u202e',
    });
    const { stdout } = await run(['verify', '-', ...key], { input: nasty });
    expect(stdout).toContain('\\u{1b}[2JkWh\\u{202e}');
    expect(stdout).not.toContain('\u001b');
  });

  it.each([
    ['on a terminal', {}, true],
    ['on a terminal with NO_COLOR', { NO_COLOR: '1' }, false],
    ['on a dumb terminal', { TERM: 'dumb' }, false],
  ])('colours %s: %j %s', async (_where, env, coloured) => {
    const file = temporaryFile(good);
    const asTerminal = `process.stdout.isTTY = true; require(${JSON.stringify(program)});`;
    const loader = temporaryFile(asTerminal, `terminal-${coloured ? 'a' : Object.keys(env).join('')}.cjs`);
    const { code, stdout } = await run(['verify', file, ...key], {
      env: { TERM: 'xterm', ...env },
      script: loader,
    });
    expect(code).toBe(0);
    expect(stdout.includes('\u001b[')).toBe(coloured);
  });

  it.each([{ CI: 'true' }, { FORCE_COLOR: '1' }])('does not colour what is no terminal: %j', async (env) => {
    const { stdout } = await run(['verify', temporaryFile(good), ...key], { env });
    expect(stdout).toContain('VALID');
    expect(stdout).not.toContain('\u001b[');
  });

  it('keeps to its exit code when the reader of its results goes away', async () => {
    const file = temporaryFile(`${`${good}\n`.repeat(300)}${forged}\n`);
    const child = spawn(process.execPath, [program, 'verify', file, ...key]);
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(1);
    expect(stderr).not.toMatch(/EPIPE|Error/);
  });
});
