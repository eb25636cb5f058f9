// SPDX-License-Identifier: Apache-2.0
import { parseReceipts } from '@meterpki/client';
import { toBase64, toUtf8, type ReceiptInput } from '@meterpki/protocol';
import {
  castOfTestRun,
  chargingReceipt,
  edl40Parts,
  edl40Receipt,
  endReading,
  instrumentWith,
  jwsReceipt,
  markers,
  verifyInitially,
  withChangedAmount,
  type Cast,
  type Instrument,
} from '@meterpki/scenario';

/** The receipts that a client finds in a file. */
const receiptsIn = (file: string): ReceiptInput[] =>
  parseReceipts(toUtf8(file), 'file').flatMap(({ content }) =>
    content.kind === 'receipt' ? [content.input] : [],
  );

const base64 = (text: string): string => toBase64(toUtf8(text));
const element = (name: string, bytes: Uint8Array): string =>
  `<${name} encoding="base64">${toBase64(bytes)}</${name}>`;

describe('a receipt of each format', () => {
  let cast: Cast;
  let instrument: Instrument;
  let now = 0;
  let ocmf = '';

  beforeAll(async () => {
    cast = await castOfTestRun();
    instrument = instrumentWith('ECDSA-secp256r1-SHA256');
    await verifyInitially(cast, 'ptb', instrument);
    now = Date.now();
    ocmf = chargingReceipt(instrument, now);
  });
  afterAll(() => cast.close());

  const verdicts = async (receipts: readonly ReceiptInput[]): Promise<string[]> => {
    const { society } = await cast.session('ptb', 'society');
    const outcomes = await society.checkReceipts(receipts);
    return outcomes.map(({ verdict, reason, meterId }) =>
      [verdict, reason ?? '', meterId ?? ''].join(' ').trim(),
    );
  };

  it('is found valid by the contract, the meter by what the receipt says of it', async () => {
    const good = [ocmf, jwsReceipt(instrument, now), edl40Receipt(instrument, now)];
    const raw = { text: instrument.meter.signRaw(`${endReading} kWh`), meterId: instrument.meterId };
    const valid = `valid  ${instrument.meterId}`;
    expect(await verdicts([...good.map((text) => ({ text })), raw])).toEqual([valid, valid, valid, valid]);
  });

  it('is invalid once a digit is another', async () => {
    const [header = '', claims = '', signature = ''] = jwsReceipt(instrument, now).split('.');
    const changed = Buffer.from(claims, 'base64url').toString().replace(endReading, `8${markers.end}`);
    const jws = [header, Buffer.from(changed).toString('base64url'), signature].join('.');
    const { block, signature: signed } = edl40Parts(instrument, now);
    const other = Buffer.from(block);
    other.writeUInt32LE(89_873, 31);
    const edl = JSON.stringify({ encodedMeterValue: toBase64(other), meterValueSignature: toBase64(signed) });
    const found = await verdicts([withChangedAmount(ocmf), jws, edl].map((text) => ({ text })));
    expect(found).toEqual(found.map(() => 'invalid signature-mismatch'));
  });

  it('is found in the containers in which stations and back ends hand it out', async () => {
    const { block, signature } = edl40Parts(instrument, now);
    const edl = `<signedMeterValue>${element('meterValueSignature', signature)}${element('encodedMeterValue', block)}</signedMeterValue>`;
    const files = [
      `<values><value transactionId="1" context="Transaction.Begin"><signedData format="OCMF" encoding="base64">${base64(ocmf)}</signedData></value><value><signedData>${edl}</signedData></value></values>`,
      JSON.stringify([
        2,
        '1',
        'TransactionEvent',
        { meterValue: [{ sampledValue: [{ signedMeterValue: { signedMeterData: base64(ocmf) } }] }] },
      ]),
      JSON.stringify({
        id: '1',
        signed_data: { signed_values: [{ nature: 'End', signed_data: base64(ocmf) }] },
      }),
    ];
    const found = await verdicts(files.flatMap(receiptsIn));
    expect(found).toEqual(Array.from({ length: 4 }, () => `valid  ${instrument.meterId}`));
  });

  it('is found valid on the curve of most EDL40 meters', async () => {
    const other = instrumentWith('ECDSA-secp192r1-SHA256');
    await verifyInitially(cast, 'ptb', other);
    expect(await verdicts([{ text: edl40Receipt(other, now) }])).toEqual([`valid  ${other.meterId}`]);
  });
});
