// SPDX-License-Identifier: Apache-2.0
import { digest } from '../../support/answers';
import { makeCredentials, type Credentials } from '../../support/certificates';
import { argumentsOf, committing, jsonLines, runAgainst } from '../../support/here';
import { meter } from '../../support/receipts';
import { METER_ID, recordOf } from '../../support/register';
import { temporaryFile } from '../../support/temporary';

const { fingerprint } = meter;
const known = JSON.stringify({ meters: [recordOf(meter)], unknown: [] });
const revoked = (confirmed: boolean): string =>
  JSON.stringify({
    revoked: [{ meterId: METER_ID, key: fingerprint, invalidityDate: '2026-03-01T00:00:00.000Z', confirmed }],
  });

let credentials: Credentials;
beforeAll(async () => {
  credentials = await makeCredentials();
});

describe('meterpki key', () => {
  it('revoke: finds the key of a meter that has only one', async () => {
    const { code, stdout, calls } = await runAgainst(
      credentials,
      committing(revoked(true), { evaluate: known }),
      ...['key', 'revoke', METER_ID, '--reason', 'keyCompromise', '--from', '2026-03-01'],
    );
    expect(code).toBe(0);
    expect(argumentsOf(calls, 'registry:RevokeKeys')).toEqual([
      {
        revocations: [
          {
            meterId: METER_ID,
            key: fingerprint,
            reason: 'keyCompromise',
            invalidityDate: '2026-03-01T00:00:00.000Z',
          },
        ],
      },
    ]);
    expect(stdout).toContain('does not count from 2026-03-01T00:00:00.000Z on');
  });

  it('revoke: says when a date waits for another member', async () => {
    const { stdout } = await runAgainst(
      credentials,
      committing(revoked(false), { evaluate: known }),
      ...['key', 'revoke', METER_ID, '--reason', 'keyCompromise', '--from', '2020-01-01'],
    );
    expect(stdout).toContain("waits for another member's administrator");
  });

  it('revoke: asks which key is meant where there are several', async () => {
    const record = recordOf(meter);
    const [key] = record.keys;
    const two = { ...record, keys: [key, { ...key, sequence: 1, fingerprint: digest('2') }] };
    const script = committing(revoked(true), { evaluate: JSON.stringify({ meters: [two], unknown: [] }) });
    const words = ['key', 'revoke', METER_ID, '--reason', 'superseded'];
    const unclear = await runAgainst(credentials, script, ...words);
    expect(unclear.code).toBe(64);
    expect(unclear.stderr).toContain('--key-fingerprint');
    const clear = await runAgainst(credentials, script, ...words, '--key-fingerprint', digest('2'));
    expect(argumentsOf(clear.calls, 'registry:RevokeKeys')).toEqual([
      { revocations: [{ meterId: METER_ID, key: digest('2'), reason: 'superseded' }] },
    ]);
  });

  it('revoke: takes many from a file, with faults by line', async () => {
    const good = temporaryFile(`meterId,key,reason\n${METER_ID},${fingerprint},keyCompromise\n`);
    const { code, stdout } = await runAgainst(
      credentials,
      committing(revoked(true)),
      ...['key', 'revoke', '--file', good, '--json'],
    );
    expect(code).toBe(0);
    expect(jsonLines(stdout)).toMatchObject([{ meterId: METER_ID, key: fingerprint, confirmed: true }]);
    const bad = temporaryFile(`meterId,key,reason\n${METER_ID},${fingerprint},anger\n`);
    const refused = await runAgainst(credentials, committing(revoked(true)), 'key', 'revoke', '--file', bad);
    expect({ code: refused.code, calls: refused.calls }).toEqual({ code: 64, calls: [] });
    expect(refused.stderr).toContain(`${bad}:2 reason must be one of`);
  });

  it.each([
    ['no reason', [METER_ID]],
    ['neither meter nor file', ['--reason', 'superseded']],
    ['a hold', [METER_ID, '--reason', 'certificateHold']],
    ['a day that does not exist', [METER_ID, '--reason', 'superseded', '--from', '2026-02-30']],
  ])('revoke: is refused with %s', async (_what, words) => {
    const { code, calls } = await runAgainst(
      credentials,
      committing(revoked(true), { evaluate: known }),
      ...['key', 'revoke', ...words],
    );
    expect(code).toBe(64);
    expect(argumentsOf(calls, 'registry:RevokeKeys')).toEqual([]);
  });

  it('hold and reinstate: certificateHold, and only what is on hold', async () => {
    const held = await runAgainst(
      credentials,
      committing(revoked(true), { evaluate: known }),
      ...['key', 'hold', METER_ID],
    );
    expect(held.code).toBe(0);
    expect(argumentsOf(held.calls, 'registry:RevokeKeys')).toEqual([
      { revocations: [{ meterId: METER_ID, key: fingerprint, reason: 'certificateHold' }] },
    ]);
    const free = await runAgainst(
      credentials,
      committing('{}', { evaluate: known }),
      ...['key', 'reinstate', METER_ID],
    );
    expect(free.code).toBe(64);
    expect(free.stderr).toContain('ON_HOLD');
    const record = recordOf(meter);
    const onHold = { ...record, keys: record.keys.map((key) => ({ ...key, state: 'ON_HOLD' })) };
    const standing = { meterId: METER_ID, status: 'ACTIVE', key: fingerprint, keyState: 'ACTIVE' };
    const lifted = await runAgainst(
      credentials,
      committing(JSON.stringify({ meters: [standing] }), {
        evaluate: JSON.stringify({ meters: [onHold], unknown: [] }),
      }),
      ...['key', 'reinstate', METER_ID],
    );
    expect(lifted.code).toBe(0);
    expect(argumentsOf(lifted.calls, 'registry:ReinstateKeys')).toEqual([
      { keys: [{ meterId: METER_ID, key: fingerprint }] },
    ]);
  });

  it('names a meter that the register does not have', async () => {
    const evaluate = JSON.stringify({ meters: [], unknown: [METER_ID] });
    const { code, stderr } = await runAgainst(
      credentials,
      committing('{}', { evaluate }),
      ...['key', 'hold', METER_ID],
    );
    expect(code).toBe(64);
    expect(stderr).toContain(`no meter ${METER_ID}`);
  });
});
