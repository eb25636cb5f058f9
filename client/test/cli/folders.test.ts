// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { jsonLines, runHere } from '../support/here';
import { keyHex, signReceipt } from '../support/receipts';
import { temporaryPath } from '../support/temporary';

const key = ['--key', keyHex];

function folderWith(name: string, files: Readonly<Record<string, string>>): string {
  const folder = temporaryPath(name);
  for (const [file, content] of Object.entries(files)) {
    const whole = path.join(folder, file);
    mkdirSync(path.dirname(whole), { recursive: true });
    writeFileSync(whole, content);
  }
  return folder;
}

describe('a folder of receipts', () => {
  it('is read with all folders in it, by name; other files are passed over by name', async () => {
    const folder = folderWith('many', {
      'b.ocmf': signReceipt(),
      'a/z.jsonl': `${JSON.stringify({ ocmf: signReceipt() })}\n`,
      'a/broken.ocmf': 'OCMF|{"FV":"1.0"',
      'readme.txt': 'nothing of ours',
      'key.pem': '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n',
      'picture.png': '\u0089PNG\u0000\u0001',
      '.hidden.ocmf': signReceipt(),
    });
    symlinkSync(folder, path.join(folder, 'loop'));
    const { code, stdout, stderr } = await runHere(['verify', folder, ...key, '--json']);
    expect(jsonLines(stdout)).toMatchObject([
      { source: `${folder}/a/broken.ocmf:1`, reason: 'malformed' },
      { source: `${folder}/a/z.jsonl:1`, verdict: 'valid' },
      { source: `${folder}/b.ocmf:1`, verdict: 'valid' },
    ]);
    expect(code).toBe(2);
    for (const name of ['readme.txt', 'key.pem', 'picture.png']) expect(stderr).toContain(name);
    expect(stderr).not.toContain('.hidden');
  });

  it('without a receipt is a mistake', async () => {
    const folder = folderWith('none', { 'readme.txt': 'nothing of ours' });
    const { code, stdout, stderr } = await runHere(['verify', folder, ...key]);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain('is a folder without a receipt');
  });
});
