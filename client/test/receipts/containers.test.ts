// SPDX-License-Identifier: Apache-2.0
import { MAX_ITEMS, keyBeside, parseReceipts, placeText, type SourceItem } from '@meterpki/client';
import { failureOf } from '../support/failures';
import { ocpiCdr, ocppMessage, safeXml } from '../support/containers';
import { keyHex, meter, signReceipt } from '../support/receipts';

const whole = signReceipt();
const begin = meter.signOcmf({ begin: { time: '2026-03-01T10:00:00.000Z', value: '1.230' } });

const parse = (text: string, format?: string): SourceItem[] =>
  parseReceipts(Buffer.from(text), 'file', format);
const textOf = ({ content }: SourceItem): string =>
  content.kind === 'receipt' ? content.input.text : content.reason;

describe('parseReceipts on containers', () => {
  it('gives the receipts of XML with their places and what stands around them', () => {
    expect(parse(`\ufeff${safeXml([begin, whole], keyHex)}`)).toMatchObject([
      {
        source: { file: 'file', line: 1, position: 1 },
        content: { kind: 'receipt', input: { text: begin } },
        container: { format: 'safe-xml', transaction: '7', moment: 'begin', key: keyHex },
        transaction: { complete: true, findings: [] },
      },
      { source: { line: 1, position: 2 }, container: { moment: 'end' } },
    ]);
  });

  it('gives those of JSON over several lines, and of one container a line', () => {
    const printed = JSON.stringify(JSON.parse(ocpiCdr([begin, whole], keyHex)), undefined, 2);
    expect(parse(printed).map(textOf)).toEqual([begin, whole]);
    const lines = [ocpiCdr([begin, whole], keyHex), ocppMessage(whole, 'Transaction.End'), whole];
    const items = parse(lines.join('\n'));
    expect(items.map(({ source }) => placeText(source))).toEqual([
      'file:1#1',
      'file:1#2',
      'file:2#1',
      'file:3',
    ]);
    expect(items.map(textOf)).toEqual([begin, whole, whole, whole]);
  });

  it('puts a transaction together from messages on several lines', () => {
    const lines = [ocppMessage(begin, 'Transaction.Begin'), ocppMessage(begin, 'Transaction.Begin', 8)];
    const ends = [ocppMessage(whole, 'Transaction.End')];
    expect(parse([...lines, ...ends].join('\n')).map(({ transaction }) => transaction?.complete)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('takes each container that names no transaction for one', () => {
    const unnamed = safeXml([begin, whole]).replaceAll('transactionId="7"', '');
    expect(parse(unnamed).map(({ transaction }) => transaction?.complete)).toEqual([true, true]);
    const alone = JSON.stringify({ signedMeterData: begin, context: 'Transaction.Begin' });
    const other = JSON.stringify({ signedMeterData: whole, context: 'Sample.Periodic' });
    expect(parse(`${alone}\n${other}`).map(({ transaction }) => transaction?.complete)).toEqual([
      false,
      true,
    ]);
  });

  it('keeps the place of what is no receipt, and says which kind of no', () => {
    const xml = safeXml([begin, 'AP;0;3']).replace(begin, '');
    expect(parse(xml).map(textOf)).toEqual(['malformed', 'unsupported']);
    expect(parse('<values>').map(textOf)).toEqual(['malformed']);
    expect(parse(safeXml(['OCMF|{}'])).map(({ transaction }) => transaction)).toEqual([undefined]);
  });

  it('reads a file by the format that is forced', () => {
    expect(parse(ocppMessage(whole, 'Transaction.End'), 'ocpp').map(textOf)).toEqual([whole]);
    expect(parse(whole, 'ocpi').map(textOf)).toEqual(['malformed']);
  });

  it('finds the key beside a receipt in a container and in a line of JSON', () => {
    const line = JSON.stringify({ ocmf: whole, publicKey: keyHex });
    expect(parse(`${line}\n${whole}`).map(keyBeside)).toEqual([keyHex, undefined]);
    expect(parse(safeXml([whole], keyHex)).map(keyBeside)).toEqual([keyHex]);
    expect(parse(JSON.stringify({ ocmf: whole, publicKey: 1 })).map(keyBeside)).toEqual([undefined]);
  });

  it('takes a JSON receipt that is no container as it stands', () => {
    const edl = '{"encodedMeterValue":"AA==","meterValueSignature":"AA=="}';
    expect(parse(`${edl}\n["x"]`).map(textOf)).toEqual([edl, '["x"]']);
  });

  it('says that nothing stands in white space, whatever is forced', async () => {
    expect((await failureOf(() => parse(' \n'))).code).toBe('INPUT_INVALID');
  });

  it('reads a hundred thousand broken records in linear time', () => {
    expect(parse('OCMF|{\n'.repeat(MAX_ITEMS))).toHaveLength(MAX_ITEMS);
  });
});
