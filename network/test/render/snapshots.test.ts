// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { modelOf } from '../support/models.js';
import { renderAll } from '../support/rendered.js';

// Tests run from the compiled folder; the snapshots stand beside their sources.
const SNAPSHOTS = path.resolve(__dirname, '../../test/fixtures/rendered');

/** Set to write the snapshots anew; look at what changed before you commit it. */
const isUpdate = process.env.UPDATE_RENDERED !== undefined;

describe.each(['default', 'paper-a'] as const)('what is rendered from %s', (name) => {
  const folder = path.join(SNAPSHOTS, name);
  const rendered = renderAll(modelOf(name));
  if (isUpdate) update(folder, rendered);

  it.each([...rendered])('%s is as committed', (file, text) => {
    expect(text).toBe(readFileSync(path.join(folder, file), 'utf8'));
  });

  it('is no less than what is committed', () => {
    const committed = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.ya?ml$/.test(file),
    );
    expect(committed.sort()).toEqual([...rendered.keys()].sort());
  });
});

function update(folder: string, rendered: ReadonlyMap<string, string>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [file, text] of rendered) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
}
