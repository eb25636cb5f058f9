// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { readContainer, type ReadContainer } from '@meterpki/protocol/containers';
import { Meter } from '@meterpki/simulator';
import { runHere } from '../../support/here';
import { keyHex, meter, signReceipt } from '../../support/receipts';
import { temporaryFile, temporaryPath } from '../../support/temporary';

const at = (hour: number, value: string): { time: string; value: string } => ({
  time: `2026-03-01T${hour}:00:00.000Z`,
  value,
});
const begin = (from: Meter, hour: number): string => from.signOcmf({ begin: at(hour, '1.230') });
/** The record at the end alone: the simulator writes begin and end together. */
const ending = (from: Meter, hour: number): string =>
  from.signOcmf({ begin: at(hour, '9.5') }).replace('"TX":"B"', '"TX":"E"');
const whole = signReceipt();

const itemsIn = (read: ReadContainer | undefined): object[] => {
  if (read?.kind !== 'container') throw new Error('no container');
  return read.items.map((item) => ({ ...item }));
};

describe('meterpki export --format safe-xml', () => {
  it('pairs begins and ends of each meter, not a character changed, and shows the key', async () => {
    const other = Meter.fromSeed('other', { serial: 'T-2' });
    const records = [begin(meter, 10), begin(other, 10), ending(meter, 11), ending(other, 12), whole];
    const out = temporaryPath('session.xml');
    const words = ['export', temporaryFile(records.join('\n')), '--key', keyHex, '--out', out];
    const { code, stdout, stderr } = await runHere(words);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('3 transactions');
    const xml = readFileSync(out, 'utf8');
    expect(xml).not.toContain('xmlns');
    const pair = (transaction: string, ...[first, second]: (string | undefined)[]): object[] => [
      { transaction, moment: 'begin', key: keyHex, content: { kind: 'receipt', text: first } },
      { transaction, moment: 'end', key: keyHex, content: { kind: 'receipt', text: second } },
    ];
    expect(itemsIn(readContainer(xml))).toEqual([
      ...pair('1', records[0], records[2]),
      ...pair('2', records[1], records[3]),
      { key: keyHex, content: { kind: 'receipt', text: whole } },
    ]);
  });

  it('keeps the numbers of transactions of a container, and the key beside its records', async () => {
    const out = temporaryPath('again.xml');
    const first = await runHere([
      'export',
      temporaryFile([begin(meter, 10), ending(meter, 11)].join('\n')),
      ...['--key', keyHex, '--out', out],
    ]);
    expect(first.code).toBe(0);
    const numbered = readFileSync(out, 'utf8').replaceAll('transactionId="1"', 'transactionId="4711"');
    const { code, stdout } = await runHere(['export', temporaryFile(numbered)]);
    expect(code).toBe(0);
    expect(stdout).toBe(numbered);
  });

  it('names every record that cannot be exported, and writes nothing', async () => {
    const jws = meter.signJws({ begin: at(10, '1'), end: at(11, '2') });
    const out = temporaryPath('none.xml');
    const file = temporaryFile([ending(meter, 11), begin(meter, 12), jws, 'no receipt at all'].join('\n'));
    const { code, stderr } = await runHere(['export', file, '--out', out]);
    expect(code).toBe(64);
    for (const text of [
      `${file}:1 ends a transaction whose begin is not there`,
      `${file}:2 begins a transaction whose end is not there`,
      `${file}:3 is jws`,
      `${file}:4 cannot be read`,
    ]) {
      expect(stderr).toContain(text);
    }
    expect(() => readFileSync(out)).toThrow('ENOENT');
  });

  it('says when a transaction goes without a key', async () => {
    const { code, stderr } = await runHere(['export', temporaryFile(whole)]);
    expect(code).toBe(0);
    expect(stderr).toContain('1 transactions are written without a key');
  });
});
