// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ClientError, connect, readProfile, type Profile } from '@meterpki/client';
import { curves, type SignatureEncoding } from '@meterpki/protocol';
import {
  castOfTestRun,
  chargingReceipt,
  inRepository,
  newInstrument,
  newSoftToken,
  runScript,
  softTokenMissing,
  verifyInitially,
  type Cast,
  type SoftToken,
} from '@meterpki/scenario';
import { ellipticCurve, encodeSignature, highTwin } from '@meterpki/simulator';

const missing = softTokenMissing();
const withToken = missing === undefined ? it : it.skip;
const because = missing === undefined ? '' : ` [skipped: ${missing}]`;

const program = inRepository('client', 'bin', 'meterpki.js');

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof ClientError ? error.code : String(error)),
  );

describe('keys that are not handed out', () => {
  let cast: Cast;
  let profile: Profile;
  let folder = '';
  beforeAll(async () => {
    cast = await castOfTestRun();
    profile = await readProfile(cast.profile('ptb', 'society'));
    folder = await mkdtemp(path.join(tmpdir(), 'meterpki-token-'));
  });
  afterAll(async () => {
    await cast.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The profile as it stands in a file, but for its key. */
  const withoutKey = (): Omit<Profile, 'file' | 'privateKey'> => {
    const { name, channel, chaincode, mspId, certificate, gateways } = profile;
    return { name, channel, chaincode, mspId, certificate, gateways };
  };

  /** Writes a profile beside the token that the key was put into. */
  async function profileWith({ token }: SoftToken, changed: Record<string, unknown> = {}): Promise<string> {
    const written = path.join(folder, `profile-${Object.keys(changed).join('')}.json`);
    await writeFile(written, JSON.stringify({ ...withoutKey(), token: { ...token, ...changed } }));
    return written;
  }

  it('a callback signs calls, in either form and with any s', async () => {
    const key = createPrivateKey(await readFile(profile.privateKey ?? ''));
    for (const encoding of ['der', 'p1363'] as const) {
      let signed = 0;
      const session = await connect(
        { ...withoutKey(), file: profile.file },
        {
          signer: (digest) => {
            signed += 1;
            return Promise.resolve(signDigest(digest, key, encoding));
          },
        },
      );
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, at) => session.society.isRegistered([`ptb:no-${at}`])),
      );
      session.close();
      expect([answers.length, signed]).toEqual([12, 12]);
    }
  });

  it('a signer with another key, one that fails, and none at all are told apart', async () => {
    const codeWith = async (signer?: (digest: Uint8Array) => Promise<Uint8Array>): Promise<string> => {
      const work = async (): Promise<unknown> => {
        const session = await connect(
          { ...withoutKey(), file: profile.file },
          signer === undefined ? {} : { signer },
        );
        return session.society.isRegistered(['ptb:no-1']).finally(() => {
          session.close();
        });
      };
      return codeOf(work());
    };
    expect(await codeWith(() => Promise.resolve(new Uint8Array(64).fill(7)))).toBe('KEY_MISMATCH');
    expect(await codeWith(() => Promise.reject(new Error('the card was pulled')))).toBe('SIGNING_FAILED');
    expect(await codeWith()).toBe('IDENTITY_UNREADABLE');
  });

  withToken(`a PKCS#11 token signs what the command sends${because}`, async () => {
    const place = path.join(folder, 'good');
    await mkdir(place);
    const soft = await newSoftToken(place, profile.privateKey ?? '');
    const file = await profileWith(soft);
    const checked = await runScript(program, ['profile', 'check', '--profile', file], soft.environment);
    expect([checked.status, checked.stderr]).toEqual([0, '']);
    const shown = await runScript(program, ['profile', 'show', '--profile', file], soft.environment);
    expect(shown.stdout).toContain('meterpki, key 0a01, by ');

    const instrument = newInstrument('ptb');
    await verifyInitially(cast, 'ptb', instrument);
    const receipts = path.join(folder, 'receipts.jsonl');
    const texts = Array.from({ length: 5 }, (_, at) => chargingReceipt(instrument, Date.now() - at));
    await writeFile(receipts, `${texts.join('\n')}\n`);
    const recorded = await runScript(
      program,
      ['verify', receipts, '--record', '--json', '--profile', file],
      soft.environment,
    );
    expect([recorded.status, recorded.stdout.match(/"assurance":"committed"/g)?.length]).toEqual([0, 5]);
  });

  withToken(`says what is wrong with a token${because}`, async () => {
    const place = path.join(folder, 'other');
    await mkdir(place);
    const other = await readProfile(cast.profile('inmetro', 'society'));
    const soft = await newSoftToken(place, other.privateKey ?? '');
    const codeFor = async (changed: Record<string, unknown>): Promise<string> => {
      const file = await profileWith(soft, changed);
      const { stderr, status } = await runScript(
        program,
        ['profile', 'check', '--profile', file],
        soft.environment,
      );
      expect(stderr).not.toContain('8642');
      return `${status ?? ''} ${/[A-Z]+(?:_[A-Z]+)+/.exec(stderr)?.[0] ?? stderr}`;
    };
    await writeFile(path.join(folder, 'wrong-pin'), '1111\n', { mode: 0o600 });
    expect(await codeFor({})).toBe('3 KEY_MISMATCH');
    expect(await codeFor({ pinFile: path.join(folder, 'wrong-pin') })).toBe('3 TOKEN_UNAVAILABLE');
    expect(await codeFor({ keyId: 'ff' })).toBe('3 TOKEN_UNAVAILABLE');
    expect(await codeFor({ label: 'absent' })).toBe('3 TOKEN_UNAVAILABLE');
    expect(await codeFor({ library: '/nowhere.so' })).toBe('3 TOKEN_UNAVAILABLE');
    expect(await codeFor({ pinFile: path.join(folder, 'absent') })).toBe('3 IDENTITY_UNREADABLE');
    expect(await codeFor({ pinVariable: 'PIN' })).toBe('3 PROFILE_INVALID');
  });
});

/** A stranger's way to sign: elliptic, over the digest itself, with the larger s. */
function signDigest(digest: Uint8Array, key: KeyObject, encoding: SignatureEncoding): Uint8Array {
  const curve = curves.secp256r1;
  const { d = '' } = key.export({ format: 'jwk' });
  const { r, s } = ellipticCurve(curve).sign(digest, Buffer.from(d, 'base64url'));
  const fixed = Buffer.from(r.toString('hex', 64) + s.toString('hex', 64), 'hex');
  return encodeSignature(curve, highTwin(curve, fixed), encoding);
}
