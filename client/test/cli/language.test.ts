// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { findings, reasons } from '@meterpki/protocol';
import { tamper } from '@meterpki/simulator';
import { catalogue } from '../../dist/cli/language/catalogue';
import { figure, moment } from '../../dist/cli/language/figures';
import { languageOfLocale, type Language } from '../../dist/cli/language/language';
import { runHere } from '../support/here';
import { keyHex, meter, signReceipt } from '../support/receipts';
import { temporaryFile } from '../support/temporary';

const good = signReceipt();
const file = temporaryFile([good, tamper('changed-amount', good), 'no receipt at all'].join('\n'));
const key = ['--key', keyHex];
const others: Language[] = ['de', 'pt'];

describe('verdicts in other languages', () => {
  it('German: verdicts, reasons, readings with the decimal comma, dates, and what valid does not mean', async () => {
    const { code, stdout, stderr } = await runHere(['verify', file, ...key, '--lang', 'de']);
    expect(code).toBe(1);
    for (const text of [
      `${file}:1  GÜLTIG`,
      `${file}:2  UNGÜLTIG (signature-mismatch): Die Signatur passt nicht`,
      `${file}:3  NICHT ENTSCHEIDBAR (unsupported): `,
      'gemessen           1,230 bis 13,570 kWh (1-b:1.8.0)',
      'Angabe             1,230 bis',
      '01.03.2026 10:00:00 UTC bis 01.03.2026 11:00:00 UTC (Uhr des Messgeräts)',
      '3 Belege: 1 gültig, 1 ungültig, 1 nicht entscheidbar',
    ]) {
      expect(stdout).toContain(text);
    }
    expect(stderr).toContain('Über Preis und Messrichtigkeit sagt das nichts');
  });

  it('Portuguese, by the locale', async () => {
    const { stdout } = await runHere(['verify', file, ...key], { LC_ALL: 'pt_BR.UTF-8' });
    for (const text of [
      'VÁLIDO',
      'INVÁLIDO (signature-mismatch)',
      '1,230 a 13,570 kWh',
      '01/03/2026 10:00:00',
    ])
      expect(stdout).toContain(text);
    const { stdout: inspected } = await runHere(['inspect', file, '--lang', 'pt']);
    expect(inspected).toContain('energia ativa, consumo');
  });

  it('JSON speaks the same in all of them', async () => {
    const english = await runHere(['verify', file, ...key, '--json']);
    for (const language of others)
      expect(await runHere(['verify', file, ...key, '--json', '--lang', language])).toEqual(english);
  });

  it('inspect hides the user in every language', async () => {
    const receipt = meter.signOcmf({
      begin: { time: '2026-03-01T10:00:00.000Z', value: '1' },
      userId: 'USER-1',
    });
    for (const language of others) {
      const { stdout } = await runHere(['inspect', temporaryFile(receipt), '--lang', language]);
      expect(stdout).toContain('--show-user');
      expect(stdout).not.toContain('USER-1');
    }
  });
});

describe('the catalogue', () => {
  it.each(others)('says every reason and finding in words of its own: %s', (language) => {
    const words = catalogue[language];
    for (const [code, { text }] of Object.entries(reasons)) {
      const own = words.reasons[code as keyof typeof reasons];
      expect(own.length).toBeGreaterThan(20);
      expect(own).not.toBe(text);
    }
    const texts = Object.values(words.findings);
    expect(new Set([...texts, ...Object.values(findings)]).size).toBe(2 * texts.length);
    const all = [...Object.values(words.reasons), ...texts];
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('figures', () => {
  const decimal = fc
    .tuple(fc.nat(), fc.stringMatching(/^\d{1,12}$/), fc.constantFrom('', '-', '+'))
    .map(([before, after, sign]) => `${sign}${before}.${after}`);

  it('keep every digit that was signed', () => {
    fc.assert(
      fc.property(decimal, fc.constantFrom(...others), (text, language) => {
        expect(figure(text, language).replace(',', '.')).toBe(text);
        expect(figure(text, language)).not.toContain('.');
      }),
    );
  });

  it('leave alone what is no decimal', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...others), (text, language) => {
        fc.pre(!/^[+-]?\d+\.\d+$/.test(text));
        expect(figure(text, language)).toBe(text);
      }),
    );
  });

  it.each([
    ['2026-03-01T11:00:00,000+0000 S', 'de', '01.03.2026 11:00:00 UTC'],
    ['2026-03-01T11:00:00,125+0130 U', 'de', '01.03.2026 11:00:00,125 UTC+01:30'],
    ['2026-03-01T11:00:00.120Z', 'pt', '01/03/2026 11:00:00,120 UTC'],
    ['2026-03-01T11:00:00', 'pt', '01/03/2026 11:00:00'],
    ['2026-03-01T11:00:00,000+0000 S', 'en', '2026-03-01T11:00:00,000+0000 S'],
    ['yesterday', 'de', 'yesterday'],
  ] as const)('%s in %s', (text, language, shown) => {
    expect(moment(text, language)).toBe(shown);
  });

  it.each([
    ['de_AT.UTF-8', 'de'],
    ['pt', 'pt'],
    ['en_GB', 'en'],
    ['C.UTF-8', undefined],
    ['POSIX', undefined],
    ['deutsch', undefined],
  ])('the locale %s speaks %s', (locale, language) => {
    expect(languageOfLocale(locale)).toBe(language);
  });
});
