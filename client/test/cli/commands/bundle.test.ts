// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleText } from '@meterpki/client';
import { makeBundle } from '../../../dist/bundle/make-bundle';
import { preparedTransaction } from '../../support/endorsed-call';
import { jsonLines, runHere } from '../../support/here';
import { TestAuthority } from '../../support/institutes';
import { temporaryFile, temporaryPath } from '../../support/temporary';

const outcome = {
  verdict: 'indeterminate',
  reason: 'unknown-meter',
  receiptId: 'a'.repeat(64),
  findings: [],
};

describe('meterpki bundle', () => {
  const folders: Record<string, string> = {};
  let bundle = '';
  let trust = '';

  beforeAll(async () => {
    const [ptb, inmetro] = [await TestAuthority.create('PTBMSP'), await TestAuthority.create('InmetroMSP')];
    for (const { mspId, certificate } of [ptb, inmetro]) {
      const folder = temporaryPath(mspId);
      mkdirSync(path.join(folder, 'cacerts'), { recursive: true });
      writeFileSync(path.join(folder, 'cacerts', 'ca.pem'), certificate.toString('pem'));
      folders[mspId] = `${mspId}=${folder}`;
    }
    const peers = [await ptb.enrol(), await inmetro.enrol()];
    const caller = await ptb.enrol({ unit: 'client' });
    const call = { caller, peers, argument: {}, answer: { outcomes: [outcome] } };
    bundle = temporaryFile(bundleText(makeBundle(await preparedTransaction(call))), 'verdict.json');
    trust = temporaryPath('trust.json');
    await makeTrust(trust, 'PTBMSP', 'InmetroMSP');
  });

  const makeTrust = (out: string, ...words: string[]): ReturnType<typeof runHere> =>
    runHere(['bundle', 'trust', '--out', out, ...words.flatMap((word) => ['--msp', folders[word] ?? word])]);

  it('check tells the verdict, who signed and whose clock it is, and ends with the verdict', async () => {
    const { code, stdout } = await runHere(['bundle', 'check', bundle, '--trust', trust]);
    expect(code).toBe(2);
    for (const text of ['INDETERMINATE (unknown-meter)', 'InmetroMSP, PTBMSP', 'the clock of the caller'])
      expect(stdout).toContain(text);
    const json = await runHere(['bundle', 'check', bundle, '--trust', trust, '--json']);
    expect(jsonLines(json.stdout)).toMatchObject([
      { accepted: true, institutes: ['InmetroMSP', 'PTBMSP'], ...outcome },
    ]);
  });

  it('check and show speak German and Portuguese', async () => {
    const german = await runHere(['bundle', 'check', bundle, '--trust', trust, '--lang', 'de']);
    for (const text of ['signiert von', 'InmetroMSP, PTBMSP', 'Uhr des Anfragenden, PTBMSP'])
      expect(german.stdout).toContain(text);
    const portuguese = await runHere(['bundle', 'show', bundle, '--lang', 'pt']);
    expect(portuguese.stdout).toContain('relógio de quem perguntou, PTBMSP');
    expect(portuguese.stdout).toContain('segundo ele próprio');
  });

  it('check ends with 6 where one of several bundles is refused, and tells of all', async () => {
    const spoilt = temporaryFile(readFileSync(bundle, 'utf8').replace('unknown-meter', 'unsupported'));
    const { code, stdout, stderr } = await runHere([
      'bundle',
      'check',
      spoilt,
      bundle,
      '--trust',
      trust,
      '--json',
    ]);
    expect([code, jsonLines(stdout).map(({ accepted }) => accepted)]).toEqual([6, [false, true]]);
    expect(stderr).toMatch(/^meterpki: BUNDLE_MALFORMED: /);
  });

  it('show says what a bundle says, and that nothing was verified', async () => {
    const { code, stdout, stderr } = await runHere(['bundle', 'show', bundle]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('unknown-meter')]);
    expect(stderr).toContain('Nothing was verified');
    expect(stdout).not.toContain('signed by');
  });

  it('trust asks for two institutes, for one where one is named, and never for fewer than it was told', async () => {
    const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
    expect(read(trust)).toMatchObject({ nmis: 2 });
    const alone = temporaryPath('alone.json');
    expect((await makeTrust(alone, 'PTBMSP')).code).toBe(0);
    expect(read(alone)).toMatchObject({ nmis: 1 });
    const out = temporaryPath('three.json');
    const words = ['bundle', 'trust', '--msp', folders.PTBMSP ?? '', '--nmis', '3', '--out', out];
    const { code, stderr } = await runHere(words);
    expect(code).toBe(64);
    expect(stderr).toMatch(/TRUST_INVALID.*asks for more institutes than it names/);
    expect(() => readFileSync(out)).toThrow('ENOENT');
  });

  it('trust believes the versions of the chaincode that it is told, and any unless told', async () => {
    const out = temporaryPath('versions.json');
    const versions = ['--version', '1.0', '--version', '1.1'];
    const words = ['bundle', 'trust', '--msp', folders.PTBMSP ?? '', ...versions, '--out', out];
    const { code, stdout } = await runHere(words);
    expect([code, stdout]).toEqual([0, expect.stringContaining('1 must sign')]);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ versions: ['1.0', '1.1'] });
    expect(JSON.parse(readFileSync(trust, 'utf8'))).not.toHaveProperty('versions');
  });
});
