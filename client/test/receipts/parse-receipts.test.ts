// SPDX-License-Identifier: Apache-2.0
import { MAX_ITEMS, parseReceipts, readReceipts, type SourceItem } from '@meterpki/client';
import { MAX_RECEIPT_BYTES, readReceipt } from '@meterpki/protocol';
import { tamper } from '@meterpki/simulator';
import fc from 'fast-check';
import { failureOf } from '../support/failures';
import { meter, signReceipt } from '../support/receipts';
import { temporaryFile, temporaryPath } from '../support/temporary';

const parse = (content: string | Uint8Array): SourceItem[] => parseReceipts(Buffer.from(content), 'file');
const textOf = ({ content }: SourceItem): string =>
  content.kind === 'receipt' ? content.input.text : `unreadable: ${content.text}`;
const linesOf = (items: readonly SourceItem[]): number[] => items.map(({ source }) => source.line);

const first = signReceipt();
const second = signReceipt();

describe('parseReceipts on OCMF', () => {
  it.each([
    ['a record', first],
    ['a record with a line end', `${first}\n`],
    ['a record with a byte order mark and Windows line end', `\ufeff${first}\r\n`],
  ])('reads %s', (_what, content) => {
    expect(parse(content).map(textOf)).toEqual([first]);
  });

  it('reads several records line by line and keeps count of blank lines', () => {
    const items = parse(`\n${first}\n\n  ${second}  \n`);
    expect(items.map(textOf)).toEqual([first, second]);
    expect(linesOf(items)).toEqual([2, 4]);
  });

  it('takes a record with line breaks as it stands, since they are signed', () => {
    const broken = tamper('pretty-printed', first);
    expect(broken).toContain('\n');
    const windows = broken.replaceAll('\n', '\r\n');
    const items = parse(`${first}\n${broken}\n${windows}\n${second}\n`);
    expect(items.map(textOf)).toEqual([first, broken, windows, second]);
    expect(readReceipt(broken).kind).toBe('receipt');
  });

  it('lets a cut record take nothing of what follows', () => {
    const cut = first.slice(0, 80);
    expect(parse(`${cut}\n${first}\n${cut}\n{"ocmf":"x"}`).map(textOf)).toEqual([cut, first, cut, 'x']);
  });
});

describe('parseReceipts on JSON', () => {
  it('reads the member ocmf and keeps what else stands there', () => {
    const [item] = parse(JSON.stringify({ ocmf: first, publicKey: '30', expectedValid: true }));
    expect(item).toEqual({
      source: { file: 'file', line: 1 },
      content: { kind: 'receipt', input: { text: first, format: 'ocmf' } },
      members: { publicKey: '30', expectedValid: true },
    });
  });

  it('reads text with format and meterId', () => {
    const input = { text: first, format: 'ocmf', meterId: 'ptb:1' };
    expect(parse(JSON.stringify(input))[0]?.content).toEqual({ kind: 'receipt', input });
  });

  it('reads information and signature as the raw receipt that was signed', () => {
    const raw = meter.signRaw('13.570 kWh');
    const items = parse(JSON.stringify({ ...(JSON.parse(raw) as object), meterId: 'ptb:1' }));
    expect(items[0]?.content).toMatchObject({ kind: 'receipt', input: { format: 'raw', meterId: 'ptb:1' } });
    expect(items.map((item) => readReceipt(textOf(item), 'raw'))).toEqual([readReceipt(raw)]);
  });

  it('reads one object printed over several lines', () => {
    const items = parse(JSON.stringify({ ocmf: first }, undefined, 2));
    expect(items.map(textOf)).toEqual([first]);
  });

  it.each(['{"foo":1}', '{"ocmf":', '{"ocmf":"a","ocmf":"b"}', '[1]'])(
    'leaves it to the verdict what %s is',
    (line) => {
      expect(parse(`${line}\n${first}`).map(textOf)).toEqual([line, first]);
    },
  );

  it('names every line that cannot be used', async () => {
    const lines = [
      { ocmf: 7 },
      { ocmf: first },
      { text: first, meterId: 'no meter' },
      { ocmf: first, text: first },
      { text: first, format: 'x'.repeat(33) },
    ];
    const failure = await failureOf(() => parse(lines.map((line) => JSON.stringify(line)).join('\n')));
    expect(failure.code).toBe('INPUT_INVALID');
    expect(failure.faults.map(({ path }) => path)).toEqual(['file:1', 'file:3', 'file:4', 'file:5']);
  });
});

describe('parseReceipts on hostile bytes', () => {
  it('keeps the place of a line that is not UTF-8', () => {
    const items = parse(
      Buffer.concat([Buffer.from(`${first}\n`), Uint8Array.of(0xff, 0xfe, 0x0a), Buffer.from(second)]),
    );
    expect(items.map(({ content }) => content.kind)).toEqual(['receipt', 'unreadable', 'receipt']);
    expect(linesOf(items)).toEqual([1, 2, 3]);
  });

  it('keeps the place of a receipt that is too long', () => {
    const long = 'x'.repeat(MAX_RECEIPT_BYTES + 1);
    const items = parse(
      [long, JSON.stringify({ text: long }), JSON.stringify({ text: 'ü'.repeat(40_000) }), first].join('\n'),
    );
    expect(items.map(({ content }) => content.kind)).toEqual([
      'unreadable',
      'unreadable',
      'unreadable',
      'receipt',
    ]);
  });

  it.each(['', '\n \t\r\n', '\ufeff'])('says that %j holds no receipt', async (content) => {
    expect((await failureOf(() => parse(content))).code).toBe('INPUT_INVALID');
  });

  it('refuses more lines than it takes', async () => {
    const failure = await failureOf(() => parse('x\n'.repeat(MAX_ITEMS + 1)));
    expect(failure.faults).toHaveLength(1);
  });

  it('makes an item of every filled line, whatever the lines hold', () => {
    const line = fc.oneof(fc.string(), fc.json({ maxDepth: 2 }), fc.constant('OCMF|{'), fc.constant(first));
    fc.assert(
      fc.property(fc.array(line), (texts) => {
        const lines = [...texts.map((text) => text.replaceAll('\n', ' ')), first];
        // What begins with a tag is a container as a whole, not a file of lines.
        fc.pre(!/^\s*<[?!:\w]/.test(lines.join('\n')));
        const filled = lines.flatMap((text, index) => (text.trim() === '' ? [] : [index + 1]));
        expect(linesOf(parse(lines.join('\n')))).toEqual(filled);
      }),
    );
  });
});

describe('readReceipts', () => {
  it('reads files in order', async () => {
    const files = [temporaryFile(second), temporaryFile(first)];
    const items = await readReceipts(files);
    expect(items.map(textOf)).toEqual([second, first]);
    expect(items.map(({ source }) => source.file)).toEqual(files);
  });

  it('names every file that cannot be read', async () => {
    const files = [temporaryPath('absent'), temporaryFile(first), temporaryFile('')];
    const { code, faults } = await failureOf(() => readReceipts(files));
    expect(code).toBe('INPUT_INVALID');
    expect(faults.map(({ path }) => path)).toEqual([files[0], files[2]]);
  });
});
