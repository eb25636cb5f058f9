// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import type { Deployment } from '../../dist/chaincode/deployment.js';
import { refuseDifferent, refuseForeign, removeIfEmpty } from '../../dist/commands/existing-network.js';
import { Layout } from '../../dist/directory/layout.js';
import {
  completeRecord,
  requireRecord,
  writeRecord,
  type NetworkRecord,
} from '../../dist/directory/record.js';
import { failureOf } from '../support/failures.js';
import { modelOf } from '../support/models.js';
import { put, temporaryFolder } from '../support/temporary.js';

const chaincode = {
  name: 'meterpki',
  label: 'meterpki_1',
  version: '1',
  environment: {},
  shimCli: '',
  modules: [],
};
const deployment: Deployment = { ...chaincode, directory: '' };

const record: NetworkRecord = {
  schema: 1,
  mode: 'native',
  phase: 'complete',
  model: modelOf(),
  chaincode: { ...chaincode, packageIds: {} },
};

describe('refuseForeign', () => {
  it('refuses a directory in which other files stand, and names them', () => {
    const folder = temporaryFolder();
    put(folder, 'network.json', '{}');
    put(folder, 'thesis.tex', '');
    expect(
      failureOf(() => {
        refuseForeign(new Layout(folder));
      }),
    ).toMatchObject({ code: 'BAD_OPTION', faults: ['thesis.tex'] });
  });

  it('takes an empty directory and one that is not there', () => {
    expect(() => {
      refuseForeign(new Layout(temporaryFolder()));
      refuseForeign(new Layout('/nonexistent/directory'));
    }).not.toThrow();
  });
});

describe('removeIfEmpty', () => {
  it('removes an empty directory and nothing else', () => {
    const [empty, full] = [temporaryFolder(), temporaryFolder()];
    put(full, 'file', '');
    for (const folder of [empty, full, '/nonexistent/directory']) removeIfEmpty(new Layout(folder));
    expect([existsSync(empty), existsSync(full)]).toEqual([false, true]);
  });
});

describe('refuseDifferent', () => {
  const wanted = { model: modelOf(), mode: 'native', deployment } as const;

  it('takes the network as it was made, also after its record was written and read', () => {
    const layout = new Layout(temporaryFolder());
    writeRecord(layout, record);
    expect(() => {
      refuseDifferent(requireRecord(layout), wanted);
    }).not.toThrow();
  });

  it('names everything that is different', () => {
    const other = {
      model: modelOf('default', { portBase: 9000 }),
      mode: 'docker',
      deployment: { ...deployment, label: 'meterpki_2' },
    } as const;
    const failure = failureOf(() => {
      refuseDifferent(record, other);
    });
    expect(failure.code).toBe('NETWORK_DIFFERS');
    expect(failure.faults).toEqual([
      'it runs in native mode, not in docker mode',
      'topology, name, port base or demo mark are others',
      'it runs the chaincode meterpki_1, not meterpki_2',
    ]);
  });
});

describe('records', () => {
  it('are missing, incomplete or damaged, each with its own code', () => {
    const layout = new Layout(temporaryFolder());
    expect(failureOf(() => completeRecord(layout)).code).toBe('NETWORK_UNKNOWN');
    writeRecord(layout, { ...record, phase: 'making' });
    expect(failureOf(() => completeRecord(layout)).code).toBe('NETWORK_INCOMPLETE');
    put(layout.root, 'network.json', '{"schema":2}');
    expect(failureOf(() => completeRecord(layout)).code).toBe('STORAGE_FAILED');
  });
});
