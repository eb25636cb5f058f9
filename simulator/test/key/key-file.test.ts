// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Meter } from '@meterpki/simulator';
import { codeOf } from '../support/code-of';
import { sampleMeter } from '../support/samples';

describe('a key file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'meterpki-key-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('gives the same meter back, and is readable by its owner alone', () => {
    const file = join(folder, 'meter.json');
    const meter = sampleMeter();
    meter.writeKeyFile(file);
    const loaded = Meter.load(file);
    expect(loaded.fingerprint).toBe(meter.fingerprint);
    expect(loaded.nameplate).toEqual(meter.nameplate);
    expect(loaded.signRaw('m')).toBe(meter.signRaw('m'));
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is never written over', () => {
    const file = join(folder, 'meter.json');
    writeFileSync(file, 'precious');
    expect(
      codeOf(() => {
        sampleMeter().writeKeyFile(file);
      }),
    ).toBe('KEY_FILE_EXISTS');
    expect(readFileSync(file, 'utf8')).toBe('precious');
  });

  it('is refused with a code where the folder does not exist', () => {
    expect(
      codeOf(() => {
        sampleMeter().writeKeyFile(join(folder, 'missing', 'meter.json'));
      }),
    ).toBe('KEY_FILE_UNWRITABLE');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['no JSON', 'hello', 'KEY_FILE_UNREADABLE'],
    ['a list', '[]', 'KEY_FILE_UNREADABLE'],
    ['an unknown schema', '{"schema":2}', 'KEY_FILE_UNREADABLE'],
    [
      'a serial that is no text',
      `{"schema":1,"algorithm":"ECDSA-secp256r1-SHA256","privateKey":"${'11'.repeat(32)}","serial":7}`,
      'KEY_FILE_UNREADABLE',
    ],
    [
      'a private key of the wrong size',
      '{"schema":1,"algorithm":"ECDSA-secp256r1-SHA256","privateKey":"11","serial":"7"}',
      'PRIVATE_KEY_INVALID',
    ],
  ])('is refused with a code where it holds %s', (_name, content, code) => {
    const file = join(folder, 'meter.json');
    writeFileSync(file, content);
    expect(codeOf(() => Meter.load(file))).toBe(code);
  });

  it('is refused with a code where it does not exist', () => {
    expect(codeOf(() => Meter.load(join(folder, 'none')))).toBe('KEY_FILE_UNREADABLE');
  });
});
