// SPDX-License-Identifier: Apache-2.0
import { defaultAlgorithms, policyHash, type Policy } from '@meterpki/protocol';
import { identityOf } from '@meterpki/client';
import { digest } from '../../support/answers';
import { makeCredentials, type Credentials } from '../../support/certificates';
import { argumentsOf, committing, jsonLines, runAgainst } from '../../support/here';
import { temporaryFile } from '../../support/temporary';

const NOW = '2026-03-01T12:00:00.000Z';
const file = {
  members: [
    { mspId: 'PTBMSP', prefix: 'ptb' },
    { mspId: 'InmetroMSP', prefix: 'inmetro' },
  ],
  quorum: { attestations: 2, nmis: 2 },
  algorithms: [...defaultAlgorithms],
  imports: false,
  possession: ['statement' as const],
};
const policy: Policy = { schema: 1, revision: 3, ...file };

let credentials: Credentials;
let identity = '';
beforeAll(async () => {
  credentials = await makeCredentials();
  identity = identityOf(credentials.certificate);
});

describe('meterpki policy', () => {
  const answer = JSON.stringify({ policy, hash: policyHash(policy) });

  it('show: members, quorum and hash', async () => {
    const shown = await runAgainst(credentials, { evaluate: answer }, 'policy', 'show');
    expect(shown.code).toBe(0);
    for (const text of ['policy 3', policyHash(policy), 'InmetroMSP', '2 attestations from 2 institutes'])
      expect(shown.stdout).toContain(text);
    const json = await runAgainst(credentials, { evaluate: answer }, 'policy', 'show', '--json');
    expect(jsonLines(json.stdout)).toEqual([{ policy, hash: policyHash(policy) }]);
  });

  it('propose: changes the policy in force, and tells the others how to vote', async () => {
    const next = { ...policy, revision: 4 };
    const proposed = {
      proposalId: digest('1'),
      hash: policyHash(next),
      revision: 4,
      state: 'OPEN',
      expires: NOW,
    };
    const script = committing(JSON.stringify(proposed), { evaluate: answer });
    const words = ['policy', 'propose', temporaryFile(JSON.stringify(file)), '--days', '14'];
    const { code, stdout, stderr, calls } = await runAgainst(credentials, script, ...words);
    expect(code).toBe(0);
    expect(argumentsOf(calls, 'governance:ProposePolicy')).toEqual([
      { base: 3, policy: file, lifetimeSeconds: 14 * 86_400 },
    ]);
    expect(stdout).not.toContain('NOT the hash');
    expect(stderr).toContain(`meterpki policy vote ${digest('1')} --hash ${policyHash(next)} --approve`);
    const other = committing(JSON.stringify({ ...proposed, hash: digest('9') }), { evaluate: answer });
    expect((await runAgainst(credentials, other, ...words)).stdout).toContain('NOT the hash of the file');
  });

  it('propose: names every fault of the file and asks no ledger', async () => {
    const bad = temporaryFile(
      JSON.stringify({ ...file, quorum: { attestations: 1, nmis: 9 }, imports: 'no' }),
    );
    const { code, stderr, calls } = await runAgainst(credentials, {}, 'policy', 'propose', bad);
    expect({ code, calls }).toEqual({ code: 64, calls: [] });
    expect(stderr).toContain('imports must be true or false');
  });

  it('vote: for or against, and never both', async () => {
    const script = committing(
      JSON.stringify({ proposalId: digest('1'), hash: digest('2'), revision: 4, state: 'ACCEPTED' }),
    );
    const words = ['policy', 'vote', digest('1'), '--hash', digest('2')];
    const voted = await runAgainst(credentials, script, ...words, '--reject');
    expect(voted.code).toBe(0);
    expect(argumentsOf(voted.calls, 'governance:VoteOnPolicy')).toEqual([
      { proposalId: digest('1'), hash: digest('2'), approve: false },
    ]);
    for (const unclear of [[], ['--approve', '--reject']])
      expect((await runAgainst(credentials, script, ...words, ...unclear)).code).toBe(64);
  });

  it('proposals: with the votes on them', async () => {
    const proposal = {
      schema: 1,
      proposalId: digest('1'),
      mspId: 'PTBMSP',
      base: 3,
      policy: { ...policy, revision: 4 },
      hash: digest('2'),
      proposed: NOW,
      expires: NOW,
      votes: [{ mspId: 'PTBMSP', identity, approve: true, time: NOW, tx: digest('1') }],
      state: 'OPEN',
    };
    const evaluate = JSON.stringify({ proposals: [{ proposal, standing: 'STALE' }] });
    const { code, stdout } = await runAgainst(credentials, { evaluate }, 'policy', 'proposals');
    expect(code).toBe(0);
    expect(stdout).toContain(`${digest('1')}  STALE`);
    expect(stdout).toContain(`PTBMSP approves, ${NOW}`);
  });
});

describe('meterpki pe', () => {
  it('grant: by the names in the certificate', async () => {
    const certificate = temporaryFile(credentials.certificate);
    const { code, stdout, calls } = await runAgainst(
      credentials,
      committing(({ argument }) => ({
        granted: (JSON.parse(argument) as { endorsers: { identity: string }[] }).endorsers.map(
          (endorser) => endorser.identity,
        ),
      })),
      ...['pe', 'grant', certificate, '--name', 'Body 1', '--accreditation', 'A-1', '--until', '2028-01-01'],
    );
    expect(code).toBe(0);
    expect(argumentsOf(calls, 'governance:GrantPermittedEndorsers')).toEqual([
      {
        endorsers: [
          { identity, name: 'Body 1', accreditation: 'A-1', validUntil: '2028-01-01T00:00:00.000Z' },
        ],
      },
    ]);
    expect(stdout).toContain(`Body 1  granted until 2028-01-01T00:00:00.000Z: ${identity}`);
  });

  it('revoke: by certificate or identity, with what is under review', async () => {
    const script = committing(JSON.stringify({ revoked: [identity] }));
    const words = ['--reason', 'accreditation ended', '--under-review-since', '2026-01-01T00:00:00Z'];
    for (const endorser of [identity, temporaryFile(credentials.certificate)]) {
      const { code, calls } = await runAgainst(credentials, script, 'pe', 'revoke', endorser, ...words);
      expect(code).toBe(0);
      expect(argumentsOf(calls, 'governance:RevokePermittedEndorsers')).toEqual([
        {
          revocations: [
            { identity, reason: 'accreditation ended', underReviewSince: '2026-01-01T00:00:00.000Z' },
          ],
        },
      ]);
    }
  });

  it('list: page after page, up to the limit', async () => {
    const endorser = {
      schema: 1,
      mspId: 'PTBMSP',
      identity,
      name: 'Body 1',
      accreditation: 'A-1',
      granted: NOW,
      validUntil: NOW,
      tx: digest('1'),
    };
    const evaluate = ({ argument }: { argument: string }): unknown => ({
      endorsers: [{ endorser, granted: true }],
      ...(argument.includes('start') ? {} : { next: 'a' }),
    });
    const both = await runAgainst(credentials, { evaluate }, 'pe', 'list', '--msp', 'PTBMSP', '--json');
    expect(jsonLines(both.stdout)).toHaveLength(2);
    expect(argumentsOf(both.calls, 'governance:ListPermittedEndorsers')).toEqual([
      { mspId: 'PTBMSP', limit: 100 },
      { mspId: 'PTBMSP', limit: 99, start: 'a' },
    ]);
    const one = await runAgainst(credentials, { evaluate }, 'pe', 'list', '--limit', '1');
    expect(one.stdout).toContain('Body 1  GRANTED');
    expect(one.stderr).toContain('There are more');
  });
});
