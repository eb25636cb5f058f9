// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { profileOf, readLedger } from '@meterpki/client';
import { failureOf } from '../support/failures';
import { temporaryFile } from '../support/temporary';

const good = {
  kind: 'embedded',
  name: 'demo',
  channel: 'nmichannel',
  chaincode: 'meterpki',
  demo: true,
  consensus: 'none',
  profiles: { 'ptb-admin': 'profiles/ptb-admin.json' },
};

describe('readLedger', () => {
  it('gives profiles by name, relative to the folder of the descriptor', async () => {
    const file = temporaryFile(JSON.stringify(good));
    const ledger = await readLedger(file);
    expect(ledger).toMatchObject({ kind: 'embedded', demo: true, consensus: 'none' });
    expect(profileOf(ledger, 'ptb-admin')).toBe(path.join(path.dirname(file), 'profiles/ptb-admin.json'));
  });

  it('says which profiles there are when asked for another', async () => {
    const ledger = await readLedger(temporaryFile(JSON.stringify(good)));
    const failure = await failureOf(() => profileOf(ledger, 'constructor'));
    expect(failure.code).toBe('LEDGER_FILE_INVALID');
    expect(failure.message).toContain('ptb-admin');
  });

  it('names every fault at once', async () => {
    const file = temporaryFile(JSON.stringify({ ...good, kind: 'paper', demo: 'yes', port: 1 }));
    const { code, faults } = await failureOf(() => readLedger(file));
    expect(code).toBe('LEDGER_FILE_INVALID');
    expect(faults).toHaveLength(3);
  });
});
