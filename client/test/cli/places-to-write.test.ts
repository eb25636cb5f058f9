// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TransactionCall } from '@meterpki/client';
import { challenge } from '../support/answers';
import { makeCredentials, type Credentials } from '../support/certificates';
import { committing, jsonLines, runAgainst } from '../support/here';
import { meter, signReceipt } from '../support/receipts';
import { registerOf } from '../support/register';
import { temporaryFile, temporaryPath } from '../support/temporary';

const receipt = temporaryFile(signReceipt());
const members = ['TestMSP', 'OtherMSP'].map((mspId) => ({ mspId }));

/** A register that records checks, and whose peers sign no bundle. */
const endorse = (call: TransactionCall): unknown =>
  call.name === 'receipts:GetCheck' ? new Error('CHECK_UNKNOWN: nothing is there') : registerOf(meter)(call);
const evaluate = (call: TransactionCall): unknown =>
  call.name === 'governance:GetPolicy' ? { policy: { members } } : registerOf(meter)(call);

let credentials: Credentials;
beforeAll(async () => {
  credentials = await makeCredentials();
});

describe('meterpki verify --record --bundle', () => {
  const written = (calls: readonly TransactionCall[]): string[] =>
    calls.map(({ name }) => name).filter((name) => name === 'receipts:RecordChecks');

  it.each([
    ['a folder that is not there', temporaryPath('absent/verdict.json'), [receipt]],
    ['a place below a file', path.join(receipt, 'bundles'), [receipt, receipt]],
  ])('records nothing where the bundle could not be written: %s', async (_what, place, files) => {
    const words = ['verify', ...files, '--record', '--bundle', place];
    const { code, calls, stderr } = await runAgainst(
      credentials,
      committing(endorse, { evaluate }),
      ...words,
    );
    expect([code, written(calls)]).toEqual([64, []]);
    expect(stderr).toContain('INPUT_INVALID');
  });

  it('tells what was recorded although its bundle fails', async () => {
    const place = temporaryPath('bundles');
    const words = ['verify', receipt, receipt, '--record', '--bundle', place, '--json'];
    const { code, stdout, stderr, calls } = await runAgainst(
      credentials,
      committing(endorse, { evaluate }),
      ...words,
    );
    expect([code, written(calls)]).toEqual([4, ['receipts:RecordChecks']]);
    expect(jsonLines(stdout)).toMatchObject([
      { verdict: 'valid', assurance: 'committed', recorded: { record: 'record/x' } },
      { verdict: 'valid', assurance: 'committed', recorded: { record: 'record/x' } },
    ]);
    expect(stderr).toMatch(/receipt 2: no bundle: .*CHECK_UNKNOWN/);
    expect(stderr).not.toContain('bundle check');
    expect(readdirSync(place)).toEqual([]);
  });
});

describe('meterpki challenge open --out', () => {
  const { challengeId, nonce, mspId, expires } = challenge;
  const opened = { challengeId, nonce, mspId, expires };

  it.each([
    ['a folder that is not there', temporaryPath('absent/c.json')],
    ['a folder in place of the file', path.dirname(receipt)],
  ])('opens no challenge where it could not be written: %s', async (_what, out) => {
    const script = committing(() => opened);
    const { code, stdout, calls } = await runAgainst(credentials, script, 'challenge', 'open', '--out', out);
    expect({ code, stdout, calls }).toEqual({ code: 64, stdout: '', calls: [] });
  });

  it('tells the challenge that is open although the file cannot be written after all', async () => {
    const folder = temporaryPath('goes-away');
    mkdirSync(folder);
    const script = committing(() => {
      rmSync(folder, { recursive: true });
      return opened;
    });
    const words = ['challenge', 'open', '--out', path.join(folder, 'c.json'), '--json'];
    const { code, stdout } = await runAgainst(credentials, script, ...words);
    expect(code).toBe(64);
    expect(jsonLines(stdout)).toMatchObject([opened]);
  });
});
