// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertKey, fromBase64, possessionStatement, provesPossession } from '@meterpki/protocol';
import { Meter, tamperingModes } from '@meterpki/simulator';
import { opinionOn } from '../support/registered';
import { runCli } from './run-cli';

describe('meterpki-sim', () => {
  const folder = mkdtempSync(join(tmpdir(), 'meterpki-sim-'));
  const file = join(folder, 'meter.json');
  const made = runCli(['new', '--serial', '4711', '--gateway', 'G-9', '--out', file, '--json']);
  const reading = ['--begin', '2026-01-31T12:00:00Z=12.340', '--end', '2026-01-31T13:00:00Z=15.1'];
  const meter = (): Meter => Meter.load(file);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('new: writes a key file and says which key it holds', () => {
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(made.out)).toMatchObject({ file, fingerprint: meter().fingerprint });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(meter().nameplate).toMatchObject({ serial: '4711', gatewaySerial: 'G-9' });
  });

  it('new: leaves an existing file alone and ends with 1', () => {
    const again = runCli(['new', '--serial', '1', '--out', file]);
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.err).toContain('KEY_FILE_EXISTS');
    expect(meter().nameplate.serial).toBe('4711');
  });

  it.each([
    'ECDSA-secp384r1-SHA384',
    'ECDSA-brainpool256r1-SHA256',
    'ECDSA-brainpoolP256r1-SHA256',
    'ECDSA-secp192k1-SHA256',
  ])('new: takes the algorithm %s', (algorithm) => {
    const other = join(folder, `${algorithm}.json`);
    const { code } = runCli(['new', '--serial', '1', '--algorithm', algorithm, '--out', other]);
    expect(code).toBe(0);
    expect(Meter.load(other).algorithm.ocmf).toContain(algorithm);
    const { out: receipt } = runCli(['sign', other, ...reading]);
    expect(opinionOn(receipt, Meter.load(other)).judgement).toEqual({ verdict: 'valid' });
  });

  it.each(['spki-hex', 'spki-base64', 'pem'])('public: prints the key as %s', (form) => {
    const { code, out } = runCli(['public', file, '--form', form]);
    expect(code).toBe(0);
    expect(convertKey(out)).toMatchObject({ kind: 'key', key: { fingerprint: meter().fingerprint } });
  });

  it('prove: answers a challenge', () => {
    const nonce = 'AB'.repeat(32);
    const context = ['--channel', 'c', '--chaincode', 'd', '--msp', 'PTBMSP', '--meter', 'ptb:1'];
    const challenge = ['--nonce', nonce, '--expires', '2026-01-31T12:00:00.999Z'];
    const { code, out } = runCli(['prove', file, '--purpose', 'attest', ...context, ...challenge]);
    expect(code).toBe(0);
    const { spki, algorithm } = meter();
    const fields = {
      purpose: 'attest',
      channel: 'c',
      chaincode: 'd',
      mspId: 'PTBMSP',
      meterId: 'ptb:1',
    } as const;
    const expires = Date.parse('2026-01-31T12:00:00Z') / 1000;
    const whole = { ...fields, sequence: 0, spki, algorithm, nonce: nonce.toLowerCase(), expires };
    expect(provesPossession(whole, out.trim())).toBe(true);
  });

  it('prove: answers a challenge file with all that an endorser hands in, also by the key before', () => {
    const challenge = {
      schema: 1,
      challengeId: 'c'.repeat(64),
      nonce: 'd'.repeat(64),
      mspId: 'PTBMSP',
      expires: '2026-01-31T12:00:00.999Z',
      channel: 'c',
      chaincode: 'd',
    };
    const asked = join(folder, 'challenge.json');
    writeFileSync(asked, JSON.stringify(challenge));
    const renewed = join(folder, 'renewed.json');
    runCli(['new', '--serial', '4711', '--out', renewed]);
    const words = ['--challenge', asked, '--purpose', 'update', '--meter', 'ptb:1', '--sequence', '1'];
    const { code, out } = runCli(['prove', renewed, ...words, '--old', file]);
    expect(code).toBe(0);
    const { proof, previousProof, ...answer } = JSON.parse(out) as Record<string, string>;
    const { spki, algorithm } = Meter.load(renewed);
    expect(answer).toEqual({
      meterId: 'ptb:1',
      manufacturer: 'meterpki',
      model: 'simulated meter',
      aliases: [{ kind: 'MS', text: '4711' }],
      purpose: 'update',
      key: Buffer.from(spki).toString('base64'),
      algorithm: algorithm.id,
      challengeId: challenge.challengeId,
    });
    const statement = {
      purpose: 'update',
      channel: 'c',
      chaincode: 'd',
      mspId: 'PTBMSP',
      meterId: 'ptb:1',
      sequence: 1,
      spki,
      algorithm,
      previous: meter().fingerprint,
      nonce: challenge.nonce,
      expires: Date.parse('2026-01-31T12:00:00Z') / 1000,
    } as const;
    expect(provesPossession(statement, proof ?? '')).toBe(true);
    const signedByOld = fromBase64(previousProof ?? '');
    expect(signedByOld).toEqual(meter().sign(possessionStatement(statement)));
  });

  it('prove: says what is missing, and what is wrong with a challenge file', () => {
    const words = ['prove', file, '--purpose', 'register', '--meter', 'ptb:1'];
    expect(runCli(words)).toMatchObject({ code: 64, out: '' });
    const bad = join(folder, 'bad.json');
    writeFileSync(bad, '{"schema":1}');
    const { code, err } = runCli([...words, '--challenge', bad]);
    expect(code).toBe(1);
    expect(err).toContain('CHALLENGE_UNREADABLE');
  });

  it('sign and tamper: print receipts that are judged as expected', () => {
    const { out: receipt, code } = runCli(['sign', file, ...reading, '--tariff', 'a|b', '--user', 'U1']);
    expect(code).toBe(0);
    expect(opinionOn(receipt, meter())).toMatchObject({ judgement: { verdict: 'valid' }, findings: [] });
    const tampered = runCli(['tamper', 'changed-amount', '--json'], receipt);
    expect(tampered.code).toBe(0);
    const { expected, receipt: text } = JSON.parse(tampered.out) as { expected: unknown; receipt: string };
    expect(opinionOn(text, meter()).judgement).toEqual(expected);
  });

  it('tamper: takes a second receipt from a file', () => {
    const [first, second] = ['a', 'b'].map((text) => runCli(['sign', file, '--raw', text]).out);
    writeFileSync(join(folder, 'second'), second ?? '');
    const { code, out } = runCli(['tamper', 'swapped-signature', '--second', join(folder, 'second')], first);
    expect(code).toBe(0);
    expect(opinionOn(out, meter()).judgement).toMatchObject({ reason: 'signature-mismatch' });
  });

  it('modes: lists every mode', () => {
    const rows = JSON.parse(runCli(['modes', '--json']).out) as { name: string }[];
    expect(rows.map(({ name }) => name)).toEqual(tamperingModes.map(({ name }) => name));
  });

  it.each([
    ['no command', []],
    ['an unknown command', ['fly']],
    ['a missing option', ['new', '--serial', '1']],
    [
      'an algorithm that does not exist',
      ['new', '--serial', '1', '--out', join(folder, 'no'), '--algorithm', 'ECDSA-secp521r1-SHA512'],
    ],
    ['a form that does not exist', ['public', file, '--form', 'xml']],
    ['nothing to sign', ['sign', file]],
    ['two things to sign', ['sign', file, '--raw', 'x', ...reading]],
    ['a time that does not exist', ['sign', file, '--begin', '2026-02-30T12:00:00Z=1']],
    ['a reading that is no number', ['sign', file, '--begin', '2026-01-30T12:00:00Z=x']],
    ['an unknown mode', ['tamper', 'no-such-mode']],
  ])('ends with 64 and a word of help for %s', (_name, words) => {
    const { code, out, err } = runCli(words);
    expect(code).toBe(64);
    expect(out).toBe('');
    expect(err.length).toBeGreaterThan(20);
    expect(err).not.toContain('    at ');
  });

  it('ends with 1 for an unreadable receipt and an unreadable key file', () => {
    expect(runCli(['tamper', 'changed-amount'], 'hello')).toMatchObject({ code: 1, out: '' });
    expect(runCli(['public', join(folder, 'none')])).toMatchObject({ code: 1, out: '' });
  });

  it('ends with 0 for help', () => {
    expect(runCli(['--help'])).toMatchObject({ code: 0, err: '' });
  });
});
