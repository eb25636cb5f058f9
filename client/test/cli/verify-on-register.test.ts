// SPDX-License-Identifier: Apache-2.0
import type { TransactionCall } from '@meterpki/client';
import { makeCredentials, type Credentials } from '../support/certificates';
import { argumentsOf, jsonLines, runAgainst } from '../support/here';
import { meter, signReceipt } from '../support/receipts';
import { METER_ID, recordOf, registerOf } from '../support/register';
import { temporaryFile } from '../support/temporary';

const TIME = '2026-01-02T03:04:05.678Z';
const identity = `${'1'.repeat(64)}-${'2'.repeat(64)}`;
const receipt = temporaryFile(signReceipt());

const record = recordOf(meter);
const attested = {
  ...record,
  keys: record.keys.map((key) => ({
    ...key,
    attestations: [{ mspId: 'PTBMSP', identity, challenge: '', time: TIME, tx: '' }],
  })),
};
const twin = { ...record, meterId: 'ptb:T-1b', manufacturer: 'Other Maker', status: 'PENDING' };

/** A register with names of endorsers, whose answer to this serial number is ambiguous or not. */
function register(isAmbiguous: boolean): (call: TransactionCall) => unknown {
  const plain = registerOf(meter);
  return (call) => {
    const asked = JSON.parse(call.argument) as { aliases?: unknown };
    if (call.name === 'governance:ListPermittedEndorsers')
      return { endorsers: [{ endorser: { mspId: 'PTBMSP', identity, name: 'Body 1' }, granted: true }] };
    if (call.name === 'registry:GetMeters')
      return { meters: asked.aliases === undefined ? [attested] : [record, twin], unknown: [] };
    const answer = plain(call) as { outcomes: { findings: string[] }[] };
    return isAmbiguous
      ? { outcomes: answer.outcomes.map((outcome) => ({ ...outcome, findings: ['alias-ambiguous'] })) }
      : answer;
  };
}

let credentials: Credentials;
beforeAll(async () => {
  credentials = await makeCredentials();
});

describe('meterpki verify on a register', () => {
  it('tells the meter, the instrument, the key, and who attested it, by name', async () => {
    const { code, stdout } = await runAgainst(credentials, { evaluate: register(false) }, 'verify', receipt);
    expect(code).toBe(0);
    for (const text of [
      `meter         ${METER_ID}`,
      'instrument    Maker, Model',
      `key           ${meter.fingerprint}`,
      `attested by   Body 1 (PTBMSP), ${TIME}`,
    ]) {
      expect(stdout).toContain(text);
    }
    expect(stdout).not.toContain('candidate');
  });

  it('names an ambiguous serial number as such, with the meters that it may mean', async () => {
    const script = { evaluate: register(true) };
    const { stdout } = await runAgainst(credentials, script, 'verify', receipt);
    expect(stdout).toContain('alias-ambiguous: several meters are registered under what the receipt says');
    expect(stdout).toContain(`candidate     ${METER_ID}: Maker, Model, ACTIVE`);
    expect(stdout).toContain('candidate     ptb:T-1b: Other Maker, Model, PENDING');
    const json = await runAgainst(credentials, script, 'verify', receipt, '--json');
    expect(jsonLines(json.stdout)).toMatchObject([{ candidates: [METER_ID, 'ptb:T-1b'] }]);
  });

  it('asks for each meter once, and not at all where only programs read', async () => {
    const many = temporaryFile(`${signReceipt()}\n`.repeat(50));
    const script = { evaluate: register(false) };
    const people = await runAgainst(credentials, script, 'verify', many);
    expect(argumentsOf(people.calls, 'registry:GetMeters')).toEqual([{ meterIds: [METER_ID] }]);
    expect(argumentsOf(people.calls, 'governance:ListPermittedEndorsers')).toHaveLength(1);
    for (const form of ['--json', '--quiet']) {
      const { calls } = await runAgainst(credentials, script, 'verify', many, form);
      expect(calls.map(({ name }) => name)).toEqual(['receipts:CheckReceipts']);
    }
  });

  it('gives the verdict all the same where nothing else can be learned', async () => {
    const plain = registerOf(meter);
    const evaluate = (call: TransactionCall): unknown =>
      call.name === 'receipts:CheckReceipts' ? plain(call) : 'no JSON';
    const { code, stdout } = await runAgainst(credentials, { evaluate }, 'verify', receipt);
    expect(code).toBe(0);
    expect(stdout).toContain('VALID');
    expect(stdout).not.toContain('instrument');
  });

  it('says what became of the instrument in the language of the reader', async () => {
    const { stdout } = await runAgainst(
      credentials,
      { evaluate: register(false) },
      ...['verify', receipt, '--lang', 'de'],
    );
    expect(stdout).toContain('bestätigt durch    Body 1 (PTBMSP), 02.01.2026 03:04:05,678 UTC');
  });
});
