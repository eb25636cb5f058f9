// SPDX-License-Identifier: Apache-2.0
import { algorithms, concat, readReceipt, toHex, writeEdl40, type Receipt } from '@meterpki/protocol';
import { receiptIn } from '../../support/ocmf';
import { opinionOn } from '../../support/opinion';
import { keyRecord, meterRecord } from '../../support/register';
import { edl40Block, edl40Meter, signEdl40 } from '../../support/signed-forms';

const meter = edl40Meter();
const every = { algorithms: algorithms.map(({ id }) => id) };
const registered = meterRecord([keyRecord(meter, { algorithm: meter.algorithm.id })]);

describe('an EDL40 signature', () => {
  it('says meter, local time, reading and pagination', () => {
    const receipt = receiptIn(signEdl40());
    expect(receipt).toMatchObject({
      format: 'edl40-sig',
      encodings: ['p1363'],
      algorithmNamed: true,
      claimed: { text: '2026-01-31T13:00:00' },
      aliases: [
        { kind: 'MS', text: '1EMH0008357808' },
        { kind: 'MS', text: '0901454D4800007F87B0' },
      ],
      readings: [{ value: '8987.2', unit: 'Wh', obis: '1-0:1.17.0*255' }],
      pagination: '40',
      findings: ['clock-not-synchronised'],
    } satisfies Partial<Record<keyof Receipt, unknown>>);
    expect(receipt.algorithm.id).toBe('ECDSA-secp192r1-SHA256');
  });

  it('names no point in time: the offset of the local clock is not signed', () => {
    expect(receiptIn(signEdl40()).claimed).not.toHaveProperty('milliseconds');
  });

  it('covers the whole block, and r and s come without the logbook', () => {
    const block = edl40Block();
    const receipt = receiptIn(signEdl40(meter, block));
    expect(toHex(receipt.signedBytes)).toBe(toHex(block));
    expect(toHex(receipt.signature)).toBe(toHex(meter.sign(block, 'p1363')));
    const bare = receiptIn(writeEdl40(block, meter.sign(block, 'p1363')));
    expect(toHex(bare.signature)).toBe(toHex(receipt.signature));
  });

  it.each(['ECDSA-secp192r1-SHA256', 'ECDSA-secp256r1-SHA256'])('verifies with %s', (id) => {
    const other = edl40Meter('x', id);
    const record = meterRecord([keyRecord(other, { algorithm: id })]);
    expect(opinionOn(signEdl40(other), [record], every).judgement).toEqual({ verdict: 'valid' });
    expect(opinionOn(signEdl40(edl40Meter('y', id)), [record], every).judgement).toMatchObject({
      reason: 'signature-mismatch',
    });
  });

  it('is unsupported where the policy leaves the weak curve out', () => {
    expect(opinionOn(signEdl40(), [registered]).judgement).toMatchObject({ reason: 'unsupported' });
  });

  it.each<[string, Parameters<typeof edl40Block>[0], object]>([
    ['a scaler upwards', { scaler: 3, value: 12n }, { value: '12000' }],
    ['the largest value', { value: 2n ** 64n - 1n, scaler: 0 }, { value: '18446744073709551615' }],
    ['power', { unit: 27 }, { unit: 'W' }],
    ['a unit without a name here', { unit: 200 }, { unit: 'unit 200' }],
  ])('keeps the digits of %s', (_name, fields, expected) => {
    expect(receiptIn(signEdl40(meter, edl40Block(fields))).readings[0]).toMatchObject(expected);
  });

  it('has no value where the scaler is none', () => {
    expect(receiptIn(signEdl40(meter, edl40Block({ scaler: -128 }))).readings[0]).not.toHaveProperty('value');
  });

  it.each([
    ['of another kind', '0801454d4800007f87b0'],
    ['with a block that has no two digits', '0901454d48640000007b'],
    ['with a number of more than eight digits', '0901454d4800ffffffff'],
    ['with a medium that is no digit', '090a454d4800007f87b0'],
    ['whose manufacturer is no three letters', '0901456d4800007f87b0'],
  ])('names its meter by the octets alone for a server ID %s', (_name, serverId) => {
    const { aliases } = receiptIn(signEdl40(meter, edl40Block({ serverId })));
    expect(aliases).toEqual([{ kind: 'MS', text: serverId.toUpperCase() }]);
  });

  it('names its meter in print for the newer kind of server ID', () => {
    const { aliases } = receiptIn(signEdl40(meter, edl40Block({ serverId: '0a01454d480000ba05b4' })));
    expect(aliases[0]?.text).toBe('1EMH0012191156');
  });
});

describe('an EDL40 signature is malformed', () => {
  const good = JSON.parse(signEdl40()) as Record<string, string>;
  const block = edl40Block();
  const signature = meter.sign(block, 'p1363');

  it.each([
    ['with a short block', writeEdl40(block.subarray(1), signature)],
    ['with a long block', writeEdl40(concat(block, block), signature)],
    ['with a short signature', writeEdl40(block, signature.subarray(1))],
    ['with a DER signature', writeEdl40(block, meter.sign(block))],
    ['without a signature', JSON.stringify({ encodedMeterValue: good.encodedMeterValue })],
    ['with a third member', JSON.stringify({ ...good, publicKey: '' })],
    ['with a number for a part', JSON.stringify({ ...good, meterValueSignature: 1 })],
    ['with a number for the block', JSON.stringify({ ...good, encodedMeterValue: 1 })],
    ['with base64 without padding', JSON.stringify({ ...good, meterValueSignature: 'QQ' })],
    ['as a list', JSON.stringify([good])],
    ['cut off', signEdl40().slice(0, -1)],
  ])('%s', (_name, text) => {
    expect(readReceipt(text, 'edl40-sig').kind).toBe('malformed');
  });
});
