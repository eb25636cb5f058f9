// SPDX-License-Identifier: Apache-2.0
import { checkWithKey, givenKey, givenKeyOrFile, type GivenKey } from '@meterpki/client';
import { fingerprintOf } from '@meterpki/protocol';
import { Meter, publicForms, tamper, tamperingModes } from '@meterpki/simulator';
import { failureOf } from '../support/failures';
import { keyHex, meter, signReceipt } from '../support/receipts';
import { temporaryFile } from '../support/temporary';

const receipt = signReceipt();
const key = givenKey(keyHex);
/** SPKI on secp112r1, a curve that is not built in. */
const OTHER_CURVE = '3032301006072a8648ce3d020106052b81040006031e0004' + '01'.repeat(28);

describe('checkWithKey', () => {
  it('finds an untouched receipt valid and says no more than it can know', () => {
    const outcome = checkWithKey({ text: receipt, meterId: 'ptb:T-1' }, key, 5);
    expect(outcome).toEqual({
      verdict: 'valid',
      receiptId: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      key: fingerprintOf(meter.spki),
      findings: [],
      index: 5,
      assurance: 'key-only',
    });
  });

  it('does not mind a receipt from before any register', () => {
    const old = meter.signOcmf({ begin: { time: '1970-01-01T00:00:00.000Z', value: '0' } });
    expect(checkWithKey({ text: old }, key)).toMatchObject({ verdict: 'valid' });
    expect(checkWithKey({ text: old }, key).findings).not.toContain('before-registration');
  });

  it.each(tamperingModes.filter(({ formats }) => formats.includes('ocmf')))(
    'tells $name as the ledger would',
    ({ name, expected, finding }) => {
      const text = tamper(name, receipt, signReceipt());
      const outcome = checkWithKey({ text }, key);
      expect(outcome).toMatchObject(expected);
      if (finding !== undefined) expect(outcome.findings).toContain(finding);
    },
  );

  it('finds the receipt of another meter forged', () => {
    const text = signReceipt(Meter.fromSeed('another', { serial: 'A' }));
    expect(checkWithKey({ text }, key)).toMatchObject({ verdict: 'invalid', reason: 'signature-mismatch' });
  });

  it('gives a raw receipt the same answers', () => {
    const text = meter.signRaw('13.570 kWh');
    expect(checkWithKey({ text, format: 'raw' }, key)).toMatchObject({ verdict: 'valid' });
    const changed = tamper('changed-information', text);
    expect(checkWithKey({ text: changed }, key)).toMatchObject({ reason: 'signature-mismatch' });
  });

  it('calls every readable receipt unsupported when the key is of a foreign curve', () => {
    const foreign = givenKey(OTHER_CURVE);
    expect(foreign).toEqual({ kind: 'unsupported' });
    expect(checkWithKey({ text: receipt }, foreign)).toMatchObject({ reason: 'unsupported' });
    expect(checkWithKey({ text: 'OCMF|{' }, foreign)).toMatchObject({ reason: 'malformed' });
  });
});

describe('givenKeyOrFile', () => {
  const isKey = (given: GivenKey): boolean =>
    given.kind === 'key' && given.key.fingerprint === fingerprintOf(meter.spki);

  it.each(Object.keys(publicForms) as (keyof typeof publicForms)[])(
    'takes %s as text and in a file',
    async (form) => {
      const text = publicForms[form](meter.spki);
      expect(isKey(await givenKeyOrFile(text))).toBe(true);
      expect(isKey(await givenKeyOrFile(temporaryFile(`${text}\n`)))).toBe(true);
    },
  );

  it('takes a file of DER', async () => {
    expect(isKey(await givenKeyOrFile(temporaryFile(meter.spki)))).toBe(true);
  });

  it('refuses what is neither key nor file', async () => {
    expect((await failureOf(() => givenKeyOrFile('no-key'))).code).toBe('PUBLIC_KEY_UNREADABLE');
    expect((await failureOf(() => givenKeyOrFile(temporaryFile('no key')))).code).toBe(
      'PUBLIC_KEY_UNREADABLE',
    );
  });

  it('refuses a private key', async () => {
    const text = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n';
    expect((await failureOf(() => givenKeyOrFile(temporaryFile(text)))).code).toBe('PRIVATE_KEY_GIVEN');
  });
});
