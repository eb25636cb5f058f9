// SPDX-License-Identifier: Apache-2.0
import {
  containerFormats,
  MAX_CONTAINED,
  MAX_CONTAINER_BYTES,
  readContainer,
} from '@meterpki/protocol/containers';
import { contentsIn, xmlValue, xmlValues } from '../support/containers';
import { recordAround, transaction } from '../support/ocmf';
import { meterOf } from '../support/register';
import { signJws } from '../support/signed-forms';

const meter = meterOf();
const ocmf = meter.signOcmf(transaction);
const xml = xmlValues(xmlValue(ocmf));
const ocpp = JSON.stringify({ signedMeterData: ocmf });
const ocpi = JSON.stringify({ signed_values: [{ signed_data: ocmf }] });

describe('readContainer', () => {
  it('detects the format by the content', () => {
    const formats = [xml, ocpi, ocpp].map((text) => {
      const read = readContainer(text);
      return read?.kind === 'container' ? read.format : undefined;
    });
    expect(formats).toEqual(['safe-xml', 'ocpi', 'ocpp']);
    expect(formats).toEqual(containerFormats.map(({ name }) => name));
  });

  it('reads by the format that is forced, and by no other', () => {
    expect(contentsIn(ocpp, 'ocpp')).toEqual([ocmf]);
    expect(readContainer(ocpp, 'ocpi')?.kind).toBe('malformed');
    expect(readContainer(ocpp, 'safe-xml')?.kind).toBe('malformed');
    expect(readContainer(xml, 'ocpp')?.kind).toBe('malformed');
    expect(readContainer('', 'ocpp')?.kind).toBe('malformed');
    expect(readContainer(xml, 'zip')).toBeUndefined();
  });

  it.each([
    ['an OCMF record', ocmf],
    ['a JWS', signJws(meter)],
    ['a raw receipt', meter.signRaw('1 kWh')],
    ['lines of JSON', `${ocpp}\n${ocpp}`],
    ['JSON that only speaks of signed data', '{"signedMeterData":1}'],
    ['words', 'hello'],
    ['nothing', ''],
    ['another list', '[1,{"signed_values":2}]'],
  ])('leaves %s to others', (_name, text) => {
    expect(readContainer(text)).toBeUndefined();
  });

  it('takes 2,000 receipts and not one more', () => {
    const small = xmlValue(recordAround('{}'));
    const texts = [MAX_CONTAINED, MAX_CONTAINED + 1].map((count) => `<v>${small.repeat(count)}</v>`);
    expect(texts.map((text) => readContainer(text)?.kind)).toEqual(['container', 'malformed']);
  });

  it('takes 10 MiB and not one byte more', () => {
    const filled = (bytes: number): string => xml + ' '.repeat(bytes - xml.length);
    expect(contentsIn(filled(MAX_CONTAINER_BYTES))).toEqual([ocmf]);
    expect(readContainer(filled(MAX_CONTAINER_BYTES + 1))?.kind).toBe('malformed');
    expect(readContainer(ocpp + ' '.repeat(MAX_CONTAINER_BYTES))).toBeUndefined();
  });

  it('calls a text that nobody can have written malformed', () => {
    expect(readContainer(`${xml}\ud83d`)?.kind).toBe('malformed');
  });

  it('finds nothing in JSON that nests deeper than 32 levels', () => {
    const deep = `${'['.repeat(33)}${ocpp}${']'.repeat(33)}`;
    expect(readContainer(deep)).toBeUndefined();
    expect(readContainer(deep, 'ocpp')?.kind).toBe('malformed');
  });

  it('refuses repeated members', () => {
    expect(readContainer(`{"signedMeterData":"a","signedMeterData":"b"}`, 'ocpp')?.kind).toBe('malformed');
  });
});
