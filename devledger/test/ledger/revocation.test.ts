// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { KeyPair } from '../../dist/crypto-material/authority.js';
import { text } from '../support/client.js';
import { ledgerForTests, START_TIMEOUT } from '../support/ledger.js';
import { revocationList } from '../support/revocation.js';
import { rejectionOf } from '../support/temporary.js';

const ledger = ledgerForTests();

function authorityOf(organisation: string): KeyPair {
  const read = (name: string): string =>
    readFileSync(path.join(ledger.directory, 'crypto', organisation, 'ca', name), 'utf8');
  return { certificate: read('cert.pem'), privateKey: read('key.pem') };
}

function keepList(organisation: string, pem: string): void {
  const folder = path.join(ledger.directory, 'crypto', organisation, 'crls');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'list.pem'), pem);
}

const serialOf = (profile: string): string => {
  const { certificate } = ledger.client(profile).profile;
  return new X509Certificate(certificate).serialNumber;
};

describe('revocation', () => {
  it(
    'shuts out whom the list names from the next start on, and nobody else',
    async () => {
      await ledger.client('ptb-endorser1').contract.submitTransaction('put', 'before', 'kept');
      const serialNumbers = [serialOf('ptb-endorser1')];
      keepList('ptb', await revocationList(authorityOf('ptb'), { serialNumbers }));
      await ledger.restart();
      const refused = await rejectionOf(
        ledger.client('ptb-endorser1').contract.evaluateTransaction('get', 'before'),
      );
      expect(String(refused)).toContain('access denied: channel [nmichannel] creator org [PTBMSP]');
      for (const name of ['ptb-endorser2', 'inmetro-endorser1']) {
        expect(text(await ledger.client(name).contract.evaluateTransaction('get', 'before'))).toBe('kept');
      }
    },
    START_TIMEOUT,
  );

  it(
    'does not start with a list that Fabric would stumble over',
    async () => {
      keepList('inmetro', await revocationList(authorityOf('inmetro'), { withoutKeyId: true }));
      expect(await rejectionOf(ledger.restart())).toMatchObject({
        code: 'BAD_DIRECTORY',
        message: expect.stringMatching(/crls.list\.pem .*Authority Key Identifier/) as string,
      });
    },
    START_TIMEOUT,
  );
});
