// SPDX-License-Identifier: Apache-2.0
import { possessionStatement } from '@meterpki/protocol';
import { publicForms } from '@meterpki/simulator';
import { answerOf, challenge, digest } from '../../support/answers';
import { makeCredentials, type Credentials } from '../../support/certificates';
import { argumentsOf, committing, jsonLines, runAgainst, runHere } from '../../support/here';
import { meter } from '../../support/receipts';
import { described, standings } from '../../support/standings';
import { temporaryFile, temporaryPath } from '../../support/temporary';

const { fingerprint } = meter;

let credentials: Credentials;
beforeAll(async () => {
  credentials = await makeCredentials();
});

describe('commands that change meters', () => {
  it('attest: names the key by its fingerprint, and nothing of the plate', async () => {
    const file = temporaryFile(JSON.stringify(answerOf(meter, 'attest')));
    const { code, calls } = await runAgainst(credentials, standings('ACTIVE'), 'meter', 'attest', file);
    expect(code).toBe(0);
    expect(argumentsOf(calls, 'registry:AttestMeters')).toEqual([
      {
        challengeId: challenge.challengeId,
        attestations: [{ meterId: 'ptb:T-1', key: fingerprint, proof: 'AAAA' }],
      },
    ]);
  });

  it('update-key: hands in both proofs', async () => {
    const entry = { ...answerOf(meter, 'update'), previousProof: 'BBBB' };
    const file = temporaryFile(JSON.stringify(entry));
    const { code, calls } = await runAgainst(credentials, standings('ACTIVE'), 'meter', 'update-key', file);
    expect(code).toBe(0);
    const { meterId, key, algorithm } = described;
    expect(argumentsOf(calls, 'registry:UpdateKeys')).toEqual([
      {
        challengeId: challenge.challengeId,
        updates: [{ meterId, key, algorithm, proof: 'AAAA', previousProof: 'BBBB' }],
      },
    ]);
  });

  it('import and approve-import: by the hash that is approved', async () => {
    const proposed = { importId: digest('1'), hash: digest('2'), state: 'PENDING' };
    const csv = `meterId,manufacturer,model,GS,key\nptb:T-1,Maker,Model,G 1,${publicForms['spki-hex'](meter.spki)}\n`;
    const imported = await runAgainst(
      credentials,
      committing(JSON.stringify(proposed)),
      ...['meter', 'import', temporaryFile(csv), '--source', 'the older register'],
    );
    expect(imported.code).toBe(0);
    expect(argumentsOf(imported.calls, 'registry:ImportMeters')).toEqual([
      { source: 'the older register', meters: [{ ...described, aliases: [{ kind: 'GS', text: 'G 1' }] }] },
    ]);
    expect(imported.stderr).toContain(`meterpki meter approve-import ${digest('1')} --hash ${digest('2')}`);
    const approved = await runAgainst(
      credentials,
      committing(JSON.stringify({ importId: digest('1'), state: 'APPROVED' })),
      ...['meter', 'approve-import', digest('1'), '--hash', digest('2'), '--json'],
    );
    expect(approved.code).toBe(0);
    expect(jsonLines(approved.stdout)).toMatchObject([{ importId: digest('1'), state: 'APPROVED' }]);
  });

  it('aliases: those of the command line, of a file, or none', async () => {
    const echo = committing(({ argument }) => argument);
    const alias = ['--alias', 'MS:1', '--alias', 'EVSE-ID:DE*ABC*E1'];
    const given = await runAgainst(credentials, echo, 'meter', 'aliases', 'ptb:T-1', ...alias);
    expect(argumentsOf(given.calls, 'registry:SetAliases')).toEqual([
      {
        meters: [
          {
            meterId: 'ptb:T-1',
            aliases: [
              { kind: 'MS', text: '1' },
              { kind: 'EVSE-ID', text: 'DE*ABC*E1' },
            ],
          },
        ],
      },
    ]);
    const ended = await runAgainst(credentials, echo, 'meter', 'aliases', 'ptb:T-1', '--none');
    expect(argumentsOf(ended.calls, 'registry:SetAliases')).toEqual([
      { meters: [{ meterId: 'ptb:T-1', aliases: [] }] },
    ]);
    const file = temporaryFile('meterId,MS\nptb:1,A\nptb:2,\n');
    const listed = await runAgainst(credentials, echo, 'meter', 'aliases', '--file', file, '--json');
    expect(jsonLines(listed.stdout)).toMatchObject([
      { meterId: 'ptb:1', aliases: [{ kind: 'MS', text: 'A' }] },
      { meterId: 'ptb:2', aliases: [] },
    ]);
    const unclear = await runAgainst(credentials, echo, 'meter', 'aliases', 'ptb:1');
    expect(unclear.code).toBe(64);
  });

  it('decommission: only with --yes, since it is for ever', async () => {
    const time = '2026-03-01T12:00:00.000Z';
    const script = committing(JSON.stringify({ meterIds: ['ptb:1', 'ptb:2'], time }));
    const unsure = await runAgainst(credentials, script, 'meter', 'decommission', 'ptb:1', 'ptb:2');
    expect({ code: unsure.code, calls: unsure.calls }).toEqual({ code: 64, calls: [] });
    const sure = await runAgainst(
      credentials,
      script,
      ...['meter', 'decommission', 'ptb:1', 'ptb:2', '--yes'],
    );
    expect(sure.code).toBe(0);
    expect(argumentsOf(sure.calls, 'registry:DecommissionMeters')).toEqual([
      { meterIds: ['ptb:1', 'ptb:2'] },
    ]);
    expect(sure.stdout).toContain(`ptb:2  DECOMMISSIONED at ${time}`);
  });
});

describe('meterpki challenge', () => {
  it('open: writes a file that has all that a meter must be told', async () => {
    const { challengeId, nonce, mspId, expires } = challenge;
    const issued = { challengeId, nonce, mspId, expires };
    const out = temporaryPath('challenge.json');
    const { code, stdout, calls } = await runAgainst(
      credentials,
      committing(JSON.stringify(issued)),
      ...['challenge', 'open', '--out', out, '--lifetime', '600', '--json'],
    );
    expect(code).toBe(0);
    expect(argumentsOf(calls, 'registry:IssueChallenge')).toEqual([{ lifetimeSeconds: 600 }]);
    expect(jsonLines(stdout)).toEqual([challenge]);
    const statement = ['challenge', 'statement', out, '--purpose', 'register', '--meter', 'ptb:T-1'];
    const shown = await runHere([...statement, '--key', publicForms.pem(meter.spki)]);
    const { channel, chaincode } = challenge;
    const bytes = possessionStatement({
      purpose: 'register',
      algorithm: meter.algorithm,
      channel,
      chaincode,
      mspId,
      meterId: 'ptb:T-1',
      sequence: 0,
      spki: meter.spki,
      nonce,
      expires: Date.parse('2026-03-01T12:00:00Z') / 1000,
    });
    expect(shown).toEqual({ code: 0, stdout: `${Buffer.from(bytes).toString('hex')}\n`, stderr: '' });
  });

  it('statement: says what is missing for a key that is not the first', async () => {
    const file = temporaryFile(JSON.stringify(challenge));
    const statement = ['challenge', 'statement', file, '--purpose', 'update', '--meter', 'ptb:T-1'];
    const { code, stderr } = await runHere([
      ...statement,
      ...['--key', publicForms.pem(meter.spki), '--sequence', '1'],
    ]);
    expect(code).toBe(64);
    expect(stderr).toContain('--previous');
  });
});
