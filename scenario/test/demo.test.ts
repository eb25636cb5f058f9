// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  hasOutsideReceipts,
  inRepository,
  outsideReceipts,
  runScript,
  storyLedgerKind,
  type Finished,
} from '@meterpki/scenario';

const demo = inRepository('scenario', 'dist', 'demo', 'main.js');
// A clone elsewhere has no shared folder; it was said loudly.
const withVectors = hasOutsideReceipts() ? it : it.skip;

describe('the demo', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'meterpki-demo-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Plays on the ledger of this test run; kept ledgers live in the test's own folder. */
  const play = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Finished> => {
    const ledger = storyLedgerKind() === 'network' ? ['--ledger', 'network'] : [];
    return runScript(demo, [...ledger, ...args], {
      METERPKI_DEMO_DIR: path.join(folder, 'kept'),
      INIT_CWD: folder,
      ...environment,
    });
  };

  it('plays the four phases with the four outcomes and names its ledger first', async () => {
    const { status, stdout, stderr } = await play([]);
    expect(stderr).toBe('');
    expect(stdout.split('\n')[0]).toMatch(/^Ledger: (embedded ledger|Fabric network) .+: .+\.$/);
    for (const outcome of [
      'a genuine receipt: valid  tx ',
      'the same with a changed amount: invalid (signature-mismatch)  tx ',
      "a stranger's receipt: indeterminate (unknown-meter)  tx ",
      'a receipt signed after that: invalid (key-revoked)  tx ',
    ]) {
      expect(stdout).toContain(outcome);
    }
    expect(stdout.split('Try next\n')[1]?.trim().split('\n')).toHaveLength(3);
    expect(status).toBe(0);
  }, 120_000);

  withVectors(
    'checks the receipts of real meters: all 26 as expected',
    async () => {
      const { status, stdout } = await play([outsideReceipts]);
      expect(stdout).toContain('26 receipts checked, 0 skipped, 0 unreadable, 0 not as expected');
      expect(stdout).not.toContain('unsupported');
      expect(status).toBe(0);
    },
    120_000,
  );

  withVectors(
    'names a line whose key is of a curve that is not built in, and skips it',
    async () => {
      const [first = ''] = (await readFile(outsideReceipts, 'utf8')).split('\n');
      const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp521r1' });
      const foreign = publicKey.export({ format: 'pem', type: 'spki' });
      const line = { ...(JSON.parse(first) as Record<string, unknown>), publicKey: foreign };
      await writeFile(path.join(folder, 'foreign.jsonl'), `${JSON.stringify(line)}\n${first}\n`);
      const { status, stdout } = await play(['foreign.jsonl']);
      expect(stdout).toContain('1 receipts checked, 1 skipped, 0 unreadable, 0 not as expected');
      expect(stdout.match(/: unsupported, /g)).toHaveLength(1);
      expect(status).toBe(0);
    },
    120_000,
  );

  withVectors(
    'ends with an error where a verdict is not the expected one',
    async () => {
      const [first = ''] = (await readFile(outsideReceipts, 'utf8')).split('\n');
      const line = { ...(JSON.parse(first) as Record<string, unknown>), expectedValid: false };
      await writeFile(path.join(folder, 'wrong.jsonl'), `${JSON.stringify(line)}\n`);
      const { status, stdout } = await play(['wrong.jsonl']);
      expect(stdout).toContain('expected invalid');
      expect(status).toBe(1);
    },
    120_000,
  );

  it('touches no network that is not there or not marked for demos', async () => {
    const missing = await play(['--ledger', 'network'], { METERPKI_NETWORK: path.join(folder, 'none.json') });
    expect(missing.status).toBe(1);
    expect(missing.stderr).toContain('no network is running');
    const descriptor = {
      kind: 'fabric',
      name: 'live',
      channel: 'c',
      chaincode: 'm',
      demo: false,
      consensus: 'raft',
      profiles: {},
    };
    await writeFile(path.join(folder, 'live.json'), JSON.stringify(descriptor));
    const live = await play(['--ledger', 'network'], { METERPKI_NETWORK: path.join(folder, 'live.json') });
    expect(live.status).toBe(1);
    expect(live.stderr).toContain('"live" is not marked for demos');
    expect(live.stdout).toBe('');
  });

  it('says what is wrong with its words, with exit code 64', async () => {
    const { status, stderr } = await play(['--ledger', 'moon']);
    expect(status).toBe(64);
    expect(stderr).toContain('moon');
  });

  // A network is kept and ended by its own tool, not by the demo.
  (storyLedgerKind() === 'embedded' ? it : it.skip)(
    'keeps its ledger when asked, and uses its imported keys again',
    async () => {
      const kept = path.join(folder, 'kept');
      const stop = (): Promise<Finished> =>
        runScript(inRepository('devledger', 'bin', 'meterpki-devledger.js'), ['stop', '--dir', kept]);
      const receipts = hasOutsideReceipts() ? [outsideReceipts] : [];
      try {
        const first = await play(['--keep', ...receipts]);
        const second = await play(receipts);
        expect([first.status, second.status]).toEqual([0, 0]);
        expect(first.stdout).toContain('started with --keep, it goes on running');
        expect(second.stdout).toContain('it runs since an earlier --keep');
        if (receipts.length > 0) expect(second.stdout).toContain('18 keys are on the ledger already');
      } finally {
        expect((await stop()).status).toBe(0);
      }
    },
    180_000,
  );
});
