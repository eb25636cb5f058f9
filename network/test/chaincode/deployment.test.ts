// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runningHashes } from '../../dist/chaincode/code-hash.js';
import { copyChaincode, readDeployment } from '../../dist/chaincode/deployment.js';
import { Layout } from '../../dist/directory/layout.js';
import { failureOf } from '../support/failures.js';
import { modelOf } from '../support/models.js';
import { put, temporaryFolder } from '../support/temporary.js';

const DOCUMENT = { name: 'meterpki', label: 'meterpki_1', version: '1', directory: 'package' };
const MEMBERS = ['PTBMSP', 'InmetroMSP'];

/** A staged chaincode with a stub of the shim. */
function staged(document: object = DOCUMENT, members: readonly string[] = MEMBERS): string {
  const folder = temporaryFolder();
  put(folder, 'package/package.json', '{"main":"main.js"}');
  put(folder, 'package/main.js', 'code');
  put(folder, 'package/genesis.json', JSON.stringify({ members: members.map((mspId) => ({ mspId })) }));
  put(folder, 'package/node_modules/fabric-shim/package.json', '{"name":"fabric-shim","version":"2.5.8"}');
  return put(folder, 'deployment.json', JSON.stringify(document));
}

describe('readDeployment', () => {
  it('gives absolute paths of chaincode, shim and libraries', () => {
    const file = staged();
    const folder = path.dirname(file);
    expect(readDeployment(file, modelOf())).toEqual({
      ...{ name: 'meterpki', label: 'meterpki_1', version: '1', environment: {} },
      directory: path.join(folder, 'package'),
      shimCli: path.join(folder, 'package/node_modules/fabric-shim/cli.js'),
      modules: [path.join(folder, 'package/node_modules')],
    });
  });

  it('names every fault of the document', () => {
    const { code, faults } = failureOf(() => readDeployment(staged({ name: 'a b', version: 1 }), modelOf()));
    expect(code).toBe('BAD_DEPLOYMENT');
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['name', 'label', 'version', 'directory']);
  });

  it('refuses a chaincode of another name, or for other members than the topology has', () => {
    const file = staged({ ...DOCUMENT, name: 'other' }, ['PTBMSP', 'NIMMSP']);
    expect(failureOf(() => readDeployment(file, modelOf())).faults).toEqual([
      'name: is other, the topology says meterpki',
      'genesis.json: NIMMSP is not in the topology',
      'genesis.json: InmetroMSP of the topology is no member',
    ]);
  });

  it('takes a chaincode without a genesis file, and refuses one whose file names no members', () => {
    const file = staged();
    const genesis = path.join(path.dirname(file), 'package/genesis.json');
    writeFileSync(genesis, '{}');
    expect(failureOf(() => readDeployment(file, modelOf())).faults).toEqual([
      'genesis.json: does not name the members',
    ]);
    rmSync(genesis);
    expect(readDeployment(file, modelOf()).name).toBe('meterpki');
  });

  it.each([
    ['that is not there', '/nonexistent/deployment.json'],
    ['that is no JSON', put(temporaryFolder(), 'deployment.json', 'name: meterpki')],
  ])('refuses a file %s and says what to do', (_, file) => {
    expect(failureOf(() => readDeployment(file, modelOf())).next).toContain('npm run package');
  });
});

describe('copyChaincode', () => {
  it('copies the code without its libraries, so that a later build changes nothing', () => {
    const layout = new Layout(temporaryFolder());
    copyChaincode(readDeployment(staged(), modelOf()), layout);
    expect(readFileSync(path.join(layout.chaincodeCode, 'main.js'), 'utf8')).toBe('code');
    expect(existsSync(path.join(layout.chaincodeCode, 'node_modules'))).toBe(false);
  });
});

describe('runningHashes', () => {
  it('hashes bundle and genesis file as the version repeats them, and says null for a missing one', () => {
    const layout = new Layout(temporaryFolder());
    expect(runningHashes(layout)).toEqual({ bundle: null, genesis: null });
    copyChaincode(readDeployment(staged(), modelOf()), layout);
    // SHA-256 of "code", first 32 digits.
    expect(runningHashes(layout).bundle).toBe(
      '5694d08a2e53ffcae0c3103e5ad6f6076abd960eb1f8a56577040bc1028f702b'.slice(0, 32),
    );
    expect(runningHashes(layout).genesis).toMatch(/^[0-9a-f]{32}$/);
  });
});
