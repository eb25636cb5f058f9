// SPDX-License-Identifier: Apache-2.0
import { checkRootFiles, rootFiles } from '../../dist/commands/render.js';
import { failureOf } from '../support/failures.js';
import { put, temporaryFolder } from '../support/temporary.js';

function folderWith(change: (name: string, text: string) => string | undefined): string {
  const folder = temporaryFolder();
  for (const [name, text] of rootFiles()) {
    const changed = change(name, text);
    if (changed !== undefined) put(folder, name, changed);
  }
  return folder;
}

describe('checkRootFiles', () => {
  it('finds the committed files to be what the topology gives', () => {
    expect(() => {
      checkRootFiles();
    }).not.toThrow();
  });

  it('passes over files as rendered', () => {
    const folder = folderWith((_, text) => text);
    expect(() => {
      checkRootFiles(folder);
    }).not.toThrow();
  });

  it('names every file that is missing or has other bytes', () => {
    const folder = folderWith((name, text) => (name === 'configtx.yaml' ? `${text}#\n` : undefined));
    const failure = failureOf(() => {
      checkRootFiles(folder);
    });
    expect(failure.code).toBe('RENDERED_DIFFERS');
    expect(failure.faults).toEqual([...rootFiles().keys()]);
  });
});
