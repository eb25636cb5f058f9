// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { algorithmById, toBase64, type Algorithm } from '@meterpki/protocol';
import { Meter, publicForms } from '@meterpki/simulator';
import { run } from '../support/program';
import { keyHex, signReceipt } from '../support/receipts';
import { temporaryFile } from '../support/temporary';
import { vectorLines } from '../support/vectors';

function meterWith(id: string): Meter {
  const algorithm: Algorithm | undefined = algorithmById(id);
  if (algorithm === undefined) throw new Error(`${id} is not built in`);
  return Meter.fromSeed('client', { serial: 'T-1', algorithm });
}

describe('meterpki verify --key on other curves', () => {
  const weak = meterWith('ECDSA-secp192r1-SHA256');
  const receipt = temporaryFile(signReceipt(weak));
  const key = ['--key', toBase64(weak.spki)];

  it.each(['ECDSA-secp384r1-SHA384', 'ECDSA-brainpool256r1-SHA256', 'ECDSA-secp256k1-SHA256'])(
    'judges a receipt of %s',
    async (id) => {
      const meter = meterWith(id);
      const args = ['verify', temporaryFile(signReceipt(meter)), '--key', publicForms.pem(meter.spki)];
      expect(await run([...args, '--quiet'])).toMatchObject({ code: 0, stderr: '' });
    },
  );

  it('calls weak curves unsupported, and says which flag lets them count', async () => {
    const { code, stdout, stderr } = await run(['verify', receipt, ...key]);
    expect(code).toBe(2);
    expect(stdout).toContain('INDETERMINATE (unsupported)');
    expect(stderr).toContain('secp192r1');
    expect(stderr).toContain('--allow-legacy');
    expect(await run(['verify', receipt, ...key, '--quiet'])).toEqual({ code: 2, stdout: '', stderr: '' });
  });

  it('judges them with --allow-legacy, and says nothing more of it', async () => {
    const { code, stdout, stderr } = await run(['verify', receipt, ...key, '--allow-legacy']);
    expect(code).toBe(0);
    expect(stdout).toContain('VALID');
    expect(stderr).not.toContain('--allow-legacy');
  });

  it('takes --allow-legacy with --key alone: a ledger has its policy', async () => {
    const { code, stdout, stderr } = await run(['verify', receipt, '--allow-legacy']);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain('--key');
  });
});

describe('meterpki verify --key with a private key', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const der = privateKey.export({ format: 'der', type: 'pkcs8' });
  const receipt = temporaryFile(signReceipt());
  const d = String(privateKey.export({ format: 'jwk' }).d);

  it.each([
    ['PEM', privateKey.export({ format: 'pem', type: 'sec1' }).toString()],
    ['hex', der.toString('hex')],
    ['base64', der.toString('base64')],
    ['a JSON web key', JSON.stringify(privateKey.export({ format: 'jwk' }))],
  ])('refuses it by name and repeats nothing of it: %s', async (_form, text) => {
    const body = text.replace(/-----[A-Z ]+-----/g, '').trim();
    for (const given of [text, temporaryFile(text)]) {
      const { code, stdout, stderr } = await run(['verify', receipt, '--key', given]);
      expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
      expect(stderr).toContain('PRIVATE_KEY_GIVEN');
      for (const secret of [body.slice(0, 40), body.slice(-40), d]) expect(stderr).not.toContain(secret);
    }
  });
});

const lines = vectorLines();
// A clone elsewhere has no shared folder: nothing to read there, and the reader has said so loudly.
(lines.length > 0 ? describe : describe.skip)(
  'meterpki verify --key --allow-legacy on receipts of real meters',
  () => {
    it('gives each line the expected verdict with its own key', async () => {
      expect(lines).toHaveLength(26);
      for (const { ocmf, publicKey, expectedValid } of lines) {
        const args = ['verify', temporaryFile(ocmf), '--key', publicKey, '--allow-legacy', '--json'];
        const { code, stdout } = await run(args);
        expect(code).toBe(expectedValid ? 0 : 1);
        expect(JSON.parse(stdout)).toMatchObject({ verdict: expectedValid ? 'valid' : 'invalid' });
      }
    }, 120_000);

    it('still tells them from receipts under another key', async () => {
      const { code } = await run(['verify', temporaryFile(lines[0]?.ocmf ?? ''), '--key', keyHex, '--quiet']);
      expect(code).toBe(1);
    });
  },
);
