// SPDX-License-Identifier: Apache-2.0

/** A S.A.F.E. container with one value for each record, all of one transaction. */
export function safeXml(records: readonly string[], key = ''): string {
  const values = records.map((record, index) => {
    const context = index === 0 ? 'Transaction.Begin' : 'Transaction.End';
    const publicKey = key === '' ? '' : `<publicKey encoding="hex">${key}</publicKey>`;
    return `<value transactionId="7" context="${context}"><signedData format="OCMF">${record}</signedData>${publicKey}</value>`;
  });
  return `<?xml version="1.0"?>\n<values>${values.join('\n')}</values>\n`;
}

/** An OCPP 1.6 message with one signed value. */
export const ocppMessage = (record: string, context: string, transactionId = 7): string =>
  JSON.stringify([
    2,
    '1',
    'MeterValues',
    { transactionId, meterValue: [{ sampledValue: [{ format: 'SignedData', context, value: record }] }] },
  ]);

/** An OCPI CDR with one signed value for each record. */
export const ocpiCdr = (records: readonly string[], publicKey: string): string =>
  JSON.stringify({
    session_id: '7',
    signed_data: {
      encoding_method: 'OCMF',
      public_key: publicKey,
      signed_values: records.map((record) => ({
        nature: 'Intermediate',
        signed_data: Buffer.from(record).toString('base64'),
      })),
    },
  });
