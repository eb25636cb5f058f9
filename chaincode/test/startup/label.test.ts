// SPDX-License-Identifier: Apache-2.0
import '../support/quiet';
import { labelFault, packageId, shortHash } from '@meterpki/chaincode';

const [bundle, genesis] = [Buffer.from('bundle'), Buffer.from('genesis')];
const label = `meterpki_0.1.0-${shortHash(bundle)}-${shortHash(genesis)}`;
const hash = 'a'.repeat(64);

describe('the label of a package', () => {
  it('is right with the hashes of both files, with and without the hash of the package', () => {
    expect(labelFault(label, bundle, genesis)).toBeUndefined();
    expect(labelFault(`${label}:${hash}`, bundle, genesis)).toBeUndefined();
  });

  it('is wrong for another bundle, another genesis file, and the two exchanged', () => {
    const other = Buffer.from('other');
    expect(labelFault(label, other, genesis)).toContain('bundle');
    expect(labelFault(label, bundle, other)).toContain('genesis');
    expect(labelFault(label, genesis, bundle)).toBeDefined();
  });

  it('is wrong in any other form', () => {
    const cut = label.slice(0, -1);
    for (const id of [
      '',
      'meterpki',
      cut,
      `${label}x`,
      `${label}:`,
      `${label}:${hash}x`,
      label.toUpperCase(),
    ]) {
      expect(labelFault(id, bundle, genesis)).toContain('does not repeat the hashes');
    }
  });

  it('carries 128 bits of each file', () => {
    expect(shortHash(bundle)).toMatch(/^[0-9a-f]{32}$/);
    expect(shortHash(bundle)).not.toBe(shortHash(genesis));
  });
});

describe('the package ID of a process', () => {
  it('stands on the command line in either spelling, before the environment', () => {
    const env = { CORE_CHAINCODE_ID_NAME: 'environment' };
    expect(packageId(['node', 'cli', 'start', '--chaincode-id', 'a'], env)).toBe('a');
    expect(packageId(['node', 'cli', 'start', '--chaincode-id=b'], env)).toBe('b');
    expect(packageId(['node', 'cli'], env)).toBe('environment');
  });

  it('stands in any of the variables that peer and shim use', () => {
    for (const name of ['CORE_CHAINCODE_ID_NAME', 'CORE_CHAINCODE_ID', 'CHAINCODE_ID']) {
      expect(packageId([], { [name]: 'a' })).toBe('a');
    }
  });

  it('is absent outside a peer', () => {
    expect(packageId(['node', 'jest'], {})).toBeUndefined();
  });
});
