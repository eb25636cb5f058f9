// SPDX-License-Identifier: Apache-2.0
import { status } from '@grpc/grpc-js';
import { publicForms } from '@meterpki/simulator';
import { answerOf, challenge, digest } from '../../support/answers';
import { makeCredentials, type Credentials } from '../../support/certificates';
import { argumentsOf, jsonLines, runAgainst } from '../../support/here';
import { meter } from '../../support/receipts';
import { described, standing, standings } from '../../support/standings';
import { temporaryFile } from '../../support/temporary';

const { fingerprint } = meter;
const registered = { ...described, proof: 'AAAA' };

let credentials: Credentials;
beforeAll(async () => {
  credentials = await makeCredentials();
});

describe('meterpki meter register', () => {
  it("hands in a meter's answer, and says where it stands and what comes next", async () => {
    const file = temporaryFile(JSON.stringify(answerOf(meter, 'register')));
    const { code, stdout, stderr, calls } = await runAgainst(
      credentials,
      standings('PENDING'),
      'meter',
      'register',
      file,
    );
    expect(code).toBe(0);
    expect(argumentsOf(calls, 'registry:RegisterMeters')).toEqual([
      { challengeId: challenge.challengeId, meters: [registered] },
    ]);
    expect(stdout).toContain(`ptb:T-1  PENDING, key ${fingerprint} PENDING`);
    expect(stdout).toMatch(/transaction {2,}[0-9a-f]{64} in block 7/);
    expect(stderr).toMatch(/^Next: .*meterpki meter attest/m);
  });

  it.each([
    ['CSV', 'manufacturer,model,meterId,MS,key,proof\nMaker,Model,ptb:T-1,T-1,KEY,AAAA\n'],
    [
      'a JSON list',
      '[{"meterId":"ptb:T-1","manufacturer":"Maker","model":"Model","MS":"T-1","key":"KEY","proof":"AAAA"}]',
    ],
    [
      'lines of JSON',
      '{"meterId":"ptb:T-1","manufacturer":"Maker","model":"Model","MS":"T-1","key":"KEY","proof":"AAAA"}\n\n',
    ],
  ])('takes %s, a key in another form, and the challenge of the command line', async (_form, text) => {
    const file = temporaryFile(text.replace('KEY', publicForms['spki-hex'](meter.spki)));
    const answered = ['--challenge', temporaryFile(JSON.stringify(challenge))];
    const { code, stdout, calls } = await runAgainst(
      credentials,
      standings('PENDING'),
      ...['meter', 'register', file, ...answered, '--json'],
    );
    expect(code).toBe(0);
    expect(argumentsOf(calls, 'registry:RegisterMeters')).toEqual([
      { challengeId: challenge.challengeId, meters: [registered] },
    ]);
    expect(jsonLines(stdout)).toMatchObject([
      {
        meterId: 'ptb:T-1',
        keyState: 'PENDING',
        blockNumber: 7,
        transactionId: expect.any(String) as string,
      },
    ]);
  });

  it('cuts a long list into transactions of 500, and keeps what answers different challenges apart', async () => {
    const meterIds = Array.from({ length: 1101 }, (_, index) => `ptb:${index}`);
    const entries = meterIds.map((meterId, index) => ({
      ...answerOf(meter, 'register', meterId),
      challengeId: index < 1100 ? challenge.challengeId : digest('e'),
    }));
    const file = temporaryFile(JSON.stringify(entries));
    const { code, stdout, calls } = await runAgainst(
      credentials,
      standings('PENDING'),
      ...['meter', 'register', file, '--json'],
    );
    expect(code).toBe(0);
    const sent = argumentsOf(calls, 'registry:RegisterMeters') as { challengeId: string; meters: object[] }[];
    expect(sent.map(({ challengeId, meters }) => [challengeId, meters.length])).toEqual([
      [challenge.challengeId, 500],
      [challenge.challengeId, 500],
      [challenge.challengeId, 100],
      [digest('e'), 1],
    ]);
    expect(jsonLines(stdout).map(({ meterId }) => meterId)).toEqual(meterIds);
  });

  it('names every fault of every entry by its place, and asks no ledger', async () => {
    const bad =
      'meterId,manufacturer,model,key,proof\nnothing,Maker,Model,nothing,AAAA\nptb:1,Maker,Model,KEY,-\n';
    const file = temporaryFile(bad.replace('KEY', publicForms['spki-hex'](meter.spki)));
    const answered = ['--challenge', temporaryFile(JSON.stringify(challenge))];
    const { code, stdout, stderr, calls } = await runAgainst(
      credentials,
      standings('PENDING'),
      ...['meter', 'register', file, ...answered],
    );
    expect({ code, stdout, calls }).toEqual({ code: 64, stdout: '', calls: [] });
    expect(stderr).toContain(`${file}:2 key is no public key`);
    expect(stderr).toContain(`${file}:3 proof must be base64`);
  });

  it('repeats nothing of a private key that stands in place of the public one', async () => {
    const pem = '-----BEGIN EC PRIVATE KEY-----SECRETSECRET-----END EC PRIVATE KEY-----';
    const file = temporaryFile(JSON.stringify({ ...answerOf(meter, 'register'), key: pem }));
    const { code, stderr } = await runAgainst(credentials, {}, 'meter', 'register', file);
    expect(code).toBe(64);
    expect(stderr).toContain('is a private key');
    expect(stderr).not.toContain('SECRET');
  });

  it('refuses a proof that was made for another purpose, and entries that answer no challenge', async () => {
    const wrong = temporaryFile(JSON.stringify(answerOf(meter, 'attest')));
    const { code, stderr } = await runAgainst(credentials, {}, 'meter', 'register', wrong);
    expect(code).toBe(64);
    expect(stderr).toContain('purpose must be register');
    const without: Record<string, unknown> = { ...answerOf(meter, 'register'), challengeId: undefined };
    const none = await runAgainst(
      credentials,
      {},
      'meter',
      'register',
      temporaryFile(JSON.stringify(without)),
    );
    expect(none.code).toBe(64);
    expect(none.stderr).toContain('--challenge FILE');
  });

  it("tells the ledger's faults by the places of the entries: exit 4", async () => {
    const refuse =
      'POSSESSION_INVALID: the possession proof does not verify\n- meters[1].proof: POSSESSION_INVALID: is not the signature';
    const entries = ['ptb:1', 'ptb:2'].map((id) => answerOf(meter, 'register', id));
    const file = temporaryFile(entries.map((entry) => JSON.stringify(entry)).join('\n'));
    const { code, stderr } = await runAgainst(credentials, { refuse }, 'meter', 'register', file);
    expect(code).toBe(4);
    expect(stderr).toContain(`${file}:2 proof: is not the signature`);
  });

  it('ends with 5 where the commit is not known, and names the command that finds out', async () => {
    const file = temporaryFile(JSON.stringify(answerOf(meter, 'register')));
    const script = {
      endorse: JSON.stringify({ meters: [standing('ptb:T-1')] }),
      submitFails: true,
      commitStatusFails: status.PERMISSION_DENIED,
    } as const;
    const { code, stdout, stderr } = await runAgainst(credentials, script, 'meter', 'register', file);
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
    expect(stderr).toMatch(/^meterpki: COMMIT_UNKNOWN: .*([0-9a-f]{64}).*\nNext: meterpki audit tx \1\n$/);
  });
});
