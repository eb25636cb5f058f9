// SPDX-License-Identifier: Apache-2.0
import { receiptFormats } from '@meterpki/protocol';
import { containerFormats } from '@meterpki/protocol/containers';
import { Meter, tamper } from '@meterpki/simulator';
import { ocpiCdr, safeXml } from '../support/containers';
import { run } from '../support/program';
import { keyHex, meter, signReceipt } from '../support/receipts';
import { temporaryFile } from '../support/temporary';

const key = ['--key', keyHex];
const whole = signReceipt();
const at = (hour: string, value: string): { time: string; value: string } => ({
  time: `2026-03-01T${hour}:00:00.000Z`,
  value,
});
const begin = meter.signOcmf({ begin: at('10', '1.230'), pagination: 40 });
const otherKey = Buffer.from(Meter.fromSeed('other', { serial: 'T-2' }).spki).toString('hex');

const judged = async (content: string, ...more: string[]): Promise<Record<string, unknown>[]> => {
  const { stdout } = await run(['verify', temporaryFile(content), ...key, '--json', ...more]);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('meterpki verify on containers', () => {
  it('judges every value, and tells what it says and what stands around it', async () => {
    const lines = await judged(safeXml([begin, tamper('changed-amount', whole)], otherKey));
    expect(lines).toMatchObject([
      {
        verdict: 'valid',
        format: 'ocmf',
        claimed: { text: '2026-03-01T10:00:00,000+0000 S', clock: 'S' },
        readings: [{ value: '1.230', unit: 'kWh', obis: '1-b:1.8.0' }],
        pagination: 'T40',
        embeddedKey: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        container: { format: 'safe-xml', transaction: '7', moment: 'begin' },
      },
      { verdict: 'invalid', reason: 'signature-mismatch', container: { moment: 'end' } },
    ]);
    expect(lines[0]?.findings).toContain('embedded-key-differs');
    expect(lines[0]?.findings).not.toContain('begin-end-incomplete');
    expect(lines[1]?.findings).not.toContain('embedded-key-differs');
  });

  it('names replay, equivocation, and what a transaction lacks', async () => {
    const again = meter.signOcmf({ begin: at('11', '9.000'), pagination: 40 });
    const findings = (await judged(ocpiCdr([begin, begin, again], keyHex))).map((line) => line.findings);
    expect(findings).toEqual([
      ['begin-end-incomplete'],
      ['begin-end-incomplete', 'replay'],
      ['begin-end-incomplete', 'equivocation'],
    ]);
  });

  it('tells people the session and that the key inside is not trusted', async () => {
    const { stdout } = await run(['verify', temporaryFile(safeXml([whole], keyHex)), ...key]);
    expect(stdout).toMatch(/session +7, begin/);
    expect(stdout).toContain(`${meter.fingerprint} (shown, never trusted)`);
    expect(stdout).toMatch(/:1#1 +VALID/);
  });

  it('calls the format of others unsupported, and broken XML malformed', async () => {
    const lines = await judged(safeXml([whole, 'AP;0;3;ALCV']));
    expect(lines[1]).toMatchObject({
      verdict: 'indeterminate',
      reason: 'unsupported',
      problem: 'is of no receipt format that is built in',
      container: { format: 'safe-xml', moment: 'end' },
    });
    expect(await judged('<values>')).toMatchObject([{ reason: 'malformed', assurance: 'key-only' }]);
    expect(await judged('hello')).toMatchObject([
      { reason: 'unsupported', problem: 'no known receipt format' },
    ]);
  });

  it('names every format in its help and reads by the one that is forced', async () => {
    const { stdout } = await run(['verify', '--help']);
    for (const { name } of [...receiptFormats, ...containerFormats]) expect(stdout).toContain(`"${name}"`);
    const xml = safeXml([whole]);
    expect(await judged(xml, '--format', 'safe-xml')).toMatchObject([{ verdict: 'valid' }]);
    expect(await judged(xml, '--format', 'ocpi')).toMatchObject([{ reason: 'malformed' }]);
    expect(await judged(xml, '--format', 'jws')).toMatchObject([{ reason: 'malformed' }]);
    expect((await run(['verify', temporaryFile(xml), ...key, '--format', 'pdf'])).code).toBe(64);
  });
});
