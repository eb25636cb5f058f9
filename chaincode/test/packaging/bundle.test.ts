// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { genesisText } from '../support/genesis';

const workspace = resolve(__dirname, '..', '..');
/** Inside the workspace, so that the bundle finds the shim as it does in production. */
const folder = join(workspace, 'build', `test-${process.pid}`);

interface Deployment {
  readonly label: string;
  readonly version: string;
  readonly directory: string;
}

function pack(name: string): { out: string; deployment: Deployment; files: ReadonlyMap<string, Buffer> } {
  const out = join(folder, name);
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(workspace, 'scripts', 'pack.mjs'), '--out', out],
    {
      encoding: 'utf8',
    },
  );
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const deployment = JSON.parse(readFileSync(join(out, 'deployment.json'), 'utf8')) as Deployment;
  const staged = join(out, deployment.directory);
  const files = new Map(readdirSync(staged).map((file) => [file, readFileSync(join(staged, file))]));
  return { out: staged, deployment, files };
}

/** Loads a bundle as the shim does, in a process of its own. */
function start(
  bundle: string,
  env: Readonly<Record<string, string>>,
): { status: number | null; stdout: string; stderr: string } {
  const program = `const { contracts } = require(${JSON.stringify(bundle)});
    process.stdout.write(contracts.map((c) => c.name + '=' + new c().getName()).join(' '));`;
  const { PATH = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', program], {
    encoding: 'utf8',
    env: { PATH, CORE_CHAINCODE_LOGGING_LEVEL: 'critical', ...env },
  });
  return { status, stdout, stderr };
}

const loaded = 'GovernanceContract=governance RegistryContract=registry ReceiptsContract=receipts';

let packed: ReturnType<typeof pack>;

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  packed = pack('first');
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the packaged chaincode', () => {
  it('is the same, byte for byte, when packed again elsewhere', () => {
    const second = pack('second');
    expect([...second.files.keys()].sort()).toEqual([...packed.files.keys()].sort());
    for (const [file, bytes] of packed.files) expect(second.files.get(file)?.equals(bytes)).toBe(true);
    expect(second.deployment).toEqual(packed.deployment);
  });

  it('is one bundle, the genesis file and a list of exact dependencies', () => {
    const names = [...packed.files.keys()].sort();
    expect(names).toEqual(['genesis.json', 'meterpki.js', 'npm-shrinkwrap.json', 'package.json']);
    const { dependencies } = JSON.parse(packed.files.get('package.json')?.toString() ?? '') as {
      dependencies: Record<string, string>;
    };
    for (const version of Object.values(dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('holds no path of the machine that packed it, no elliptic and no XML parser', () => {
    const text = packed.files.get('meterpki.js')?.toString('utf8') ?? '';
    expect(text.length).toBeGreaterThan(50_000);
    expect(text).not.toContain(resolve(workspace, '..'));
    expect(text).not.toContain('file:///');
    expect(text).not.toMatch(/elliptic['"/]/);
    expect(text).not.toContain('bn.js');
    expect(text).not.toMatch(/saxes|SaxesParser/);
  });

  it('starts under its label, with and without the hash of the package', () => {
    const bundle = join(packed.out, 'meterpki.js');
    const { label } = packed.deployment;
    for (const id of [label, `${label}:${'a'.repeat(64)}`]) {
      expect(start(bundle, { CORE_CHAINCODE_ID: id })).toMatchObject({ status: 0, stdout: loaded });
    }
  });

  it('refuses to start under another label, and says why', () => {
    const bundle = join(packed.out, 'meterpki.js');
    const { label } = packed.deployment;
    const other = label.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
    for (const id of [other, 'meterpki_0.1.0']) {
      const { status, stdout, stderr } = start(bundle, { CORE_CHAINCODE_ID: id });
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toContain('refuses to start: these are not the approved files');
    }
  });

  it('refuses to start once a byte of it was changed', () => {
    const changed = join(folder, 'changed');
    mkdirSync(changed, { recursive: true });
    for (const file of packed.files.keys()) copyFileSync(join(packed.out, file), join(changed, file));
    writeFileSync(join(changed, 'meterpki.js'), '\n', { flag: 'a' });
    const { status, stderr } = start(join(changed, 'meterpki.js'), {
      CORE_CHAINCODE_ID: packed.deployment.label,
    });
    expect(status).toBe(1);
    expect(stderr).toContain('this bundle is');
  });

  it('refuses to start with a genesis file that is broken, missing, or another than the label says', () => {
    const bundle = join(packed.out, 'meterpki.js');
    const file = join(folder, 'genesis.json');
    const starts = (text: string, env: Readonly<Record<string, string>> = {}): ReturnType<typeof start> => {
      writeFileSync(file, text);
      return start(bundle, { METERPKI_GENESIS: file, ...env });
    };
    expect(starts('{').stderr).toContain('GENESIS_INVALID');
    expect(starts(genesisText({ algorithms: ['none'] })).stderr).toContain('genesis.algorithms');
    expect(starts(genesisText())).toMatchObject({ status: 0, stdout: loaded });
    const other = starts(genesisText({ imports: true }), { CORE_CHAINCODE_ID: packed.deployment.label });
    expect(other.status).toBe(1);
    expect(other.stderr).toContain('this genesis file is');
    expect(start(bundle, { METERPKI_GENESIS: join(folder, 'none.json') }).status).toBe(1);
  });
});
