// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Deployment } from '../../dist/chaincode/deployment.js';
import {
  clearUnfinished,
  refuseDifferent,
  refuseForeign,
  removeIfEmpty,
} from '../../dist/commands/existing-network.js';
import { up } from '../../dist/commands/up.js';
import { Layout } from '../../dist/directory/layout.js';
import {
  completeRecord,
  requireRecord,
  writeRecord,
  type NetworkRecord,
} from '../../dist/directory/record.js';
import { failureOf, rejectionOf } from '../support/failures.js';
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

  it('refuses files under names of a network where no record makes them one, and leaves them', () => {
    const folder = temporaryFolder();
    const names = ['.env', '.env.production', 'configtx.yaml', 'docker-compose.yaml'];
    for (const name of [...names, 'chaincode/main.go']) put(folder, name, '');
    const failure = failureOf(() => {
      refuseForeign(new Layout(folder));
    });
    expect([failure.code, [...failure.faults].sort()]).toEqual([
      'BAD_OPTION',
      [...names, 'chaincode'].sort(),
    ]);
    expect(failure.next).toContain('--dir');
    expect(existsSync(path.join(folder, 'chaincode/main.go'))).toBe(true);
  });

  it.each(['crypto-config.backup-2026', 'network.json.bak', 'logs.tar.gz', '.env.1.old', 'nodes.12.new'])(
    'takes %s for a file of somebody else',
    (name) => {
      const layout = new Layout(temporaryFolder());
      writeRecord(layout, record);
      put(layout.root, name, '');
      expect(
        failureOf(() => {
          refuseForeign(layout);
        }).faults,
      ).toEqual([name]);
    },
  );

  it('knows what the tool itself leaves behind where it is killed', () => {
    const layout = new Layout(temporaryFolder());
    const locks = ['network.lock', 'network.lock.7', 'network.lock.7.dead', 'network.lock.7.7.new'];
    for (const name of [...locks, 'network.json.7.new']) put(layout.root, name, '');
    expect(() => {
      refuseForeign(layout);
    }).not.toThrow();
    writeRecord(layout, record);
    for (const name of ['.env', '.env.7.new', 'ledger.json.7.new']) put(layout.root, name, '');
    expect(() => {
      refuseForeign(layout);
    }).not.toThrow();
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

describe('clearUnfinished', () => {
  it('deletes what the record makes its own, and nothing else', async () => {
    const layout = new Layout(temporaryFolder());
    const making = { ...record, phase: 'making' } as const;
    writeRecord(layout, making);
    for (const name of ['chaincode/ptb.tgz', '.env', '.env.production', 'network.lock']) {
      put(layout.root, name, '');
    }
    await clearUnfinished(layout, making, () => undefined);
    expect(readdirSync(layout.root).sort()).toEqual(['.env.production', 'network.lock']);
  });
});

describe('up', () => {
  it('deletes nothing in a directory that holds no network', async () => {
    const folder = temporaryFolder();
    const kept = put(folder, 'chaincode/main.go', 'package main');
    const failure = await rejectionOf(
      up({ mode: 'native', preset: 'paper-a', dir: folder }, { say: () => undefined, signal: undefined }),
    );
    expect([failure.code, existsSync(kept), readdirSync(folder)]).toEqual([
      'BAD_OPTION',
      true,
      ['chaincode'],
    ]);
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
