// SPDX-License-Identifier: Apache-2.0
import type { ReceiptInput } from '@meterpki/protocol';
import { transientOf } from '../support/checks';
import { activate, opened } from '../support/scene';
import { secrets } from '../support/test-meter';

const end = '2026-06-05T00:00:00.000Z';
const information = 'reading 4711.815 kWh';

/** Texts that stand in a receipt and must stand nowhere on the ledger, in any spelling that was handed over. */
const forbidden = [
  ...Object.values(secrets),
  information,
  Buffer.from(information).toString('base64'),
  'ISO14443',
  '1-b:1.8.0',
  'OCMF',
  '2026-06-05T00:00:00,000',
  'T1"',
];

describe('what a check leaves on the ledger', () => {
  it('holds no reading, user, tariff or signature of a receipt, neither in state nor in the answer', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const { meter, meterId } = await activate(scene, 'm');
    const text = meter.signOcmf({ end });
    const receipts: ReceiptInput[] = [
      { text, meterId },
      { text: meter.signRaw(information), meterId },
      { text: text.replace('1250.891', secrets.begin), meterId },
      { text },
      { text: `OCMF|{"ID":"${secrets.user}"` },
    ];
    const signature = /"SD":"([^"]+)"/.exec(text)?.[1] ?? '';
    expect(signature.length).toBeGreaterThan(100);
    const texts: string[] = [];
    for (const list of [receipts, ...receipts.map((receipt) => [receipt])]) {
      for (const name of ['RecordChecks', 'CheckReceipts']) {
        texts.push(await ledger.call(who.society, ['receipts', name], '{}', transientOf(list)));
        for (const [key, value] of ledger.last?.writes ?? []) texts.push(key, value.toString('utf8'));
      }
    }
    const all = texts.join('\n');
    expect(all).toContain(meterId);
    for (const secret of [...forbidden, signature, signature.slice(16, 64)])
      expect(all).not.toContain(secret);
  });

  it('holds nothing of a receipt that is refused', async () => {
    const { ledger, who } = await opened();
    const transient = { receipts: JSON.stringify([{ text: secrets.user, [secrets.user]: secrets.tariff }]) };
    const error: unknown = await ledger
      .call(who.society, ['receipts', 'CheckReceipts'], '{}', { transient })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toContain('INVALID_TRANSIENT');
    expect((error as Error).message).not.toContain(secrets.tariff);
  });
});
