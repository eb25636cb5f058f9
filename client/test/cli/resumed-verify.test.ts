// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { Meter } from '@meterpki/simulator';
import { makeCredentials, type Credentials } from '../support/certificates';
import { committing, jsonLines, runAgainst } from '../support/here';
import { meter, signReceipt } from '../support/receipts';
import { registerOf } from '../support/register';
import { receiptsIn } from '../support/scripted-transport';
import { temporaryFile, temporaryPath } from '../support/temporary';

const valid = signReceipt();
const forged = signReceipt(Meter.fromSeed('another', { serial: 'T-1' }));
const script = committing(registerOf(meter), { evaluate: registerOf(meter) });

let credentials: Credentials;
beforeAll(async () => {
  credentials = await makeCredentials();
});

describe('meterpki verify --record --journal, run again', () => {
  const verify = async (
    file: string,
    journal: string,
    ...more: string[]
  ): Promise<{ code: number | null; stdout: string; stderr: string; recorded: string[] }> => {
    const words = ['verify', file, '--record', '--journal', journal, ...more];
    const { calls, ...run } = await runAgainst(credentials, script, ...words);
    const recording = calls.filter(({ name }) => name === 'receipts:RecordChecks');
    return { ...run, recorded: recording.flatMap((call) => receiptsIn(call).map(({ text }) => text)) };
  };

  it('ends as the first run did: what is recorded is judged anew, and not recorded again', async () => {
    const file = temporaryFile(`${valid}\n${forged}\n`);
    const journal = temporaryPath('again.journal');
    const first = await verify(file, journal, '--json');
    expect([first.code, first.recorded]).toEqual([1, [valid, forged]]);
    const second = await verify(file, journal, '--json');
    expect([second.code, second.recorded]).toEqual([1, []]);
    expect(jsonLines(second.stdout)).toMatchObject([
      { index: 0, verdict: 'valid', assurance: 'evaluated' },
      { index: 1, verdict: 'invalid', reason: 'signature-mismatch', assurance: 'evaluated' },
    ]);
    expect(second.stderr).toContain('2 of 2 are recorded already: judged anew, not recorded again');
    const words = await verify(file, journal);
    expect(words.stdout).toContain('2 receipts: 1 valid, 1 invalid');
    expect(words.stderr).toMatch(/^Next: meterpki audit checks/m);
  });

  it('records what is new, and tells of all in the order of the receipts', async () => {
    const file = temporaryFile(`${forged}\n`);
    const journal = temporaryPath('more.journal');
    await verify(file, journal, '--quiet');
    writeFileSync(file, `${valid}\n${forged}\n${valid}\n`);
    const { code, stdout, recorded } = await verify(file, journal, '--json');
    expect([code, recorded]).toEqual([1, [valid, valid]]);
    expect(jsonLines(stdout).map(({ index, verdict, assurance }) => [index, verdict, assurance])).toEqual([
      [0, 'valid', 'committed'],
      [1, 'invalid', 'evaluated'],
      [2, 'valid', 'committed'],
    ]);
  });
});
